using System.Text.RegularExpressions;
using Pipeline.Text.Dates;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>Finds what stands at the edges of pages and is no text: heads and feet that return, and page numbers.</summary>
internal static partial class PdfRunningHeads
{
    /// <summary>Heads alternate between left and right pages, and chapters change: every third page at least repeats one.</summary>
    private const double LeastShare = 0.3;

    /// <summary>The lines to leave out.</summary>
    public static HashSet<PdfLine> Find(List<PdfLine> lines)
    {
        var edges = lines.Where(line => line.IsAtEdge).ToList();
        var pages = lines.Select(line => line.Page).Distinct().Count();
        var repeated = edges.GroupBy(Key, StringComparer.Ordinal)
            .Where(group => group.Key.Length > 0 && group.Select(line => line.Page).Distinct().Count() is var on && on >= 2 && on >= pages * LeastShare)
            .SelectMany(group => group);
        return [.. repeated, .. edges.Where(line => PageNumber().IsMatch(line.Text))];
    }

    /// <summary>The date of the issue that a head names; null when none does. An address beside it is a printout's, and its date the day of printing.</summary>
    public static ArticleDate? DateOf(IEnumerable<PdfLine> heads) =>
        heads.Where(line => !line.Text.Contains("://", StringComparison.Ordinal)).Select(line => DateReader.Find(line.Text)).FirstOrDefault(date => date is not null);

    private static string Key(PdfLine line) => string.Concat(line.Text.Where(char.IsLetter).Select(char.ToLowerInvariant));

    [GeneratedRegex(@"^\W*(?:(?:page|p\.|pg\.?|seite|page|pagina|página|side|strona|стр\.?)\s*)?\d{1,4}\s*(?:(?:of|/|von|de|di|av|z|из)\s*\d{1,4})?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PageNumber();
}
