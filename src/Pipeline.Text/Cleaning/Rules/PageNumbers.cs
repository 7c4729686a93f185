using System.Collections.Frozen;
using System.Text;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes page numbers and other lines that are a bare number: "Page 3 of 12", "- 3 -", "3/12".</summary>
public sealed class PageNumbers : ICleaningRule
{
    private const int LongestLine = 24;

    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        "page", "of", "seite", "von", "pagina", "página", "de", "di", "sur", "pag", "pág", "sida", "av", "side", "af", "strona", "z", "страница", "из", "стр", "sayfa", "halaman", "p", "s");

    /// <inheritdoc/>
    public string Name => "page-numbers";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        var blocks = draft.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Text.Length <= LongestLine && IsPageNumber(blocks[i].Text))
            {
                draft.Remove(this, blocks[i], "A page number or a bare number");
                if (i > 0 && i + 1 < blocks.Count && IsBroken(blocks[i - 1], blocks[i + 1]))
                {
                    Join(blocks[i - 1], blocks[i + 1]);
                    draft.NoteOnce("lines-joined", "Lines that were broken inside a sentence were joined.");
                    i++;
                }
            }
        }
    }

    // A page ends in mid-sentence, and the next goes on in lower case.
    private static bool IsBroken(DraftBlock above, DraftBlock below) =>
        above is { IsPlain: true, IsRemoved: false } && below.IsPlain && above.Text.Length >= LongestLine && !LineShape.EndsSentence(above.Text) && above.Text[^1] != ':' && char.IsLower(below.Text[0]);

    private static void Join(DraftBlock above, DraftBlock below)
    {
        var joined = new StringBuilder(above.Text);
        HardWraps.AppendLine(joined, below.Text);
        above.Text = joined.ToString();
        above.Merge(below);
    }

    private static bool IsPageNumber(string text)
    {
        var numbers = 0;
        foreach (var word in text.Split(' ', '/', '-', '–', '—', '|', '.', ',', ':', '(', ')', '[', ']', '•'))
        {
            if (word.Length == 0)
            {
                continue;
            }

            if (word.All(char.IsDigit))
            {
                numbers++;
            }
            else if (!Words.Contains(word.ToLowerInvariant()))
            {
                return false;
            }
        }

        return numbers is 1 or 2;
    }
}
