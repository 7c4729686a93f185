using Pipeline.Cli.Drift;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Tests.Drift;

public sealed class DriftComparisonTests
{
    private const SentimentLabel Positive = SentimentLabel.Positive;
    private const SentimentLabel Neutral = SentimentLabel.Neutral;
    private const SentimentLabel Negative = SentimentLabel.Negative;

    [Fact]
    public void Agreement_is_the_share_of_segments_with_the_same_label()
    {
        var report = Compare(
            Article("1", Segment(0, Positive, 0.8), Segment(10, Neutral, 0), Segment(20, Negative, -0.6), Segment(30, Negative, -0.7)),
            Article("1", Segment(0, Positive, 0.7), Segment(10, Negative, -0.5), Segment(20, Negative, -0.6), Segment(30, Negative, -0.7)));

        Assert.Equal((4, 0.75), (report.Segments, report.SegmentAgreement));
        Assert.Equal([1, 0, 0, 0, 0], report.Confusion[0]);
        Assert.Equal([0, 0, 1, 0, 0], report.Confusion[1]);
        Assert.Equal([0, 0, 2, 0, 0], report.Confusion[2]);
    }

    [Fact]
    public void Segments_are_paired_by_their_place()
    {
        var report = Compare(Article("1", Segment(0, Positive, 0.8), Segment(10, Neutral, 0)), Article("1", Segment(10, Neutral, 0), Segment(21, Negative, -0.6)));

        Assert.Equal((1, 2, 1.0), (report.Segments, report.UnmatchedSegments, report.SegmentAgreement));
    }

    [Fact]
    public void A_language_that_one_side_does_not_support_is_a_difference_and_one_that_neither_does_is_not_compared()
    {
        var report = Compare(Article("1", Segment(0, null, 0), Segment(10, null, 0)), Article("1", Segment(0, Positive, 0.5), Segment(10, null, 0)));

        Assert.Equal((1, 0.0), (report.Segments, report.SegmentAgreement));
        Assert.Equal(1, report.Confusion[4][0]);
        Assert.Null(report.ScoreCorrelation);
    }

    [Fact]
    public void Scores_that_move_together_correlate()
    {
        var a = Article("1", Segment(0, Positive, 0.1), Segment(10, Positive, 0.2), Segment(20, Positive, 0.4));

        Assert.Equal(1, Compare(a, Article("1", Segment(0, Positive, 0.3), Segment(10, Positive, 0.5), Segment(20, Positive, 0.9))).ScoreCorrelation);
        Assert.Equal(-1, Compare(a, Article("1", Segment(0, Positive, -0.1), Segment(10, Positive, -0.2), Segment(20, Positive, -0.4))).ScoreCorrelation);
        Assert.Null(Compare(a, Article("1", Segment(0, Positive, 0.3), Segment(10, Positive, 0.3), Segment(20, Positive, 0.3))).ScoreCorrelation);
    }

    [Fact]
    public void Phrases_overlap_by_what_both_have_among_their_best()
    {
        var comparison = new DriftComparison(phrases: 3, worst: 10);

        comparison.Add(Article("1") with { Phrases = ["Old town", "harbour", "quay", "late"] }, Article("1") with { Phrases = ["HARBOUR", "ships", "old town", "quay"] });
        comparison.Add(Article("2") with { Phrases = ["a"] }, Article("2") with { Phrases = ["a"] });
        comparison.Add(Article("3"), Article("3"));

        Assert.Equal((0.5 + 1) / 2, comparison.Report().PhraseOverlap);
    }

    [Fact]
    public void The_worst_disagreements_are_kept_worst_first()
    {
        var comparison = new DriftComparison(phrases: 10, worst: 2);

        for (var i = 0; i < 50; i++)
        {
            comparison.Add(Article($"{i:D2}", Segment(i, Positive, i / 100.0)), Article($"{i:D2}", Segment(i, Negative, -i / 100.0)));
        }

        Assert.Equal([("49", 0.98), ("48", 0.96)], comparison.Report().Worst.Select(item => (item.Id, item.Distance)));
    }

    [Fact]
    public async Task Articles_of_one_side_only_are_counted_and_not_compared()
    {
        var a = new Fixed(Article("1"), Article("2", Segment(0, Positive, 1)), Article("4"));
        var b = new Fixed(Article("2", Segment(0, Positive, 1)), Article("3"));
        var comparison = new DriftComparison(phrases: 10, worst: 10);

        await foreach (var (left, right) in ResultPairs.JoinAsync(a, b, TestContext.Current.CancellationToken))
        {
            comparison.Add(left, right);
        }

        var report = comparison.Report();
        Assert.Equal((1, 2, 1, 1.0), (report.Articles, report.OnlyA, report.OnlyB, report.SegmentAgreement));
    }

    private static DriftReport Compare(ArticleResult a, ArticleResult b)
    {
        var comparison = new DriftComparison(phrases: 10, worst: 10);
        comparison.Add(a, b);
        return comparison.Report();
    }

    private static ArticleResult Article(string id, params SegmentResult[] segments) => new(id, "test/1", Label: null, [], segments);

    private static SegmentResult Segment(int start, SentimentLabel? label, double polarity) => new(start, 10, label, polarity);

    private sealed class Fixed(params ArticleResult[] results) : IResultSource
    {
        public int Failed => 0;

        public IAsyncEnumerable<ArticleResult> ReadAsync(CancellationToken cancellationToken) => results.ToAsyncEnumerable();
    }
}
