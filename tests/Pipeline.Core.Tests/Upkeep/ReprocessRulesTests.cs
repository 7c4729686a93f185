using Pipeline.Core.Articles;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Upkeep;

/// <summary>What is due, in which order, and at what cost.</summary>
public sealed class ReprocessRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly AnalyserIdentity Analyser = new("azure-ai-language", "2023-04-01+latest");

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(2, 16)]
    [InlineData(3, 64)]
    public void What_was_given_up_is_tried_again_after_growing_waits(int retries, int hours) =>
        Assert.Equal(Noon.AddHours(hours), ReprocessDue.RetryAt(Failed(retries)));

    [Fact]
    public void After_four_retries_or_for_a_lasting_cause_it_stays_given_up()
    {
        Assert.Null(ReprocessDue.RetryAt(Failed(4)));
        Assert.Null(ReprocessDue.RetryAt(Failed(0, ReasonCodes.DocumentRefused)));
        Assert.NotNull(ReprocessDue.RetryAt(Failed(4, ReasonCodes.CleanFailed, ArticleEvent.Replayed)));
        Assert.Null(ReprocessDue.RetryAt(Row(ArticleState.Enriched)));
    }

    [Fact]
    public void Only_the_stale_stage_is_asked_for()
    {
        Assert.Null(ReprocessDue.StageFor(Row(ArticleState.Enriched), Analyser));
        Assert.Equal(ArticleState.Cleaned, ReprocessDue.StageFor(Row(ArticleState.Enriched), Analyser with { Version = "2" }));
        Assert.Equal(ArticleState.Cleaned, ReprocessDue.StageFor(Row(ArticleState.Enriched, row => row.SchemaVersion = 0), Analyser));
        Assert.Equal(ArticleState.Received, ReprocessDue.StageFor(Row(ArticleState.Enriched, row => row.SegmenterVersion = 0), Analyser));
        Assert.Equal(ArticleState.Received, ReprocessDue.StageFor(Row(ArticleState.Enriched, row => row.CleanerVersion = 0), Analyser));
        Assert.Equal(ArticleState.Received, ReprocessDue.StageFor(Row(ArticleState.Rejected, row => row.CleanerVersion = TextVersions.Cleaner - 1), Analyser));
        Assert.Null(ReprocessDue.StageFor(Row(ArticleState.Rejected), Analyser));
    }

    [Fact]
    public void An_article_may_cost_what_it_cost_before_or_what_its_length_says_and_nothing_when_the_answers_are_cached()
    {
        Assert.Equal(9, ReprocessDue.RecordsOf(Row(ArticleState.Enriched, row => (row.RecordsBought, row.RecordsSaved) = (7, 2)), Analyser with { Version = "2024-01-01+latest" }));
        Assert.Equal(6, ReprocessDue.RecordsOf(Row(ArticleState.Received, row => row.ContentLength = 2_001), Analyser));
        Assert.Equal(0, ReprocessDue.RecordsOf(Row(ArticleState.Enriched, row => row.RecordsBought = 7), Analyser with { Version = Analyser.Version + "+mapping2" }));
    }

    [Fact]
    public void The_newest_come_first_within_the_room()
    {
        var plan = new ReprocessPlan(3);
        foreach (var hour in new[] { 2, 5, 1, 4, 3 })
        {
            plan.Add(new Candidate($"{hour}", Candidate.RankOf(Noon.AddHours(hour), $"{hour}"), 1));
        }

        Assert.Equal((5, "5 4 3"), (plan.Seen, Ids(plan.Take(null))));
        Assert.Empty(new ReprocessPlan(0).Take(null));
    }

    [Theory]
    [InlineData("2 2 2", 4, "0 1")]
    [InlineData("2 5 2", 4, "0 2")] // What does not fit is left for the next run.
    [InlineData("9 2 2", 4, "0")] // What would never fit goes alone.
    [InlineData("2 9 2", 4, "0 2")]
    [InlineData("0 0 0", 1, "0 1 2")]
    public void The_budget_of_records_is_kept(string records, long budget, string chosen)
    {
        var plan = new ReprocessPlan(10);
        foreach (var (index, cost) in records.Split(' ').Index())
        {
            plan.Add(new Candidate($"{index}", Candidate.RankOf(Noon.AddHours(-index), $"{index}"), long.Parse(cost, System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Equal(chosen, Ids(plan.Take(budget)));
    }

    [Theory]
    [InlineData("source=daily", true)]
    [InlineData("source=Daily", false)]
    [InlineData("language!=en", false)]
    [InlineData("language = EN", true)]
    [InlineData("state=enriched", true)]
    [InlineData("reason=Throttled", false)]
    [InlineData("reason!=Throttled", true)]
    [InlineData("analyser=offline", false)]
    [InlineData("analyser-version<2023-11-15+latest", true)]
    [InlineData("analyser-version<2023-04-01+latest", false)]
    [InlineData("analyser-version<=2023-04-01+latest", true)]
    [InlineData("cleaner-version<10", true)]
    [InlineData("published>=2026-01-01", true)]
    [InlineData("published<2026-01-01", false)]
    [InlineData("received=2026-01-15", true)]
    public void Conditions_choose_articles(string condition, bool holds)
    {
        var row = Row(ArticleState.Enriched, row => (row.Source, row.Language, row.Published) = ("daily", "en", "2026-01-14T08:00:00Z"));

        Assert.Equal(holds, ArticleCondition.Parse(condition).Holds(row));
    }

    [Theory]
    [InlineData("daily", "is no condition")]
    [InlineData("colour=red", "unknown")]
    [InlineData("source<daily", "compared with = or !=")]
    [InlineData("source=", "has no value")]
    [InlineData("state=done", "is no state")]
    [InlineData("published>yesterday", "is no day")]
    [InlineData("!", "is no condition")]
    public void A_condition_that_is_none_says_what_is_wrong(string condition, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => ArticleCondition.Parse(condition)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("3", "10", -1)]
    [InlineData("10", "3", 1)]
    [InlineData("1.2", "1.2", 0)]
    [InlineData("1.02", "1.2", 0)]
    [InlineData("2023-04-01", "2023-11-15", -1)]
    [InlineData("1", "1+opinions", -1)]
    public void Numbers_within_versions_count_as_numbers(string a, string b, int order) => Assert.Equal(order, Math.Sign(ArticleCondition.CompareVersions(a, b)));

    private static string Ids(IReadOnlyList<Candidate> candidates) => string.Join(' ', candidates.Select(candidate => candidate.ArticleId));

    private static ArticleRow Failed(int retries, string reason = ReasonCodes.EnrichFailed, ArticleEvent last = ArticleEvent.GaveUp) => Row(ArticleState.Failed, row =>
    {
        row.Reason = reason;
        row.LastErrorAt = Noon;
        row.History =
        [
            new(Noon, ArticleEvent.Retried, ArticleState.Received), // Of an earlier version of the file.
            new(Noon, ArticleEvent.FileSeen, ArticleState.Received),
            .. Enumerable.Range(0, retries).SelectMany(_ => new HistoryEntry[] { new(Noon, ArticleEvent.GaveUp, ArticleState.Failed), new(Noon, ArticleEvent.Retried, ArticleState.Received) }),
            new(Noon, last, ArticleState.Failed),
        ];
    });

    private static ArticleRow Row(ArticleState state, Action<ArticleRow>? change = null)
    {
        var row = new ArticleRow
        {
            Key = TableKey.Article(ArticleIds.FromPath("daily/a.txt")),
            State = state,
            Received = Noon,
            CleanHash = "1",
            CleanerVersion = TextVersions.Cleaner,
            SegmenterVersion = TextVersions.Segmenter,
            Analyser = Analyser.Name,
            AnalyserVersion = Analyser.Version,
        };
        change?.Invoke(row);
        return row;
    }
}
