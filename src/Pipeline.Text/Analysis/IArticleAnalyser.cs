namespace Pipeline.Text.Analysis;

/// <summary>
/// The port to whatever finds sentiment and key phrases. Results and errors are per document, never all-or-nothing: the answer has one
/// <see cref="DocumentAnalysis"/> per document, in the same order. A throttle, an outage or a spent budget is an <see cref="AnalysisError"/>
/// with <see cref="AnalysisErrorKind.Waiting"/>, not an exception.
/// </summary>
public interface IArticleAnalyser
{
    /// <summary>Who analyses. Stands on every enriched row.</summary>
    AnalyserIdentity Identity { get; }

    /// <summary>What one document may hold.</summary>
    AnalyserLimits Limits { get; }

    /// <summary>Analyses the documents.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<IReadOnlyList<DocumentAnalysis>> AnalyseAsync(IReadOnlyList<AnalysisDocument> documents, CancellationToken cancellationToken);
}

/// <summary>Name and version of an analyser.</summary>
/// <param name="Name">"offline", "azure-ai-language".</param>
/// <param name="Version">Raised whenever the same text may get another answer.</param>
public sealed record AnalyserIdentity(string Name, string Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}/{Version}";
}

/// <summary>Bounds of one analysis document.</summary>
/// <param name="MaxTextElements">Largest document in text elements (grapheme clusters).</param>
/// <param name="RecordSize">Size of a billing unit in characters; null when nothing is billed.</param>
public sealed record AnalyserLimits(int MaxTextElements, int? RecordSize)
{
    /// <summary>No bound and nothing billed.</summary>
    public static AnalyserLimits None { get; } = new(int.MaxValue, null);
}

/// <summary>What is sent to an analyser: neighbouring segments of one article.</summary>
/// <param name="Id">Unique within one call.</param>
/// <param name="Text">The text, a slice of the clean text.</param>
/// <param name="Language">ISO 639-1 code, or null when unknown.</param>
/// <param name="Title">The article's title, a hint for ranking key phrases; not part of the text and not analysed for sentiment.</param>
public sealed record AnalysisDocument(string Id, string Text, string? Language, string? Title = null);

/// <summary>The answer for one document. Either <see cref="Error"/> is set, or the rest is.</summary>
public sealed record DocumentAnalysis
{
    /// <summary>The id of the document.</summary>
    public required string Id { get; init; }

    /// <summary>Why there is no result; null on success.</summary>
    public AnalysisError? Error { get; init; }

    /// <summary>The sentiment of the whole document; null when the language is not supported.</summary>
    public Sentiment? Sentiment { get; init; }

    /// <summary>The sentences with offsets into the document's text, in order.</summary>
    public IReadOnlyList<SentenceSentiment> Sentences { get; init; } = [];

    /// <summary>Key phrases, best first.</summary>
    public IReadOnlyList<KeyPhrase> KeyPhrases { get; init; } = [];

    /// <summary>Warnings of the analyser: a code such as "SentimentUnsupported", or a code and a sentence without article text, "DocumentTruncated: …".</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Opinions about parts of what the text is about, with spans in the document's text; none when the analyser does not look for them.</summary>
    public IReadOnlyList<Opinion> Opinions { get; init; } = [];

    /// <summary>The models that answered, as a service names them: a service may have one per feature. None when <see cref="AnalyserIdentity.Version"/> says it all.</summary>
    public IReadOnlyList<string> ModelVersions { get; init; } = [];

    /// <summary>What the answer cost.</summary>
    public RecordCount Records { get; init; }
}

/// <summary>What kind of failure it is, and so what to do.</summary>
public enum AnalysisErrorKind
{
    /// <summary>The document itself: a repetition fails again.</summary>
    Permanent,

    /// <summary>A passing fault: try again.</summary>
    Transient,

    /// <summary>Not now: throttled, out of quota or budget. Waiting is not failing.</summary>
    Waiting,
}

/// <summary>Why a document has no result.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Code">A reason code: "Throttled", "QuotaExhausted", "InvalidDocument".</param>
/// <param name="Detail">One sentence without article text.</param>
/// <param name="RetryAt">When to try again, if known.</param>
public sealed record AnalysisError(AnalysisErrorKind Kind, string Code, string Detail, DateTimeOffset? RetryAt = null);

/// <summary>A label of sentiment. Sentences are never mixed.</summary>
public enum SentimentLabel
{
    /// <summary>Neither positive nor negative.</summary>
    Neutral,

    /// <summary>Positive.</summary>
    Positive,

    /// <summary>Negative.</summary>
    Negative,

    /// <summary>Both positive and negative sentences. Documents and segments only.</summary>
    Mixed,
}

/// <summary>Three confidence scores from 0 to 1 that sum to 1, rounded to four decimals.</summary>
public readonly record struct ConfidenceScores(double Positive, double Neutral, double Negative)
{
    /// <summary>Only neutral.</summary>
    public static ConfidenceScores AllNeutral { get; } = new(0, 1, 0);

    /// <summary>The label with the highest score; neutral wins a tie, then negative.</summary>
    public SentimentLabel Highest =>
        Neutral >= Positive && Neutral >= Negative ? SentimentLabel.Neutral
        : Negative >= Positive ? SentimentLabel.Negative
        : SentimentLabel.Positive;

    /// <summary>Scores in proportion to three weights of 0 or more, in whole ten-thousandths that sum to one; all neutral when the weights are all 0.</summary>
    public static ConfidenceScores FromWeights(double positive, double neutral, double negative)
    {
        const int units = 10_000;
        var sum = positive + neutral + negative;
        if (!double.IsFinite(sum) || sum <= 0)
        {
            return AllNeutral;
        }

        Span<double> exact = [positive / sum * units, neutral / sum * units, negative / sum * units];
        Span<int> whole = [(int)exact[0], (int)exact[1], (int)exact[2]];
        for (var missing = units - whole[0] - whole[1] - whole[2]; missing > 0; missing--)
        {
            var largest = 1;
            for (var i = 0; i < whole.Length; i++)
            {
                largest = exact[i] - whole[i] > exact[largest] - whole[largest] ? i : largest;
            }

            whole[largest]++;
        }

        return new ConfidenceScores(whole[0] / (double)units, whole[1] / (double)units, whole[2] / (double)units);
    }
}

/// <summary>A label with its scores.</summary>
public sealed record Sentiment(SentimentLabel Label, ConfidenceScores Scores);

/// <summary>The sentiment of one sentence.</summary>
/// <param name="Span">The sentence's span in the document's text.</param>
/// <param name="Sentiment">Label and scores; never mixed.</param>
public sealed record SentenceSentiment(TextSpan Span, Sentiment Sentiment);

/// <summary>A key phrase.</summary>
/// <param name="Text">The phrase in its best surface form.</param>
/// <param name="Score">Importance from 0 to 1 within its document, 4 decimals; null when the analyser only ranks.</param>
public sealed record KeyPhrase(string Text, double? Score)
{
    /// <summary>
    /// Every mention in any form (acronym, plural, surname), in order and without overlaps, as spans of the text it was asked about: the document's from an analyser, the clean
    /// text's in an <see cref="ArticleEnrichment"/>. Empty when the analyser does not say.
    /// </summary>
    public IReadOnlyList<TextSpan> Mentions { get; init; } = [];
}
