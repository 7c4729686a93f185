using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Drift;

/// <summary>How far two analysers, or two versions of one, agree. Shares are from 0 to 1, 4 decimals, and null when there is nothing to compare.</summary>
internal sealed record DriftReport
{
    /// <summary>The analysers, with versions, that the results of A come from.</summary>
    public required IReadOnlyList<string> AnalysersA { get; init; }

    public required IReadOnlyList<string> AnalysersB { get; init; }

    /// <summary>Articles that both sides have.</summary>
    public required int Articles { get; init; }

    public required int OnlyA { get; init; }

    public required int OnlyB { get; init; }

    /// <summary>Articles that an analyser failed on.</summary>
    public int Failed { get; init; }

    /// <summary>Share of articles with the same label.</summary>
    public required double? ArticleAgreement { get; init; }

    /// <summary>Segments that were compared: those of which a side has a sentiment.</summary>
    public required int Segments { get; init; }

    /// <summary>Segments that the other side does not have at that place: the article was cleaned anew in between.</summary>
    public required int UnmatchedSegments { get; init; }

    /// <summary>Share of segments with the same label.</summary>
    public required double? SegmentAgreement { get; init; }

    /// <summary>Pearson's correlation of the segments' positive less negative scores.</summary>
    public required double? ScoreCorrelation { get; init; }

    /// <summary>Mean over the articles of the phrases that both have among their best, divided by those that at least one has (Jaccard).</summary>
    public required double? PhraseOverlap { get; init; }

    /// <summary>Counts of segments: a row per label of A, a column per label of B, both in the order of <see cref="DriftComparison.Labels"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>The segments with different labels whose scores are furthest apart, worst first.</summary>
    public required IReadOnlyList<Disagreement> Worst { get; init; }
}

/// <summary>A segment that two analysers disagree on.</summary>
/// <param name="Id">The article's id.</param>
/// <param name="Start">Where the segment starts in the clean text, in UTF-16 code units.</param>
/// <param name="Length">Its length.</param>
/// <param name="LabelA">Label of A.</param>
/// <param name="PolarityA">Positive less negative score of A.</param>
/// <param name="LabelB">Label of B.</param>
/// <param name="PolarityB">Positive less negative score of B.</param>
/// <param name="Text">The segment's text, only when it was asked for and is still stored.</param>
internal sealed record Disagreement(string Id, int Start, int Length, SentimentLabel LabelA, double PolarityA, SentimentLabel LabelB, double PolarityB, string? Text = null)
{
    /// <summary>How far the scores are apart, 0 to 2.</summary>
    public double Distance => Math.Round(Math.Abs(PolarityA - PolarityB), 4);
}
