using System.Text;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Makes every run of white space (no-break, thin and double spaces, tabs, line breaks) one ordinary space, and none at the ends.</summary>
public sealed class WhiteSpace : ICleaningRule
{
    /// <inheritdoc/>
    public string Name => "white-space";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        draft.Title = Nullable(draft.Title);
        draft.Standfirst = Nullable(draft.Standfirst);
        draft.Byline = Nullable(draft.Byline);
        foreach (var block in draft.Blocks)
        {
            block.Text = Fold(block.Text);
            block.IsRemoved |= block.Text.Length == 0;
        }
    }

    /// <summary>The text with single ordinary spaces.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var pending = '\0';
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                pending = pending is '\n' or '\0' ? c : pending;
                continue;
            }

            // Scripts without spaces break lines anywhere.
            var joins = pending == '\n' && folded.Length > 0 && Scripts.IsUnspaced(folded[^1]) && Scripts.IsUnspaced(c);
            if (pending != '\0' && folded.Length > 0 && !joins)
            {
                folded.Append(' ');
            }

            pending = '\0';
            folded.Append(c);
        }

        return folded.ToString();
    }

    private static string? Nullable(string? text) => text is null || Fold(text) is not { Length: > 0 } folded ? null : folded;
}
