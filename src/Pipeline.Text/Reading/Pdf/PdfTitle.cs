using Pipeline.Text.Cleaning;

namespace Pipeline.Text.Reading.Pdf;

/// <summary>Finds the title: the paragraph on the first page that the document's properties name, else the one in the largest type.</summary>
internal static class PdfTitle
{
    /// <summary>A title's type is larger than the text's by this much.</summary>
    private const double LeastSize = 1.2;

    private const int FewestWords = 2;

    private const int MostWords = 40;

    /// <summary>The title and the paragraph that it stands in; both null when neither type nor properties name one.</summary>
    public static (string? Text, PdfParagraph? Paragraph) Find(IReadOnlyList<PdfParagraph> paragraphs, string? stated)
    {
        if (paragraphs.Count == 0)
        {
            return (stated, null);
        }

        var first = paragraphs.Where(paragraph => paragraph.Page == paragraphs[0].Page).ToList();
        if (stated is not null && first.Find(paragraph => TextKey.Of(paragraph.Text) == TextKey.Of(stated)) is { } named)
        {
            return (named.Text, named);
        }

        var body = paragraphs.GroupBy(paragraph => Math.Round(paragraph.Size, 1)).MaxBy(group => group.Sum(paragraph => paragraph.Text.Length))!.Key;
        var largest = first.Where(paragraph => paragraph.Size >= body * LeastSize && LineShape.WordCount(paragraph.Text) is >= FewestWords and <= MostWords).MaxBy(paragraph => paragraph.Size);
        return largest is null ? (null, null) : (largest.Text, largest);
    }
}
