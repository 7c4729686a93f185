using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Core.Queries;
using Pipeline.Core.Upkeep;
using Pipeline.LanguageStandIn;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Language;

/// <summary>Articles while Azure AI Language is not to be had.</summary>
public sealed class WaitingTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exhausted_quota_waits_says_so_and_goes_on_by_itself()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        service.Misbehave = _ => Misbehaviour.QuotaExhausted;
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service, new() { ["Language:LongestPause"] = "00:00:25" }); // Longer than a request is patient.

        var waiting = await pipeline.ProcessAsync(Path, Samples.Bridge);
        var health = await pipeline.Get<HealthCheck>().RunAsync(Cancel);
        var requests = service.Ledger.Requests;
        await pipeline.Get<Reprocessor>().RunAsync(Cancel); // Nothing is due while the gate is closed.
        await pipeline.WorkOffAsync();
        service.Misbehave = null;

        Assert.Equal((ArticleState.Cleaned, ReasonCodes.QuotaExhausted, 0), (waiting.State, waiting.Reason, waiting.Attempts));
        Assert.NotNull(waiting.WaitUntil);
        Assert.Equal(ReasonCodes.QuotaExhausted, health.Language!.Waiting);
        Assert.Equal(requests, service.Ledger.Requests);
        Assert.Equal(ArticleState.Enriched, (await pipeline.ResumedAsync(waiting.ArticleId)).State);
    }

    [Fact]
    public async Task A_raised_budget_counts_at_once()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service, new() { ["Language:DailyRecordBudget"] = "0" });
        var waiting = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await using var raised = await PipelineHarness.OnAsync(pipeline.ConnectionString, service, new() { ["Language:DailyRecordBudget"] = "1000" });

        Assert.Equal((ArticleState.Cleaned, ReasonCodes.DailyBudgetSpent), (waiting.State, waiting.Reason));
        Assert.Equal(0, service.Ledger.Records);
        Assert.Equal(ArticleState.Enriched, (await raised.ResumedAsync(waiting.ArticleId)).State);
    }

    [Fact]
    public async Task With_the_offline_policy_an_article_is_analysed_offline_and_later_by_the_service()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        Dictionary<string, string?> settings = new() { ["Language:DailyRecordBudget"] = "0", ["Language:WhenUnavailable"] = "Offline", ["Pipeline:StuckAfter"] = "00:00:01" };
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service, settings);
        var meanwhile = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, Cancel); // Past StuckAfter, in real time.

        var askedWhileClosed = await pipeline.Get<Reprocessor>().RunAsync(Cancel);
        settings["Language:DailyRecordBudget"] = "1000";
        await using var open = await PipelineHarness.OnAsync(pipeline.ConnectionString, service, settings);
        await open.Get<Reprocessor>().RunAsync(Cancel);
        await open.WorkOffAsync();
        var later = (await open.Reader.GetArticleAsync(meanwhile.ArticleId, Cancel))!;

        Assert.Equal((ArticleState.Enriched, "offline"), (meanwhile.State, meanwhile.Analyser));
        Assert.Equal(0, askedWhileClosed);
        Assert.Equal((ArticleState.Enriched, "azure-ai-language"), (later.State, later.Analyser));
        Assert.Equal(later.RecordsBought, (int)service.Ledger.Records);
    }

    [Fact]
    public async Task What_an_article_cost_and_what_the_cache_saved_stands_in_its_row()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service);

        var first = await pipeline.ProcessAsync(Path, Samples.Bridge);
        var copy = await pipeline.ProcessAsync("wire/bridge.txt", Samples.Bridge);
        var plan = await pipeline.Get<CostPlanner>().ForFilesAsync(new[] { new Text.SourceFile("third/bridge.txt", System.Text.Encoding.UTF8.GetBytes(Samples.Bridge)) }.ToAsyncEnumerable(), Cancel);

        Assert.Equal(service.Ledger.Records, first.RecordsBought!.Value);
        Assert.Equal(0, first.RecordsSaved);
        Assert.Equal(0, copy.RecordsBought);
        Assert.Equal(first.RecordsBought, copy.RecordsSaved);
        Assert.NotNull(first.ModelVersion);
        Assert.Equal((1L, 0L, service.Ledger.Records), (plan.Articles, plan.RecordsToBuy, plan.RecordsCached));
    }
}
