using System.Buffers;
using System.Text;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Writes typewriter dashes ("--", "---") as dashes and odd hyphens as the plain one. Real dashes stay as they are.</summary>
public sealed class OddDashes : ICleaningRule
{
    private static readonly SearchValues<char> Odd = SearchValues.Create("\u2010\u2011\u2012\u2015\u2E3A\u2E3B\uFE58");

    /// <inheritdoc/>
    public string Name => "odd-dashes";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        draft.Title = draft.Title is { } title ? Mend(title) : null;
        foreach (var block in draft.Blocks)
        {
            block.Text = Mend(block.Text);
        }
    }

    private static string Mend(string text)
    {
        if (text.AsSpan().IndexOfAny(Odd) < 0 && !text.Contains("--", StringComparison.Ordinal))
        {
            return text;
        }

        var mended = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\u2010' or '\u2011':
                    mended.Append('-');
                    break;
                case '\u2012':
                    mended.Append('–');
                    break;
                case '\u2015' or '\u2E3A' or '\u2E3B' or '\uFE58':
                    mended.Append('—');
                    break;
                case '-' when i + 1 < text.Length && text[i + 1] == '-':
                    while (i + 1 < text.Length && text[i + 1] == '-')
                    {
                        i++;
                    }

                    mended.Append('—');
                    break;
                default:
                    mended.Append(text[i]);
                    break;
            }
        }

        return mended.ToString();
    }
}
