using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Faults;

/// <summary>The process dies between two effects, and the host delivers the message again.</summary>
public sealed class CrashTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_while_a_name_is_refused_does_not_make_an_article_of_the_file()
    {
        const string refused = "daily/a\u0001b.txt";
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(refused, Samples.Bridge);
        await DieAsync("table.upsert", 1, async token =>
        {
            await pipeline.Get<ReceiveStage>().RunAsync(refused, token);
            await pipeline.Get<CleanStage>().RunAsync(new CleanRequest(id, refused, null), token);
        });

        await pipeline.ReceiveAsync(refused);
        await pipeline.WorkOffAsync();

        var row = await pipeline.Reader.GetArticleAsync(id, Cancel);
        Assert.Equal((ArticleState.Rejected, ReasonCodes.InvalidName), (row!.State, row.Reason));
    }

    [Fact]
    public async Task A_crash_after_an_article_was_given_up_leaves_no_rows_of_the_attempts()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        var enrich = (await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue))!;
        await DieAsync("table.update", 3, token => pipeline.Get<EnrichStage>().RunAsync(enrich, token)); // All written, not committed.
        Assert.NotEmpty(await pipeline.RowsAsync(TableNames.KeyPhrases));
        await pipeline.ExhaustAsync(enrich.ArticleId);
        var poison = BinaryData.FromObjectAsJson(enrich);
        await DieAsync("table.delete", 1, token => pipeline.Get<PoisonStage>().EnrichAsync(poison, token));

        await pipeline.Get<PoisonStage>().EnrichAsync(poison, Cancel);

        Assert.Empty(await pipeline.RowsAsync(TableNames.KeyPhrases));
        Assert.Empty(await pipeline.RowsAsync(TableNames.Segments));
        Assert.Contains("State=Failed", Assert.Single(await pipeline.RowsAsync(TableNames.ArticlesByDate)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_takes_bytes_of_items_along_that_a_crash_left_behind()
    {
        const string file = "daily/two.jsonl";
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(file, Lines("closes"));
        await pipeline.ReceiveAsync(file);
        await pipeline.WorkOffAsync();
        await pipeline.DropAsync(file, Lines("reopens"));
        await pipeline.ReceiveAsync(file);
        await DieAsync("table.update", 1, token => pipeline.Get<CleanStage>().RunAsync(new CleanRequest(id, file, null), token)); // The changed item is written, not committed.
        await pipeline.DropAsync(file, Lines("collapses"));
        await pipeline.ReceiveAsync(file);
        await pipeline.WorkOffAsync();
        await pipeline.Storage.Articles.DeleteBlobAsync(file, cancellationToken: Cancel);

        await pipeline.Get<DeleteStage>().RunAsync(file, Cancel);

        Assert.Empty(await pipeline.ContentNamesAsync());

        static string Lines(string verb) => $$"""
            {"id": "1", "title": "The harbour bridge {{verb}} on Monday", "text": "The bridge of Lindholm {{verb}} on a warm day after two years of repairs that had cost the town more than it had planned."}
            {"id": "2", "title": "The ferry runs until the end of the week", "text": "The ferry of Karlstad will run until the end of the week and then be sold, the council said on Monday evening."}
            """;
    }

    [Theory]
    [InlineData("table.update", 1)]
    [InlineData("blob.put", 1)]
    [InlineData("table.transaction", 1)]
    [InlineData("table.upsert", 3)]
    [InlineData("table.update", 2)]
    [InlineData("table.delete", 1)]
    [InlineData("table.insert", 1)]
    [InlineData("table.update", 3)]
    public async Task A_crash_between_any_two_effects_of_a_second_version_changes_no_fact(string kind, int ordinal)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync(Path, Samples.Bridge);
        await pipeline.DropAsync(Path, Samples.BridgeRevised);
        await pipeline.ReceiveAsync(Path);
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        var enrich = (await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue))!;
        await DieAsync(kind, ordinal, token => pipeline.Get<EnrichStage>().RunAsync(enrich, token));

        await pipeline.Get<EnrichStage>().RunAsync(enrich, Cancel);
        await pipeline.WorkOffAsync();

        await using var fresh = await PipelineHarness.CreateAsync(azurite);
        await fresh.ProcessAsync(Path, Samples.BridgeRevised);
        Assert.Equal(await fresh.AllFactsAsync(), await pipeline.AllFactsAsync());
        var row = await pipeline.Reader.GetArticleAsync(enrich.ArticleId, Cancel);
        Assert.Equal((2, null), (row!.Version, row.ChangeOwed));
        var changes = await pipeline.Reader.ReadShardAsync(Tables.Keys.TableKey.ChangeShard(enrich.ArticleId), 0, Cancel).Select(change => (change.Version, change.Kind)).ToListAsync(Cancel);
        Assert.Equal([(1, ChangeKind.Enriched), (2, ChangeKind.Updated)], changes.Distinct());
    }

    private static async Task DieAsync(string kind, int ordinal, Func<CancellationToken, Task> work)
    {
        using var process = new CancellationTokenSource();
        using var death = StorageMoment.Death(kind, ordinal, process);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work(process.Token));
        Assert.True(death.HasCome);
    }
}
