using Pipeline.Core.Articles;
using Pipeline.Core.Queries;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Queries;

public sealed class StatusQueryTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_counts_states_and_reasons_and_tells_what_waits_and_what_is_stuck()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync("daily/done.txt", Samples.Bridge);
        await pipeline.ProcessAsync("daily/empty.txt", "");
        var until = pipeline.Time.GetUtcNow().AddHours(1);
        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Waiting, ReasonCodes.DailyBudgetSpent, "spent", until));
        await pipeline.ProcessAsync("weekly/waits.txt", Samples.Bridge);
        var stuck = await pipeline.DropAsync("weekly/stuck.txt", Samples.Bridge);
        var since = pipeline.Time.GetUtcNow();
        await pipeline.ReceiveAsync("weekly/stuck.txt");
        pipeline.Time.Advance(TimeSpan.FromMinutes(11));
        await pipeline.DropAsync("weekly/new.txt", Samples.Bridge);
        await pipeline.ReceiveAsync("weekly/new.txt");

        var all = await pipeline.Get<StatusQuery>().RunAsync(null, Cancel);
        var daily = await pipeline.Get<StatusQuery>().RunAsync("daily", Cancel);

        Assert.Equal(
            [(ArticleState.Received, 2), (ArticleState.Cleaned, 1), (ArticleState.Enriched, 1), (ArticleState.Rejected, 1)],
            all.States.Select(state => (state.State, state.Count)));
        Assert.Equal(new ReasonView(ReasonCodes.DailyBudgetSpent, 1, until, until, ReasonGuide.All[ReasonCodes.DailyBudgetSpent].Remedy), Assert.Single(all.States[1].Reasons));
        Assert.Equal("Empty", Assert.Single(all.States[3].Reasons).Reason);
        Assert.Equal((5, 2, 0, 1), (all.Articles, all.InLine, all.Retrying, all.Stuck));
        Assert.Equal(new LineView(stuck, ArticleState.Received, since), all.Oldest);
        Assert.Equal(2, all.Health.Backlog[PipelineStorage.CleanQueue]);
        Assert.Equal((2, 0, null), (daily.Articles, daily.InLine, daily.Oldest));
    }

    [Fact]
    public async Task Status_takes_a_fixed_number_of_requests_for_forty_articles()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        for (var i = 0; i < 40; i++)
        {
            await pipeline.DropAsync($"daily/{i}.txt", Samples.Bridge);
            await pipeline.ReceiveAsync($"daily/{i}.txt");
        }

        pipeline.Operations.Reset();
        await pipeline.Get<StatusQuery>().RunAsync(null, Cancel);

        // One page of each range, one of the dead letters, and the tables that the health check asks.
        Assert.Equal(16 + 1 + TableNames.All.Count + PipelineStorage.InternalTables.Count, pipeline.Operations.Snapshot()["table.query"]);
    }

    [Fact]
    public async Task A_poison_queue_shows_what_it_holds()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.Storage.Queue(PipelineStorage.BlobPoisonQueue).SendMessageAsync("{}", Cancel);

        var report = await pipeline.Get<StatusQuery>().RunAsync(null, Cancel);

        Assert.Equal(1, report.Health.Backlog[PipelineStorage.BlobPoisonQueue]);
    }

    [Fact]
    public async Task The_story_of_an_article_tells_events_versions_costs_changes_and_what_was_removed()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Transient, "Broken", "no text", null));
        var id = await pipeline.DropAsync("daily/bridge.txt", Samples.Bridge);
        await pipeline.ReceiveAsync("daily/bridge.txt");
        pipeline.Time.Advance(TimeSpan.FromSeconds(90));
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        var enrich = (await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue))!;
        await Assert.ThrowsAsync<AnalysisFailedException>(() => pipeline.Get<EnrichStage>().RunAsync(enrich, Cancel));
        await pipeline.Get<EnrichStage>().RunAsync(enrich, Cancel);

        var story = (await pipeline.Get<StoryQuery>().GetAsync(id, Cancel))!;

        Assert.Equal(
            [ArticleEvent.FileSeen, ArticleEvent.Cleaned, ArticleEvent.AttemptFailed, ArticleEvent.Enriched],
            story.Events.Select(item => item.Event));
        Assert.Equal([null, TimeSpan.FromSeconds(90), TimeSpan.Zero, TimeSpan.Zero], story.Events.Select(item => item.After));
        Assert.Equal(story.Versions.Cleaner.Current, story.Versions.Cleaner.Used);
        Assert.Equal("scripted 1", story.Events[^1].Analyser);
        Assert.Equal((1, ChangeKind.Enriched), (Assert.Single(story.Changes).Version, story.Changes[0].Kind));
        Assert.NotEmpty(story.Removed);
        Assert.Equal("Nothing: it is up to date.", story.Next);
        Assert.Null(await pipeline.Get<StoryQuery>().GetAsync(ArticleIds.FromPath("daily/unknown.txt"), Cancel));
    }

    [Fact]
    public async Task The_story_says_what_to_do_about_a_reason_and_what_comes_next()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Waiting, ReasonCodes.QuotaExhausted, "spent", pipeline.Time.GetUtcNow().AddHours(1)));
        var row = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        var query = pipeline.Get<StoryQuery>();

        var waiting = (await query.GetAsync(row.ArticleId, Cancel))!;
        pipeline.Time.Advance(TimeSpan.FromHours(2));
        var due = (await query.GetAsync(row.ArticleId, Cancel))!;

        Assert.Equal(ReasonGuide.All[ReasonCodes.QuotaExhausted].Remedy, waiting.Remedy);
        Assert.Equal("Reprocess asks for its enrichment once the wait is over.", waiting.Next);
        Assert.StartsWith("The wait is over", due.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_story_knows_a_stale_article()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        pipeline.Analyser.Identity = new AnalyserIdentity("scripted", "2");

        var story = (await pipeline.Get<StoryQuery>().GetAsync(row.ArticleId, Cancel))!;

        Assert.StartsWith("It is stale: Reprocess asks for it to be enriched", story.Next, StringComparison.Ordinal);
    }
}
