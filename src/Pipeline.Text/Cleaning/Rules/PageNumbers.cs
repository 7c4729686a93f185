using System.Collections.Frozen;

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
        foreach (var block in draft.Blocks)
        {
            if (block.Text.Length <= LongestLine && IsPageNumber(block.Text))
            {
                draft.Remove(this, block, "A page number or a bare number");
            }
        }
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
