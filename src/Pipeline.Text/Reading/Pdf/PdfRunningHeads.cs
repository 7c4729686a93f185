using System.Text.RegularExpressions;
using Pipeline.Text.Cleaning;
using Pipeline.Text.Dates;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>Finds what stands at the edges of pages and is no text: heads and feet that return, and page numbers.</summary>
internal static partial class PdfRunningHeads
{
    /// <summary>Heads alternate between left and right pages, and chapters change: every third page at least repeats one.</summary>
    private const double LeastShare = 0.3;

    /// <summary>The head of a second page returns nowhere in a document of two: its type is smaller than the text's by this much.</summary>
    private const double SmallType = 0.9;

    /// <summary>The last line of a footnote is longer or a sentence.</summary>
    private const int MostSmallWords = 10;

    /// <summary>The lines to leave out.</summary>
    public static HashSet<PdfLine> Find(List<PdfLine> lines)
    {
        var edges = lines.Where(line => line.IsAtEdge).ToList();
        var pages = lines.Select(line => line.Page).Distinct().Count();
        var repeated = edges.GroupBy(Key, StringComparer.Ordinal)
            .Where(group => group.Key.Length > 0 && group.Select(line => line.Page).Distinct().Count() is var on && on >= 2 && on >= pages * LeastShare)
            .SelectMany(group => group);
        var size = lines.GroupBy(line => Math.Round(line.Size, 1)).MaxBy(group => group.Sum(line => line.Text.Length))?.Key ?? 0;
        var small = lines.GroupBy(line => line.Page).SelectMany(page => new[] { page.MaxBy(line => line.Baseline)!, page.MinBy(line => line.Baseline)! })
            .Where(line => line.IsAtEdge && line.Size < size * SmallType && LineShape.WordCount(line.Text) <= MostSmallWords && !LineShape.EndsInFullStop(line.Text));
        return [.. repeated, .. small, .. edges.Where(line => PageNumber().IsMatch(line.Text))];
    }

    /// <summary>The date of the issue that a head names; null when none does. An address beside it is a printout's, and its date the day of printing.</summary>
    public static ArticleDate? DateOf(IEnumerable<PdfLine> heads) =>
        heads.Where(line => !line.Text.Contains("://", StringComparison.Ordinal)).Select(line => DateReader.Find(line.Text)).FirstOrDefault(date => date is not null);

    private static string Key(PdfLine line) => string.Concat(line.Text.Where(char.IsLetter).Select(char.ToLowerInvariant));

    [GeneratedRegex(@"^\W*(?:(?:page|p\.|pg\.?|seite|page|pagina|página|side|strona|стр\.?)\s*)?\d{1,4}\s*(?:(?:of|/|von|de|di|av|z|из)\s*\d{1,4})?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PageNumber();
}
