namespace Pipeline.Text.Segmentation;

/// <summary>Divides a clean article into segments: one per paragraph.</summary>
public static class Segmenter
{
    /// <summary>The segments of <paramref name="article"/> in order. Headings belong to no segment: they are not analysed.</summary>
    public static IReadOnlyList<Segment> Divide(CleanArticle article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var segments = new List<Segment>(article.Paragraphs.Count);
        var section = 0;
        for (var i = 0; i < article.Paragraphs.Count; i++)
        {
            while (section < article.Sections.Count - 1 && i >= article.Sections[section].FirstParagraph + article.Sections[section].ParagraphCount)
            {
                section++;
            }

            var paragraph = article.Paragraphs[i];
            segments.Add(new Segment(i, section, paragraph.Span, paragraph.Sentences));
        }

        return segments;
    }
}
