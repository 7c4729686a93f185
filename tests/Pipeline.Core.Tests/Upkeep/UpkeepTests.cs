using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Upkeep;

public sealed class UpkeepTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reconcile_brings_in_files_that_no_event_told_of()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync("daily/missed.txt", Samples.Bridge);
        await pipeline.DropAsync("daily/.hidden.txt", Samples.Bridge);

        var report = await pipeline.Get<Reconciler>().RunAsync(Cancel);
        await pipeline.WorkOffAsync();

        Assert.Equal(new ReconcileReport(1, 0, 0), report);
        Assert.Contains("State=Enriched", Assert.Single(await pipeline.RowsAsync(TableNames.Articles)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconcile_brings_in_files_that_were_overwritten()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        await pipeline.DropAsync("daily/bridge.txt", Samples.BridgeRevised);

        await pipeline.Get<Reconciler>().RunAsync(Cancel);
        await pipeline.WorkOffAsync();

        Assert.Equal(2, (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.Version);
    }

    [Fact]
    public async Task Reconcile_removes_articles_whose_file_is_gone()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        await pipeline.Storage.Articles.DeleteBlobAsync("daily/bridge.txt", cancellationToken: Cancel);

        var report = await pipeline.Get<Reconciler>().RunAsync(Cancel);

        Assert.Equal(new ReconcileReport(0, 1, 0), report);
        Assert.Equal(ArticleState.Deleted, (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.State);
    }

    [Fact]
    public async Task Reconcile_deletes_nothing_when_too_much_is_missing()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(
            azurite,
            new() { ["Pipeline:DeletionGuardCount"] = "1", ["Pipeline:DeletionGuardShare"] = "0.5" });
        foreach (var name in new[] { "a", "b", "c" })
        {
            await pipeline.ProcessAsync($"daily/{name}.txt", Samples.Bridge);
            await pipeline.Storage.Articles.DeleteBlobAsync($"daily/{name}.txt", cancellationToken: Cancel);
        }

        var report = await pipeline.Get<Reconciler>().RunAsync(Cancel);

        Assert.Equal((0, 0, 3), (report.Received, report.Deleted, report.Kept));
        Assert.All(await pipeline.RowsAsync(TableNames.Articles), row => Assert.Contains("State=Enriched", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sweep_does_not_ask_again_for_a_file_that_got_its_row_meanwhile()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync("daily/bridge.txt", Samples.Bridge);
        await pipeline.ReceiveAsync("daily/bridge.txt");

        await pipeline.Get<ReceiveStage>().SweepAsync("daily/bridge.txt", Cancel);

        Assert.NotNull(await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue));
        Assert.Null(await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue));
    }

    [Fact]
    public async Task Reconcile_reads_rows_and_listing_by_the_page_when_nothing_changed()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        pipeline.Operations.Reset();

        await pipeline.Get<Reconciler>().RunAsync(Cancel);

        Assert.Equal([new("blob.list", 1), new("table.get", 1), new("table.query", 1)], pipeline.Operations.Snapshot());
    }

    [Fact]
    public async Task Reprocess_asks_again_for_articles_that_are_stuck()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync("daily/bridge.txt", Samples.Bridge);
        await pipeline.ReceiveAsync("daily/bridge.txt");
        await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue); // Lost.

        Assert.Equal(0, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        pipeline.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(1, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        Assert.Equal(0, await pipeline.Get<Reprocessor>().RunAsync(Cancel)); // Asked for already.
        await pipeline.WorkOffAsync();

        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(id, Cancel))!.State);
    }

    [Fact]
    public async Task Reconcile_gets_past_a_file_that_cannot_be_received()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        const int Files = 40;
        for (var i = 0; i < Files; i++)
        {
            await pipeline.DropAsync($"daily/{i:D2}.txt", Samples.Bridge);
        }

        var id = Core.Articles.ArticleIds.FromPath("daily/00.txt");
        await pipeline.Storage.Table(TableNames.Articles).AddEntityAsync(new Azure.Data.Tables.TableEntity(id[..2], id) { ["State"] = "Failed", ["IndexRecord"] = "no json" }, Cancel);

        await Assert.ThrowsAsync<AggregateException>(() => pipeline.Get<Reconciler>().RunAsync(Cancel));

        Assert.Equal(Files, (await pipeline.Storage.Table(TableNames.Articles).QueryAsync<Azure.Data.Tables.TableEntity>(select: ["RowKey"], cancellationToken: Cancel).ToListAsync(Cancel)).Count);
    }

    [Fact]
    public async Task What_is_still_in_the_queues_is_not_asked_for_again()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, new() { ["Pipeline:ReprocessLimit"] = "3" });
        foreach (var name in new[] { "a", "b", "c" })
        {
            await pipeline.DropAsync($"daily/{name}.txt", Samples.Bridge);
            await pipeline.ReceiveAsync($"daily/{name}.txt");
        }

        pipeline.Time.Advance(TimeSpan.FromHours(1)); // A long queue, not a stuck article.

        Assert.Equal(0, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
    }

    [Fact]
    public async Task What_Reprocess_asks_the_table_is_within_the_services_limit_and_quoted()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        pipeline.Analyser.Identity = new AnalyserIdentity("reader's own", "1");

        var filter = pipeline.Get<Reprocessor>().Filter(pipeline.Time.GetUtcNow(), Core.Language.GateView.Open);

        Assert.InRange(filter.Split(' ').Count(word => word is "eq" or "ne" or "lt" or "le" or "gt" or "ge"), 1, 15);
        Assert.Contains("'reader''s own'", filter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_of_the_analyser_enriches_again_and_cleans_nothing()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var before = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        pipeline.Analyser.Identity = new AnalyserIdentity("scripted", "2");
        pipeline.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        var handled = await pipeline.WorkOffAsync();

        var after = await pipeline.Reader.GetArticleAsync(before.ArticleId, Cancel);
        Assert.IsType<EnrichRequest>(Assert.Single(handled));
        Assert.Equal((ArticleState.Enriched, "2"), (after!.State, after.AnalyserVersion));
        Assert.Equal(before.CleanedAt, after.CleanedAt);
        Assert.NotEqual(before.EnrichmentHash, after.EnrichmentHash);
        Assert.Equal(3, (await pipeline.RowsAsync(TableNames.Segments)).Count);
    }

    [Fact]
    public async Task Reprocess_appends_a_change_that_is_still_owed()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        row.ChangeOwed = nameof(ChangeKind.Enriched); // As after a crash between the commit and the append.
        await pipeline.Get<Core.Articles.ArticleStore>().TryCommitAsync(row, Cancel);
        pipeline.Time.Advance(TimeSpan.FromHours(1));

        await pipeline.Get<Reprocessor>().RunAsync(Cancel);

        Assert.Null((await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.ChangeOwed);
        Assert.Equal(2, (await pipeline.RowsAsync(TableNames.Changes)).Count);
    }
}
