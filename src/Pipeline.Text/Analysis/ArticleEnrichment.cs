using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Analysis;

/// <summary>The analysis of a whole article, mapped back to its segments and sentences.</summary>
public sealed record ArticleEnrichment
{
    /// <summary>Sentiment of the article; null when the language is not supported.</summary>
    public Sentiment? Sentiment { get; init; }

    /// <summary>Key phrases of the article, best first.</summary>
    public required IReadOnlyList<KeyPhrase> KeyPhrases { get; init; }

    /// <summary>The sentences that say most, as spans of the clean text in its order: at most three, none for a text that is hardly longer itself.</summary>
    public IReadOnlyList<TextSpan> Summary { get; init; } = [];

    /// <summary>One entry per segment, in order.</summary>
    public required IReadOnlyList<SegmentEnrichment> Segments { get; init; }

    /// <summary>Warnings, each once.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Opinions, with spans in the clean text; none when the analyser does not look for them.</summary>
    public IReadOnlyList<Opinion> Opinions { get; init; } = [];

    /// <summary>The model that answered, as a service names it; several, in ordinal order and parted by ", ", when features or documents were answered by different ones.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>What the analysis cost. Not part of what the article says: the same analysis may come out of a cache.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public RecordCount Records { get; init; }
}

/// <summary>The analysis of one segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Sentiment">Sentiment over its sentences; null when the language is not supported.</param>
/// <param name="Sentences">Its sentences with spans in the clean text.</param>
/// <param name="KeyPhrases">Those key phrases of the article that are mentioned in it, best first, with their mentions in it.</param>
public sealed record SegmentEnrichment(Segment Segment, Sentiment? Sentiment, IReadOnlyList<SentenceSentiment> Sentences, IReadOnlyList<KeyPhrase> KeyPhrases);

/// <summary>Either the enrichment or the first error that stands in its way (a waiting one before a transient one before a permanent one).</summary>
public sealed record EnrichmentOutcome(ArticleEnrichment? Enrichment, AnalysisError? Error);
