using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Core.Stages;
using Pipeline.Core.Upkeep;
using Pipeline.LanguageStandIn;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Upkeep;

public sealed class ReprocessTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newer_reading_of_the_services_answers_cleans_nothing_and_buys_nothing()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("PIPELINE_REPROCESS_ARTICLES") ?? "100", CultureInfo.InvariantCulture);
        Dictionary<string, string?> settings = new()
        {
            ["Language:ShareWait"] = "00:00:00",
            ["Pipeline:StuckAfter"] = "00:00:01",
            ["Pipeline:ReprocessLimit"] = "500",
            ["Language:RequestsPerMinute"] = "100000",
        };
        await using var service = await LanguageService.StartAsync(new StandInOptions { RequestsPerMinute = 1_000_000, RequestsPerSecond = 100_000 }, cancellationToken: Cancel);
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service, settings);
        var generator = new ArticleGenerator(1);
        await Parallel.ForEachAsync(Enumerable.Range(0, count).Select(generator.Next).ToList(), Cancel, async (article, _) =>
        {
            await pipeline.DropAsync(article.Path, article.Text);
            await pipeline.ReceiveAsync(article.Path);
        });

        await WorkOffAsync(pipeline);
        var cleaned = await CleanedAsync(pipeline);
        var (records, requests) = (service.Ledger.Records, service.Ledger.Requests);
        await using var newer = await PipelineHarness.OnAsync(pipeline.ConnectionString, service, settings);
        newer.Get<IOptions<LanguageOptions>>().Value.MappingVersion = 2;
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, Cancel); // Past StuckAfter, in real time.
        newer.Operations.Reset();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var handled = new List<object>();
        while (await newer.Get<Reprocessor>().RunAsync(Cancel) > 0)
        {
            handled.AddRange(await WorkOffAsync(newer));
        }

        var after = await CleanedAsync(newer);
        TestContext.Current.SendDiagnosticMessage($"{count} articles enriched again in {watch.Elapsed.TotalSeconds:F0} s: {records} records and {requests} requests before, {service.Ledger.Records - records} and {service.Ledger.Requests - requests} more; {(double)newer.Operations.Snapshot().Values.Sum() / count:F1} storage requests an article");
        Assert.Equal(count, cleaned.Count);
        Assert.Equal(cleaned.Select(row => (row.Key, row.Value.CleanedAt)), after.Select(row => (row.Key, row.Value.CleanedAt)));
        Assert.All(after.Values, row => Assert.EndsWith("+mapping2", row.AnalyserVersion, StringComparison.Ordinal));
        Assert.All(handled, message => Assert.IsType<EnrichRequest>(message));
        Assert.Equal((count, records, requests), (handled.Count, service.Ledger.Records, service.Ledger.Requests));
        var runs = await newer.Get<RunStore>().ListAsync(Reprocessor.Kind, Cancel).ToListAsync(Cancel);
        Assert.Equal((count, 0), (runs.Sum(run => run.Asked), runs.Sum(run => run.Records)));
    }

    [Fact]
    public async Task A_newer_schema_publishes_what_is_there_and_analyses_nothing()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var before = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        var facts = await pipeline.AllFactsAsync();
        await pipeline.Storage.Table(TableNames.Articles).UpdateEntityAsync(new TableEntity(before.Key.PartitionKey, before.Key.RowKey) { [nameof(ArticleRow.SchemaVersion)] = 0 }, ETag.All, TableUpdateMode.Merge, Cancel);
        var calls = pipeline.Analyser.Calls;
        pipeline.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        var handled = await pipeline.WorkOffAsync();

        Assert.IsType<EnrichRequest>(Assert.Single(handled));
        Assert.Equal(calls, pipeline.Analyser.Calls);
        Assert.Equal(facts, await pipeline.AllFactsAsync());
    }

    [Fact]
    public async Task What_was_given_up_for_a_passing_cause_is_tried_again_by_itself()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync("daily/bridge.txt", Samples.Bridge);
        await pipeline.ReceiveAsync("daily/bridge.txt");
        var clean = (await pipeline.TakeAsync<CleanRequest>(Core.Storage.PipelineStorage.CleanQueue))!;
        await pipeline.ExhaustAsync(id);
        await GiveUpAsync(pipeline, clean);
        pipeline.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await pipeline.Get<Reprocessor>().RunAsync(Cancel));

        pipeline.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        await pipeline.WorkOffAsync();

        var row = (await pipeline.Reader.GetArticleAsync(id, Cancel))!;
        Assert.Equal(ArticleState.Enriched, row.State);
        Assert.Contains(row.History, entry => entry.Event == ArticleEvent.Retried);
    }

    [Fact]
    public async Task Chosen_articles_are_asked_for_newest_first_and_a_run_goes_on_where_it_stopped()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, new() { ["Pipeline:ReprocessLimit"] = "2" });
        var generator = new ArticleGenerator(7);
        var rows = new List<ArticleRow>();
        for (var i = 0; i < 5; i++)
        {
            rows.Add(await pipeline.ProcessAsync($"daily/{i}.txt", generator.Next(i).Text));
        }

        await pipeline.ProcessAsync("other/a.txt", Samples.Bridge);
        IReadOnlyList<ArticleCondition> conditions = [ArticleCondition.Parse("source=daily")];
        var asked = new List<string>();
        UpkeepRun? run = null;
        do
        {
            run = run is null ? null : await pipeline.Get<RunStore>().GetAsync(Reprocessor.Kind, run.Id, Cancel); // As after an interruption.
            run = await pipeline.Get<Reprocessor>().RunAsync(conditions, cleanAgain: false, run, Cancel);
            asked.AddRange((await pipeline.WorkOffAsync()).Cast<EnrichRequest>().Select(request => request.ArticleId).Order(StringComparer.Ordinal));
        }
        while (run.State == RunState.Running);

        var expected = rows.OrderByDescending(row => row.IndexTime).Select(row => row.ArticleId).Chunk(2).SelectMany(pair => pair.Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Equal(ArticleState.Enriched, row.State));
        Assert.Equal(expected, asked);
        Assert.Equal(5, run.Asked);
    }

    /// <summary>What the host does with a message after its last attempt.</summary>
    private static async Task GiveUpAsync(PipelineHarness pipeline, CleanRequest message)
    {
        var row = (await pipeline.Get<ArticleStore>().GetAsync(message.ArticleId, Cancel))!;
        row.LastErrorAt = pipeline.Time.GetUtcNow();
        Assert.True(await pipeline.Get<ArticleStore>().TryCommitAsync(row, Cancel));
        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromObjectAsJson(message), Cancel);
        Assert.Equal(ArticleState.Failed, (await pipeline.Reader.GetArticleAsync(message.ArticleId, Cancel))!.State);
    }

    private static async Task<List<object>> WorkOffAsync(PipelineHarness pipeline) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => pipeline.WorkOffAsync()))).SelectMany(handled => handled), .. await pipeline.WorkOffAsync()];

    private static async Task<SortedDictionary<string, ArticleRow>> CleanedAsync(PipelineHarness pipeline) =>
        new(await pipeline.Get<ArticleStore>().QueryAsync("State eq 'Enriched'", null, Cancel).ToDictionaryAsync(row => row.ArticleId, StringComparer.Ordinal, cancellationToken: Cancel), StringComparer.Ordinal);
}
