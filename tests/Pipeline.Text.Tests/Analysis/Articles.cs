using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Tests.Analysis;

/// <summary>Builds clean articles for tests.</summary>
internal static class Articles
{
    /// <summary>An article with these paragraphs in one section, split into sentences.</summary>
    public static CleanArticle Of(params string[] paragraphs)
    {
        var text = string.Join("\n\n", paragraphs);
        var spans = new List<Paragraph>();
        var start = 0;
        foreach (var paragraph in paragraphs)
        {
            var sentences = SentenceSegmenter.Split(paragraph, "en").Select(s => new TextSpan(s.Start + start, s.Length));
            spans.Add(new Paragraph(new TextSpan(start, paragraph.Length), [.. sentences]));
            start += paragraph.Length + 2;
        }

        return new CleanArticle
        {
            Text = text,
            Title = "A title",
            Language = "en",
            Paragraphs = spans,
            Sections = [new Section(null, 0, spans.Count)],
            Format = "text",
            Charset = "utf-8",
        };
    }
}
