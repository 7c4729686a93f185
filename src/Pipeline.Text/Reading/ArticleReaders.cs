using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Reading;

/// <summary>All readers, and the choice among them.</summary>
public static class ArticleReaders
{
    /// <summary>The readers; of two that are equally sure the earlier wins.</summary>
    public static IReadOnlyList<IArticleReader> All { get; } = [new HtmlReader(), new MarkdownReader(), new PlainTextReader()];

    /// <summary>The reader that is surest about <paramref name="source"/>. Plain text reads anything, so there is always one.</summary>
    public static IArticleReader Choose(DecodedSource source) => All.MaxBy(reader => reader.Recognise(source))!;
}
