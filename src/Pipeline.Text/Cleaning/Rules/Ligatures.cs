using System.Text;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Writes the Latin ligatures of typesetting as their letters: "ﬁ" as "fi".</summary>
public sealed class Ligatures : ICleaningRule
{
    private const char First = '\uFB00';

    private static readonly string[] Letters = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <inheritdoc/>
    public string Name => "ligatures";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        draft.Title = draft.Title is { } title ? Apart(title) : null;
        foreach (var block in draft.Blocks)
        {
            var apart = Apart(block.Text);
            if (!ReferenceEquals(apart, block.Text))
            {
                block.Text = apart;
                draft.NoteOnce("ligatures", "Ligatures were written as their letters.");
            }
        }
    }

    // The same instance when there are none.
    private static string Apart(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(First, (char)(First + Letters.Length - 1)) < 0)
        {
            return text;
        }

        var apart = new StringBuilder(text.Length + Letters.Length);
        foreach (var c in text)
        {
            if (c - First is var ligature and >= 0 && ligature < Letters.Length)
            {
                apart.Append(Letters[ligature]);
            }
            else
            {
                apart.Append(c);
            }
        }

        return apart.ToString();
    }
}
