using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Faults;

/// <summary>Two workers at one article, interleaved where it hurts.</summary>
public sealed class RaceTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";

    /// <summary>The same date, and so the same keys, with other facts.</summary>
    private static readonly string Corrected = Samples.Bridge.Replace("two years", "three years", StringComparison.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_writer_that_lost_leaves_no_row_of_its_own_under_the_keys_of_the_winner()
    {
        await using var raced = await PipelineHarness.CreateAsync(azurite);
        await raced.DropAsync(Path, Samples.Bridge);
        await raced.ReceiveAsync(Path);
        await raced.Get<CleanStage>().RunAsync((await raced.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        var enrich = await raced.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue);
        using (var moment = new StorageMoment("table.upsert", 1, () => raced.ProcessAsync(Path, Corrected)))
        {
            await raced.Get<EnrichStage>().RunAsync(enrich!, Cancel);
            Assert.True(moment.HasCome);
        }

        await raced.WorkOffAsync();

        await using var fresh = await PipelineHarness.CreateAsync(azurite);
        await fresh.ProcessAsync(Path, Corrected);
        Assert.Equal(await fresh.AllFactsAsync(), await raced.AllFactsAsync());
    }

    [Fact]
    public async Task A_message_that_two_workers_handle_at_once_runs_no_stage_again()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        var enrich = await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue);
        using (var moment = new StorageMoment("table.upsert", 1, () => pipeline.Get<EnrichStage>().RunAsync(enrich!, Cancel)))
        {
            await pipeline.Get<EnrichStage>().RunAsync(enrich!, Cancel);
            Assert.True(moment.HasCome);
        }

        Assert.Empty(await pipeline.WorkOffAsync());
        var row = await pipeline.Reader.GetArticleAsync(id, Cancel);
        Assert.Equal((ArticleState.Enriched, 1), (row!.State, row.Version));
    }

    [Fact]
    public async Task A_writer_that_lost_to_a_deletion_still_under_way_leaves_nothing()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        var enrich = await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue);

        var removed = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var deletion = Task.CompletedTask;
        using (new StorageMoment("table.upsert", 1, async () =>
        {
            await pipeline.Storage.Articles.DeleteBlobAsync(Path, cancellationToken: Cancel);
            deletion = DeleteAsync(pipeline, removed, goOn.Task);
            await Task.WhenAny(removed.Task, deletion);
        }))
        {
            await pipeline.Get<EnrichStage>().RunAsync(enrich!, Cancel);
        }

        goOn.SetResult();
        await deletion;
        Assert.True(removed.Task.IsCompletedSuccessfully);
        Assert.Contains("State=Deleted", Assert.Single(await pipeline.AllFactsAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blob.head")]
    [InlineData("table.get")]
    [InlineData("table.update")]
    public async Task A_file_that_comes_back_while_its_deletion_is_handled_is_not_lost(string moment)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = (await pipeline.ProcessAsync(Path, Samples.Bridge)).ArticleId;
        await pipeline.Storage.Articles.DeleteBlobAsync(Path, cancellationToken: Cancel);
        using (new StorageMoment(moment, 1, async () =>
        {
            await pipeline.DropAsync(Path, Samples.BridgeRevised);
            await pipeline.ReceiveAsync(Path);
        }))
        {
            await pipeline.Get<DeleteStage>().RunAsync(Path, Cancel);
        }

        await pipeline.WorkOffAsync();

        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(id, Cancel))!.State);
    }

    /// <summary>Deletes, and pauses when everything is removed but the tombstone still lists it.</summary>
    private static async Task DeleteAsync(PipelineHarness pipeline, TaskCompletionSource removed, Task goOn)
    {
        using var pause = new StorageMoment("table.update", 2, async () =>
        {
            removed.SetResult();
            await goOn;
        });
        await pipeline.Get<DeleteStage>().RunAsync(Path, Cancel);
    }
}
