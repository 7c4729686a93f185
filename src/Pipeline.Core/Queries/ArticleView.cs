using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Queries;

/// <summary>An article in a list.</summary>
/// <param name="Id">Its id: 32 hexadecimal digits, made of its path.</param>
/// <param name="Path">Path of the file; of an item, the path of its file, "!/" and the item's name.</param>
/// <param name="Source">First folder of the path.</param>
/// <param name="State">Received, Cleaned, Enriched, Rejected, Failed, Expanded or Deleted.</param>
/// <param name="Reason">Why it was rejected, given up or waits, as a code; null otherwise.</param>
/// <param name="Title">Its title.</param>
/// <param name="Published">When it was published, in ISO 8601, as exactly as the article says: with or without time, with or without offset.</param>
/// <param name="Language">Its language (BCP 47).</param>
/// <param name="Sentiment">Of the whole article; null until it is enriched.</param>
/// <param name="KeyPhrases">Its key phrases, best first; at most 10 in lists, 20 otherwise.</param>
/// <param name="Version">Counts what readers were told of it; 0 until there was anything.</param>
/// <param name="ClusterId">What its copies share; null when it is too short to tell.</param>
/// <param name="Similarity">How much of the shorter text is in the copy by which it was recognised, 0 to 1; null for the first.</param>
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
/// <param name="Label">Positive, Neutral, Negative or Mixed.</param>
/// <param name="Positive">0 to 1.</param>
/// <param name="Neutral">0 to 1.</param>
/// <param name="Negative">0 to 1.</param>
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
/// <param name="Article">What lists say of it.</param>
/// <param name="ReasonDetail">What the reason means here, and what to do.</param>
/// <param name="Standfirst">The line below the title.</param>
/// <param name="Byline">Who wrote it, as the article says.</param>
/// <param name="Authors">The names in the byline.</param>
/// <param name="Updated">When it was last updated, written as Published is.</param>
/// <param name="Publisher">Name of the site or publisher that the file states.</param>
/// <param name="Rubric">Desk or rubric that the file states.</param>
/// <param name="CanonicalUrl">Its address, as the page gives it.</param>
/// <param name="Received">When its file was first seen.</param>
/// <param name="Attempts">Failed attempts since its last success.</param>
/// <param name="LastError">What failed last: the stage, the kind of error and a code, never text of the article.</param>
/// <param name="WaitUntil">When it is tried again, while it waits.</param>
/// <param name="Analyser">What found sentiment and key phrases.</param>
/// <param name="Warnings">What the analyser warned of.</param>
/// <param name="WordCount">Words of the body.</param>
/// <param name="SentenceCount">Sentences of the body.</param>
/// <param name="ReadingSeconds">About how long reading it takes, in seconds.</param>
/// <param name="Summary">Sentences that say what it says in short, in its own words.</param>
/// <param name="Phrases">Its key phrases, best first, and where they are.</param>
/// <param name="Captions">Captions of pictures.</param>
/// <param name="Sections">Its body.</param>
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
/// <param name="Start">Where it begins in the clean text.</param>
/// <param name="Text">The piece.</param>
public sealed record PassageView(int Start, string Text);

/// <summary>A key phrase with its score and every mention, as the text writes it there.</summary>
/// <param name="Text">The phrase.</param>
/// <param name="Score">How well it tells what the article is about: comparable within one article only; null when the analyser gives none.</param>
/// <param name="Mentions">Where it is.</param>
public sealed record PhraseView(string Text, double? Score, IReadOnlyList<PassageView> Mentions);

/// <summary>A caption with its credit.</summary>
/// <param name="Text">The caption.</param>
/// <param name="Credit">Photographer or agency.</param>
public sealed record CaptionView(string Text, string? Credit);

/// <summary>A section of an article.</summary>
/// <param name="Heading">Its heading; null for what stands above the first.</param>
/// <param name="Paragraphs">Its paragraphs.</param>
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
/// <param name="Start">Where it begins in the clean text, in UTF-16 code units.</param>
/// <param name="Text">The paragraph.</param>
/// <param name="Sentiment">Of the paragraph.</param>
/// <param name="KeyPhrases">Phrases in it.</param>
/// <param name="Sentences">Its sentences.</param>
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
/// <param name="Text">The sentence.</param>
/// <param name="Sentiment">Of the sentence.</param>
public sealed record SentenceView(string Text, SentimentView? Sentiment);
