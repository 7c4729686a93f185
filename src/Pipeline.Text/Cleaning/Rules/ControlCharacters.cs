using System.Globalization;
using System.Text;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Takes out characters that nobody sees: controls, zero-width characters, soft hyphens, direction marks, icons of private fonts.</summary>
public sealed class ControlCharacters : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => "control-characters";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        draft.Title = draft.Title is { } title ? Strip(title) : null;
        foreach (var block in draft.Blocks)
        {
            var stripped = Strip(block.Text);
            if (ReferenceEquals(stripped, block.Text))
            {
                continue;
            }

            draft.NoteOnce("invisible-characters", "Characters without a visible form were taken out.");
            if (string.IsNullOrWhiteSpace(stripped))
            {
                draft.Remove(this, block, "Nothing visible");
            }

            block.Text = stripped;
        }
    }

    private static string Strip(string text)
    {
        var first = 0;
        while (first < text.Length && !IsInvisible(text, first))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        var kept = new StringBuilder(text, 0, first, text.Length);
        for (var i = first; i < text.Length; i++)
        {
            if (!IsInvisible(text, i))
            {
                kept.Append(text[i]);
            }
            else if (text[i] == '\u00AD' && i == text.Length - 1 && i > 0)
            {
                // At the end of a line one saw a hyphen.
                kept.Append('-');
            }
        }

        return kept.ToString();
    }

    private static bool IsInvisible(string text, int at)
    {
        var c = text[at];
        if (c is '\n' or '\t' or '\r' or '\f' or '\v' or '\u0085')
        {
            return false;
        }

        // Joiners shape Arabic and Indic words and build emoji; elsewhere they are debris.
        if (c is '\u200C' or '\u200D')
        {
            return at == 0 || at + 1 == text.Length || text[at - 1] < '\u0600' || char.IsWhiteSpace(text[at - 1]) || char.IsWhiteSpace(text[at + 1]);
        }

        return c is '\u00AD' or '\uFFFC' or '\uFFFE' or '\uFFFF' || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;
    }
}
