using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Drift;

/// <summary>What an analyser says about one article. Files of saved results hold one per line, in the order of <see cref="Id"/>.</summary>
/// <param name="Id">The article's id.</param>
/// <param name="Analyser">Name and version, "offline/1".</param>
/// <param name="Label">Label of the article; null when its language is not supported.</param>
/// <param name="Phrases">Key phrases of the article, best first, at most <see cref="MostPhrases"/>.</param>
/// <param name="Segments">Its segments, in order.</param>
internal sealed record ArticleResult(string Id, string Analyser, SentimentLabel? Label, IReadOnlyList<string> Phrases, IReadOnlyList<SegmentResult> Segments)
{
    /// <summary>As many as an article's row holds.</summary>
    public const int MostPhrases = 20;
}

/// <summary>What an analyser says about one segment.</summary>
/// <param name="Start">Where it starts in the clean text, in UTF-16 code units.</param>
/// <param name="Length">Its length in UTF-16 code units.</param>
/// <param name="Label">Null when the language is not supported.</param>
/// <param name="Polarity">The positive score less the negative one, −1 to 1.</param>
internal sealed record SegmentResult(int Start, int Length, SentimentLabel? Label, double Polarity)
{
    public static SegmentResult Of(TextSpan span, SentimentLabel? label, double positive, double negative) =>
        new(span.Start, span.Length, label, Math.Round(positive - negative, 4)); // Scores have four decimals.
}
