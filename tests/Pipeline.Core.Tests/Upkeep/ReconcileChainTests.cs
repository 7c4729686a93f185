using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Upkeep;

/// <summary>Containers of more than one page: the run is a chain of messages, worked off here by hand.</summary>
public sealed class ReconcileChainTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_changed_and_deleted_files_of_several_pages_are_brought_in()
    {
        await using var pipeline = await CreateAsync();
        var kept = await pipeline.ProcessAsync("daily/kept.txt", Samples.Bridge);
        var changed = await pipeline.ProcessAsync("daily/changed.txt", Samples.Bridge);
        var gone = await pipeline.ProcessAsync("daily/gone.txt", Samples.Bridge);
        await pipeline.DropAsync("daily/changed.txt", Samples.BridgeRevised);
        await pipeline.DropAsync("daily/new.txt", Samples.Bridge);
        await pipeline.Storage.Articles.DeleteBlobAsync("daily/gone.txt", cancellationToken: Cancel);
        var changes = (await pipeline.RowsAsync(TableNames.Changes)).Count;

        var run = await ReconcileAsync(pipeline);
        await pipeline.WorkOffAsync();

        Assert.Equal((RunState.Done, 3, 2, 1, 1, 0), (run.State, run.Seen, run.Asked, run.Missing, run.Deleted, run.Errors));
        Assert.Equal(1, (await pipeline.Reader.GetArticleAsync(kept.ArticleId, Cancel))!.Version);
        Assert.Equal(2, (await pipeline.Reader.GetArticleAsync(changed.ArticleId, Cancel))!.Version);
        Assert.Equal(ArticleState.Deleted, (await pipeline.Reader.GetArticleAsync(gone.ArticleId, Cancel))!.State);
        Assert.DoesNotContain(await pipeline.ContentNamesAsync(), name => name.StartsWith(gone.ArticleId, StringComparison.Ordinal));
        Assert.Equal(changes + 3, (await pipeline.RowsAsync(TableNames.Changes)).Count);
        Assert.Empty(await KeptFilesAsync(pipeline));
    }

    [Fact]
    public async Task Steps_that_come_twice_and_runs_that_start_twice_change_nothing_more()
    {
        await using var pipeline = await CreateAsync();
        await DropAsync(pipeline, 6);
        await using var another = pipeline.Another(new() { ["Pipeline:ReconcilePageSize"] = "2" });

        var starts = await Task.WhenAll(pipeline.Get<Reconciler>().RunAsync(Cancel), another.Get<Reconciler>().RunAsync(Cancel));
        var again = await pipeline.Get<Reconciler>().RunAsync(Cancel);
        while (await pipeline.TakeAsync<ReconcileRequest>(PipelineStorage.ReconcileQueue) is { } message)
        {
            await Task.WhenAll(pipeline.Get<ReconcileSteps>().RunAsync(message, Cancel), another.Get<ReconcileSteps>().RunAsync(message, Cancel));
            await another.Get<ReconcileSteps>().RunAsync(message, Cancel);
        }

        var all = await pipeline.Get<RunStore>().ListAsync(ReconcileSteps.Kind, Cancel).ToListAsync(Cancel);
        Assert.True(all.Count == 1, $"{string.Join("; ", all)}; starts {string.Join(", ", starts.Select(start => start.Run))}; again {again.Run}");
        var run = all[0];
        Assert.Contains(starts, start => start.Run is not null);
        Assert.All(starts.Append(again).Select(start => start.Run).OfType<string>(), id => Assert.Equal(run.Id, id));
        Assert.InRange(run.Asked, 0, 6); // Of two workers at one step, one finds received already what the other received, and either may be the one that reports.
        Assert.Equal((RunState.Done, 6), (run.State, (await pipeline.WorkOffAsync()).OfType<CleanRequest>().DistinctBy(request => request.ArticleId).Count()));
        Assert.Equal(6, (await pipeline.RowsAsync(TableNames.Articles)).Count(row => row.Contains("State=Enriched", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_run_whose_message_was_lost_is_asked_to_go_on()
    {
        await using var pipeline = await CreateAsync();
        await DropAsync(pipeline, 3);
        var id = (await pipeline.Get<Reconciler>().RunAsync(Cancel)).Run!;
        await pipeline.TakeAsync<ReconcileRequest>(PipelineStorage.ReconcileQueue); // Lost.

        await pipeline.Get<Reconciler>().RunAsync(Cancel);
        Assert.Null(await pipeline.TakeAsync<ReconcileRequest>(PipelineStorage.ReconcileQueue)); // Too early to tell.
        pipeline.Time.Advance(TimeSpan.FromMinutes(11));
        var run = await ReconcileAsync(pipeline);

        Assert.Equal((id, RunState.Done, 3), (run.Id, run.State, run.Asked));
    }

    [Fact]
    public async Task Too_much_missing_waits_for_an_operator_and_what_came_back_meanwhile_stays()
    {
        await using var pipeline = await CreateAsync(new() { ["Pipeline:DeletionGuardCount"] = "2" });
        var rows = new List<ArticleRow>();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            rows.Add(await pipeline.ProcessAsync($"daily/{name}.txt", Samples.Bridge));
            await pipeline.Storage.Articles.DeleteBlobAsync($"daily/{name}.txt", cancellationToken: Cancel);
        }

        await DropAsync(pipeline, 3);
        var run = await ReconcileAsync(pipeline);
        Assert.Equal((RunState.NeedsConfirmation, 4, 0), (run.State, run.Missing, run.Deleted));
        Assert.Equal(run.Id, (await pipeline.Get<Core.Queries.HealthCheck>().RunAsync(Cancel)).Unconfirmed?.Run);
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RunState.Done, (await ReconcileAsync(pipeline)).State); // The next one finds the same and leaves it to the first.
        await pipeline.DropAsync("daily/a.txt", Samples.Bridge);
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));

        await pipeline.Get<Reconciler>().ConfirmAsync(run.Id, Cancel);
        await StepAsync(pipeline);
        await pipeline.WorkOffAsync();

        run = (await pipeline.Get<RunStore>().GetAsync(ReconcileSteps.Kind, run.Id, Cancel))!;
        Assert.Equal((RunState.Done, 3), (run.State, run.Deleted));
        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(rows[0].ArticleId, Cancel))!.State);
        foreach (var row in rows.Skip(1))
        {
            Assert.Equal(ArticleState.Deleted, (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.State);
        }

        Assert.Empty(await KeptFilesAsync(pipeline));
        Assert.Null((await pipeline.Get<Core.Queries.HealthCheck>().RunAsync(Cancel)).Unconfirmed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pipeline.Get<Reconciler>().ConfirmAsync(run.Id, Cancel));
    }

    [Fact]
    public async Task What_waits_for_an_operator_is_withdrawn_when_the_files_are_back()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, new() { ["Pipeline:DeletionGuardCount"] = "0" });
        await pipeline.ProcessAsync("daily/a.txt", Samples.Bridge);
        await pipeline.Storage.Articles.DeleteBlobAsync("daily/a.txt", cancellationToken: Cancel);
        var first = await pipeline.Get<Reconciler>().RunAsync(Cancel);
        Assert.Equal((1, true), (first.Kept, first.Run is not null));

        await pipeline.DropAsync("daily/a.txt", Samples.Bridge);
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        await pipeline.Get<Reconciler>().RunAsync(Cancel);

        Assert.Equal(RunState.Withdrawn, (await pipeline.Get<RunStore>().GetAsync(ReconcileSteps.Kind, first.Run!, Cancel))!.State);
        Assert.Empty(await KeptFilesAsync(pipeline));
    }

    [Fact]
    public async Task A_file_that_arrives_during_the_run_is_not_taken_for_deleted()
    {
        await using var pipeline = await CreateAsync();
        await DropAsync(pipeline, 5);
        await pipeline.Get<Reconciler>().RunAsync(Cancel);
        await StepAsync(pipeline, steps: 3); // The whole listing.
        var late = await pipeline.ProcessAsync("daily/late.txt", Samples.Bridge);

        await StepAsync(pipeline);

        var run = (await pipeline.Get<RunStore>().ListAsync(ReconcileSteps.Kind, Cancel).FirstAsync(Cancel))!;
        Assert.Equal((RunState.Done, 1, 0), (run.State, run.Missing, run.Deleted));
        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(late.ArticleId, Cancel))!.State);
    }

    [Fact]
    public async Task A_container_that_is_gone_is_an_error_and_deletes_nothing()
    {
        await using var pipeline = await CreateAsync();
        for (var i = 0; i < 3; i++)
        {
            await pipeline.ProcessAsync($"daily/{i}.txt", Samples.Bridge);
        }

        await pipeline.Get<Reconciler>().RunAsync(Cancel);
        var message = (await pipeline.TakeAsync<ReconcileRequest>(PipelineStorage.ReconcileQueue))!;
        await pipeline.Storage.Articles.DeleteAsync(cancellationToken: Cancel);

        await Assert.ThrowsAsync<RequestFailedException>(() => pipeline.Get<ReconcileSteps>().RunAsync(message, Cancel));
        Assert.All(await pipeline.RowsAsync(TableNames.Articles), row => Assert.Contains("State=Enriched", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backfill_waits_while_the_queues_are_full()
    {
        await using var pipeline = await CreateAsync(new() { ["Pipeline:ReprocessLimit"] = "4" });
        await DropAsync(pipeline, 10);
        await pipeline.Get<Reconciler>().RunAsync(Cancel);

        while (await pipeline.TakeAsync<ReconcileRequest>(PipelineStorage.ReconcileQueue) is { } message)
        {
            await pipeline.Get<ReconcileSteps>().RunAsync(message, Cancel);
            Assert.InRange(await pipeline.Get<MessageSender>().CountAsync(Cancel), 0, 4);
        }

        Assert.Equal(4, await pipeline.Get<MessageSender>().CountAsync(Cancel));
        Assert.Equal(1, (await pipeline.Storage.Queue(PipelineStorage.ReconcileQueue).GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount); // Not to be seen yet.
        UpkeepRun run;
        while ((run = await pipeline.Get<RunStore>().ListAsync(ReconcileSteps.Kind, Cancel).FirstAsync(Cancel)).State == RunState.Running)
        {
            await pipeline.WorkOffAsync();
            await pipeline.Get<ReconcileSteps>().RunAsync(new ReconcileRequest(run.Id, run.Step), Cancel);
            Assert.InRange(await pipeline.Get<MessageSender>().CountAsync(Cancel), 0, 4);
        }

        Assert.Equal(10, run.Asked);
    }

    [Fact]
    public async Task Requests_for_a_file_are_few_and_do_not_grow_with_their_number()
    {
        var counts = new List<double>();
        var files = int.Parse(Environment.GetEnvironmentVariable("PIPELINE_RECONCILE_FILES") ?? "600", CultureInfo.InvariantCulture);
        foreach (var count in new[] { files / 3, files })
        {
            // The page grows with the container, as a page of 5,000 does between a hundred thousand files and a million: rows and names stay as many to a request.
            await using var pipeline = await CreateAsync(new() { ["Pipeline:ReconcilePageSize"] = "50", ["Pipeline:ReprocessLimit"] = "1000000" });
            await StoreUnchangedAsync(pipeline, count);
            GC.Collect();
            pipeline.Operations.Reset();
            var watch = System.Diagnostics.Stopwatch.StartNew();

            var run = await ReconcileAsync(pipeline);

            var requests = pipeline.Operations.Snapshot();
            Assert.Equal((RunState.Done, count, 0, 0), (run.State, run.Seen, run.Asked, run.Missing));
            counts.Add((double)requests.Values.Sum() / count);
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            TestContext.Current.SendDiagnosticMessage($"{count} files in pages of 50: {requests.Values.Sum()} requests ({counts[^1]:F3} a file), {watch.Elapsed.TotalSeconds:F1} s, peak of the process {process.PeakWorkingSet64 >> 20} MB: {string.Join(", ", requests)}");
        }

        Assert.True(counts[1] <= counts[0], $"{counts[0]:F3}, then {counts[1]:F3} requests a file");
    }

    /// <summary>Files with rows that know them, without the stages' work.</summary>
    private static async Task StoreUnchangedAsync(PipelineHarness pipeline, int count)
    {
        var rows = new List<TableEntity>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel }, async (i, token) =>
        {
            var path = $"daily/{i:D6}.txt";
            var uploaded = await pipeline.Storage.Articles.GetBlobClient(path).UploadAsync(new BinaryData("x"), token);
            var id = ArticleIds.FromPath(path);
            lock (rows)
            {
                rows.Add(new TableEntity(id[..2], id) { ["Path"] = path, ["State"] = "Enriched", ["SourceETag"] = SourceFiles.Name(uploaded.Value.ETag) });
            }
        });
        var table = pipeline.Storage.Table(TableNames.Articles);
        await Parallel.ForEachAsync(rows.GroupBy(row => row.PartitionKey).SelectMany(group => group.Chunk(100)), Cancel, async (batch, token) =>
            await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), token));
    }

    private Task<PipelineHarness> CreateAsync(Dictionary<string, string?>? settings = null) =>
        PipelineHarness.CreateAsync(azurite, new Dictionary<string, string?>(new Dictionary<string, string?> { ["Pipeline:ReconcilePageSize"] = "2" }.Concat(settings ?? []).GroupBy(setting => setting.Key).ToDictionary(group => group.Key, group => group.Last().Value)));

    private static async Task DropAsync(PipelineHarness pipeline, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await pipeline.DropAsync($"weekly/{i}.txt", Samples.Bridge);
        }
    }

    private static async Task<UpkeepRun> ReconcileAsync(PipelineHarness pipeline)
    {
        var report = await pipeline.Get<Reconciler>().RunAsync(Cancel);
        await StepAsync(pipeline);
        return (await pipeline.Get<RunStore>().GetAsync(ReconcileSteps.Kind, report.Run!, Cancel))!;
    }

    private static async Task StepAsync(PipelineHarness pipeline, int steps = int.MaxValue)
    {
        for (; steps > 0 && await pipeline.TakeAsync<ReconcileRequest>(PipelineStorage.ReconcileQueue) is { } message; steps--)
        {
            await pipeline.Get<ReconcileSteps>().RunAsync(message, Cancel);
        }
    }

    private static async Task<IReadOnlyList<string>> KeptFilesAsync(PipelineHarness pipeline) =>
        await pipeline.Storage.Upkeep.GetBlobsAsync(cancellationToken: Cancel).Select(blob => blob.Name).ToListAsync(Cancel);
}
