using Azure;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Articles;

public sealed class ArticleLifecycleTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void An_event_that_cannot_happen_is_refused_by_name_and_changes_nothing()
    {
        foreach (var state in Enum.GetValues<ArticleState>())
        {
            foreach (var why in Enum.GetValues<ArticleEvent>().Where(why => ArticleLifecycle.Next(state, why) is null))
            {
                var row = Row(state);

                var error = Assert.Throws<InvalidOperationException>(() => ArticleLifecycle.Enter(row, why, Noon));

                Assert.Contains($"is {state}: it cannot be {why}", error.Message, StringComparison.Ordinal);
                Assert.Equal((state, 0, "Throttled"), (row.State, row.History.Count, row.Reason));
            }
        }
    }

    [Fact]
    public void Every_step_says_since_when_the_article_is_in_line_and_forgets_what_kept_it()
    {
        foreach (var state in Enum.GetValues<ArticleState>())
        {
            foreach (var why in Enum.GetValues<ArticleEvent>().Where(why => ArticleLifecycle.Next(state, why) is not null))
            {
                var row = Row(state);

                ArticleLifecycle.Enter(row, why, Noon);

                Assert.Equal(ArticleLifecycle.Next(state, why), row.State);
                Assert.Equal(row.State is ArticleState.Received or ArticleState.Cleaned ? Noon : null, row.StageSince);
                Assert.Equal((null, null, null), (row.Reason, row.ReasonDetail, row.WaitUntil));
                Assert.Equal((why, row.State), (row.History[^1].Event, row.History[^1].State));
            }
        }
    }

    [Fact]
    public void A_day_of_waiting_is_two_entries_that_count()
    {
        var row = Row(ArticleState.Cleaned);
        for (var i = 0; i < 100; i++)
        {
            ArticleLifecycle.Wait(row, Noon.AddMinutes(2 * i), Noon.AddMinutes((2 * i) + 1), ReasonCodes.Throttled, null);
            ArticleLifecycle.Enter(row, ArticleEvent.AskedAgain, Noon.AddMinutes((2 * i) + 1));
        }

        Assert.Equal(
            [(ArticleEvent.Waiting, 100, Noon, Noon.AddMinutes(198)), (ArticleEvent.AskedAgain, 100, Noon.AddMinutes(1), Noon.AddMinutes(199))],
            row.History.Select(entry => (entry.Event, entry.Times ?? 1, entry.At, entry.LastAt)));
    }

    [Fact]
    public void Different_reasons_and_steps_between_are_told_apart()
    {
        var row = Row(ArticleState.Cleaned);
        ArticleLifecycle.Wait(row, Noon, Noon, ReasonCodes.Throttled, null);
        ArticleLifecycle.Wait(row, Noon, Noon, ReasonCodes.ServiceUnavailable, null);
        ArticleLifecycle.Enter(row, ArticleEvent.FileSeen, Noon);
        ArticleLifecycle.Enter(row, ArticleEvent.Cleaned, Noon);
        ArticleLifecycle.Enter(row, ArticleEvent.FileSeen, Noon);

        Assert.Equal(
            [ArticleEvent.Waiting, ArticleEvent.Waiting, ArticleEvent.FileSeen, ArticleEvent.Cleaned, ArticleEvent.FileSeen],
            row.History.Select(entry => entry.Event));
    }

    [Fact]
    public void However_much_happens_the_column_fits_a_property_and_the_newest_stays()
    {
        var row = Row(ArticleState.Received);
        for (var i = 0; i < 1_000; i++)
        {
            ArticleLifecycle.Note(row, Noon.AddSeconds(i), $"{i} {new string('\u0001', 32_000)}"); // A control character takes six units.
        }

        var read = ArticleRow.Schema.Read(ArticleRow.Schema.Write(row));

        var text = Assert.IsType<string>(ArticleRow.Schema.Write(row)["History"]);
        Assert.InRange(text.Length, 1, 32_768);
        Assert.Equal(Noon.AddSeconds(999), read.History[^1].At);
        Assert.InRange(read.History.Count, 20, 40);
    }

    [Fact]
    public async Task The_history_is_written_with_the_step_and_costs_no_request()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Waiting, ReasonCodes.Throttled, "later", Noon.AddMinutes(1)));
        await pipeline.WorkOffAsync();

        var row = await pipeline.Reader.GetArticleAsync(ArticleIds.FromPath(Path), Cancel);

        Assert.Equal(
            [(ArticleEvent.FileSeen, ArticleState.Received, null), (ArticleEvent.Cleaned, ArticleState.Cleaned, null), (ArticleEvent.Waiting, ArticleState.Cleaned, ReasonCodes.Throttled)],
            row!.History.Select(entry => (entry.Event, entry.State, entry.Reason)));
        Assert.Equal(Text.TextVersions.Cleaner, row.History[1].Cleaner);
    }

    [Fact]
    public async Task A_failed_attempt_is_told_without_text_of_the_article()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Transient, "Broken", "secret words", null));
        await Assert.ThrowsAsync<AnalysisFailedException>(pipeline.WorkOffAsync);

        var row = await pipeline.Reader.GetArticleAsync(ArticleIds.FromPath(Path), Cancel);

        Assert.Equal((ArticleEvent.AttemptFailed, ArticleState.Cleaned, "Enrich: Broken"), (row!.History[^1].Event, row.History[^1].State, row.History[^1].Reason));
    }

    [Fact]
    public void No_other_code_sets_a_state()
    {
        var offenders = Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, "src/Pipeline.Core"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.EndsWith("ArticleLifecycle.cs", StringComparison.Ordinal))
            .SelectMany(File.ReadLines)
            .Where(line => line.Contains(".State = ", StringComparison.Ordinal) && !line.Contains("RunState.", StringComparison.Ordinal)); // A run of upkeep has states of its own.

        Assert.Empty(offenders);
    }

    private static ArticleRow Row(ArticleState state) => new()
    {
        Key = TableKey.Article(ArticleIds.FromPath(Path)),
        ETag = new ETag("read"),
        State = state,
        Reason = ReasonCodes.Throttled,
        WaitUntil = Noon,
    };
}
