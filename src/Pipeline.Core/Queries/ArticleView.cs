using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Queries;

/// <summary>An article in a list.</summary>
public sealed record ArticleSummary(
    string Id,
    string Path,
    string Source,
    string State,
    string? Reason,
    string? Title,
    string? Published,
    string? Language,
    SentimentView? Sentiment,
    IReadOnlyList<string> KeyPhrases,
    int Version,
    string? ClusterId,
    double? Similarity)
{
    /// <summary>From an index row.</summary>
    public static ArticleSummary Of(ArticleIndexRow row) => new(
        row.ArticleId, row.Path, row.Source, row.State.ToString(), row.Reason, row.Title, row.Published, row.Language, SentimentView.Of(row), row.KeyPhrases, row.Version, row.ClusterId, row.Similarity);

    /// <summary>From an article's own row.</summary>
    public static ArticleSummary Of(ArticleRow row) => new(
        row.ArticleId, row.Path, row.Source, row.State.ToString(), row.Reason, row.Title, row.Published, row.Language, SentimentView.Of(row), row.KeyPhrases, row.Version, row.ClusterId, row.Similarity);
}

/// <summary>A page of articles.</summary>
/// <param name="Articles">The articles, newest first.</param>
/// <param name="Next">The cursor of the page that follows; null when there is none.</param>
public sealed record ArticleList(IReadOnlyList<ArticleSummary> Articles, string? Next);

/// <summary>What an article was made of.</summary>
/// <param name="Name">The last part of its path.</param>
/// <param name="File">Its bytes.</param>
public sealed record OriginalFile(string Name, OpenedFile File);

/// <summary>Changes, those of one article in order.</summary>
/// <param name="Changes">The changes; empty when there is nothing new.</param>
/// <param name="Cursor">Where to go on.</param>
public sealed record ChangeList(IReadOnlyList<FeedChange> Changes, string Cursor);

/// <summary>A change of an article. Repeats are possible: the id and the version tell them.</summary>
/// <param name="Id">The article.</param>
/// <param name="Version">Its version.</param>
/// <param name="Kind">Enriched, Updated, Rejected or Deleted.</param>
/// <param name="Path">Path of the file; empty when it was purged.</param>
/// <param name="Source">First folder of the path.</param>
/// <param name="At">When it was noted.</param>
public sealed record FeedChange(string Id, int Version, string Kind, string Path, string Source, DateTimeOffset At)
{
    /// <summary>From a row of Changes.</summary>
    public static FeedChange Of(ChangeRow row) => new(row.ArticleId, row.Version, row.Kind.ToString(), row.Path, row.Source, row.At);
}

/// <summary>A label with three scores that sum to 1.</summary>
public sealed record SentimentView(string Label, double Positive, double Neutral, double Negative)
{
    /// <summary>Null when the row has no sentiment.</summary>
    public static SentimentView? Of(ISentimentRow row) => row.Sentiment is { } label
        ? new SentimentView(label, row.PositiveScore ?? 0, row.NeutralScore ?? 0, row.NegativeScore ?? 0)
        : null;

    /// <summary>Null when there is no sentiment.</summary>
    public static SentimentView? Of(Sentiment? sentiment) => sentiment is { } value
        ? new SentimentView(value.Label.ToString(), value.Scores.Positive, value.Scores.Neutral, value.Scores.Negative)
        : null;
}

/// <summary>One article with all that is known of it.</summary>
public sealed record ArticleDetail(
    ArticleSummary Article,
    string? ReasonDetail,
    string? Standfirst,
    string? Byline,
    IReadOnlyList<string> Authors,
    string? Updated,
    string? Publisher,
    string? Rubric,
    string? CanonicalUrl,
    DateTimeOffset Received,
    int Attempts,
    string? LastError,
    DateTimeOffset? WaitUntil,
    string? Analyser,
    IReadOnlyList<string> Warnings,
    int? WordCount,
    int? SentenceCount,
    int? ReadingSeconds,
    IReadOnlyList<PassageView> Summary,
    IReadOnlyList<PhraseView> Phrases,
    IReadOnlyList<CaptionView> Captions,
    IReadOnlyList<SectionView> Sections);

/// <summary>A piece of the clean text, with its offset in UTF-16 code units; paragraphs have theirs too, so that it can be highlighted.</summary>
public sealed record PassageView(int Start, string Text);

/// <summary>A key phrase with its score and every mention, as the text writes it there.</summary>
public sealed record PhraseView(string Text, double? Score, IReadOnlyList<PassageView> Mentions);

/// <summary>A caption with its credit.</summary>
public sealed record CaptionView(string Text, string? Credit);

/// <summary>A section of an article.</summary>
public sealed record SectionView(string? Heading, IReadOnlyList<ParagraphView> Paragraphs)
{
    /// <summary>The sections of an article with what was found in them.</summary>
    public static IReadOnlyList<SectionView> Of(CleanArticle article, ArticleEnrichment enrichment) =>
    [
        .. article.Sections.Select((section, index) => new SectionView(
            section.Heading?.Of(article.Text).ToString(),
            [.. enrichment.Segments.Where(item => item.Segment.SectionIndex == index).Select(item => ParagraphView.Of(article.Text, item))])),
    ];
}

/// <summary>A paragraph, which is a segment.</summary>
public sealed record ParagraphView(int Start, string Text, SentimentView? Sentiment, IReadOnlyList<string> KeyPhrases, IReadOnlyList<SentenceView> Sentences)
{
    internal static ParagraphView Of(string text, SegmentEnrichment item) => new(
        item.Segment.Span.Start,
        item.Segment.Span.Of(text).ToString(),
        SentimentView.Of(item.Sentiment),
        [.. item.KeyPhrases.Select(phrase => phrase.Text)],
        [.. item.Sentences.Select(sentence => new SentenceView(sentence.Span.Of(text).ToString(), SentimentView.Of(sentence.Sentiment)))]);
}

/// <summary>A sentence with its sentiment.</summary>
public sealed record SentenceView(string Text, SentimentView? Sentiment);
