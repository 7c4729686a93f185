using System.Text;
using Pipeline.Text.Cleaning;
using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>A paragraph of one type size.</summary>
/// <param name="Text">Its lines joined, words broken at line ends mended.</param>
/// <param name="Size">Size of its type in points.</param>
/// <param name="Page">Page on which it begins.</param>
/// <param name="IsHeading">Whether its type sets it off as a heading.</param>
internal sealed record PdfParagraph(string Text, double Size, int Page, bool IsHeading);

/// <summary>Joins lines to paragraphs: by the space between them, by indents and short last lines, across columns and pages by unfinished sentences.</summary>
internal static class PdfParagraphs
{
    /// <summary>Types of one paragraph differ by less: superscripts and rounding.</summary>
    private const double SameSize = 0.07;

    /// <summary>A gap this much larger than the usual leading parts paragraphs.</summary>
    private const double WideGap = 1.3;

    /// <summary>An indented first line is set in by more than this part of the type's size.</summary>
    private const double Indent = 0.7;

    /// <summary>A last line leaves more than this part of the column's width empty.</summary>
    private const double ShortLine = 0.15;

    /// <summary>Headings have larger type than the text by this much, or are bold where the text is not.</summary>
    private const double HeadingSize = 1.08;

    private const int MostHeadingWords = 14;

    /// <summary>The paragraphs in reading order.</summary>
    public static IReadOnlyList<PdfParagraph> Of(List<PdfLine> lines, CancellationToken cancellationToken)
    {
        var bodySize = Usual(lines.Select(line => (Math.Round(line.Size, 1), line.Text.Length)));
        var isBodyBold = lines.Where(line => line.IsBold).Sum(line => line.Text.Length) * 2 > lines.Sum(line => line.Text.Length);
        var leading = Usual(lines.Zip(lines.Skip(1)).Where(pair => IsBelow(pair.First, pair.Second) && Math.Abs(pair.First.Size - bodySize) < bodySize * SameSize)
            .Select(pair => (Math.Round(pair.First.Baseline - pair.Second.Baseline, 1), pair.First.Text.Length)));
        var paragraphs = new List<PdfParagraph>();
        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (text.Length == 0)
            {
                text.Append(lines[i].Text);
            }
            else
            {
                HardWraps.AppendLine(text, lines[i].Text);
            }

            if (i + 1 == lines.Count || Ends(lines[i], lines[i + 1], leading * (lines[i].Size / Math.Max(bodySize, 1))))
            {
                var line = lines[i];
                var whole = text.ToString();
                var isHeading = (line.Size > bodySize * HeadingSize || (line.IsBold && !isBodyBold)) && LineShape.WordCount(whole) <= MostHeadingWords && !LineShape.EndsInFullStop(whole);
                paragraphs.Add(new PdfParagraph(whole, line.Size, line.Page, isHeading));
                text.Clear();
            }
        }

        return paragraphs;
    }

    private static bool Ends(PdfLine line, PdfLine next, double leading)
    {
        if (Math.Abs(line.Size - next.Size) > Math.Max(line.Size, next.Size) * SameSize || line.IsBold != next.IsBold)
        {
            return true;
        }

        var isIndented = next.Left - next.ColumnLeft > next.Size * Indent && next.Left - line.Left > next.Size * Indent;
        var isFinished = LineShape.EndsSentence(line.Text);
        if (!IsBelow(line, next))
        {
            return isFinished || isIndented;
        }

        var isShort = line.ColumnRight - line.Right > (line.ColumnRight - line.ColumnLeft) * ShortLine;
        return (leading > 0 && line.Baseline - next.Baseline > leading * WideGap) || isIndented || (isShort && isFinished);
    }

    private static bool IsBelow(PdfLine line, PdfLine next) => line.Page == next.Page && line.Column == next.Column && next.Baseline < line.Baseline;

    /// <summary>The value that most characters have; 0 for none.</summary>
    private static double Usual(IEnumerable<(double Value, int Weight)> values) =>
        values.GroupBy(item => item.Value).OrderByDescending(group => group.Sum(item => item.Weight)).ThenBy(group => group.Key).FirstOrDefault()?.Key ?? 0;
}
