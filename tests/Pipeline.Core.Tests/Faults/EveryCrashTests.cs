using Azure.Data.Tables;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Core.Stages;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Tests.Faults;

/// <summary>The process dies before each single request in turn; what is delivered again makes everything good.</summary>
public sealed class EveryCrashTests(AzuriteFixture azurite)
{
    private const string First = """
        The harbour bridge reopens after long repairs

        Published August 17th, 2021

        The bridge of Lindholm reopened on a warm day after two years of repairs that had cost the town more than it had planned.

        It will be free for everybody until the end of the year, and the crews have been thanked for their work, the mayor said.

        the shops on the northern side of the river hope that customers will now come back. Many had closed during the works.
        """;

    private const string Second = """
        The harbour bridge closes again after short use

        Published August 18th, 2021

        The bridge of Karlstad closed again after only one day of use, because a ship had damaged one of its pillars in the night.

        It will cost two crowns from now on, and the contract with the builders has been settled out of court, the town said.

        the drivers of taxis said that they had expected worse. The ferry will run until the end of the week and then be sold.
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Second, ArticleState.Enriched)]
    [InlineData("", ArticleState.Rejected)]
    public async Task Of_a_changed_file(string text, ArticleState end)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var crashes = await DieEverywhereAsync(
            pipeline,
            path => pipeline.DropAsync(path, text),
            async (path, id, process) =>
            {
                await pipeline.Get<ReceiveStage>().RunAsync(path, process);
                await pipeline.Get<CleanStage>().RunAsync(new CleanRequest(id, path, null), process);
                await pipeline.Get<EnrichStage>().RunAsync(new EnrichRequest(id, ""), process);
            },
            async (path, _) =>
            {
                await pipeline.ReceiveAsync(path);
                await pipeline.WorkOffAsync();
            },
            end);
        Assert.InRange(crashes, 15, 60);
    }

    [Fact]
    public async Task Of_a_deletion()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var crashes = await DieEverywhereAsync(
            pipeline,
            path => pipeline.Storage.Articles.DeleteBlobAsync(path, cancellationToken: Cancel),
            (path, _, process) => pipeline.Get<DeleteStage>().RunAsync(path, process),
            (path, _) => pipeline.Get<DeleteStage>().RunAsync(path, Cancel),
            ArticleState.Deleted);
        Assert.InRange(crashes, 8, 30);
    }

    [Fact]
    public async Task Of_a_message_that_was_given_up()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var crashes = await DieEverywhereAsync(
            pipeline,
            async path =>
            {
                await pipeline.DropAsync(path, Second);
                await pipeline.ReceiveAsync(path);
            },
            (_, id, process) => pipeline.Get<PoisonStage>().CleanAsync(Message(id), process),
            (_, id) => pipeline.Get<PoisonStage>().CleanAsync(Message(id), Cancel),
            ArticleState.Failed);
        Assert.InRange(crashes, 4, 20);

        static BinaryData Message(string id) => BinaryData.FromObjectAsJson(new { ArticleId = id });
    }

    /// <summary>Takes a new article through the same change again and again, each time with a crash one request later. Returns after how many it came through.</summary>
    private static async Task<int> DieEverywhereAsync(
        PipelineHarness pipeline,
        Func<string, Task> change,
        Func<string, string, CancellationToken, Task> work,
        Func<string, string, Task> redeliver,
        ArticleState end)
    {
        for (var request = 1; ; request++)
        {
            var path = $"daily/{request:D3}.txt";
            var first = await pipeline.ProcessAsync(path, First);
            Assert.Equal(ArticleState.Enriched, first.State);
            var id = first.ArticleId;
            await change(path);
            using var process = new CancellationTokenSource();
            using (var death = StorageMoment.Death(null, request, process))
            {
                try
                {
                    await work(path, id, process.Token);
                }
                catch (OperationCanceledException) when (process.IsCancellationRequested)
                {
                    // Dead.
                }

                if (!death.HasCome)
                {
                    return request - 1;
                }
            }

            await redeliver(path, id);
            await AssertWholeAsync(pipeline, id, end, request);
        }
    }

    /// <summary>The row is where it should be, and what exists for the article is exactly what the row says, in every place.</summary>
    private static async Task AssertWholeAsync(PipelineHarness pipeline, string id, ArticleState end, int request)
    {
        var row = (await pipeline.Reader.GetArticleAsync(id, Cancel))!;
        Assert.Equal((request, end, null), (request, row.State, row.ChangeOwed));

        var meant = IndexEntry.For(row);
        Assert.Equal(meant.Select(entry => entry.ToString()).Order(StringComparer.Ordinal), row.IndexRecord.Order(StringComparer.Ordinal));
        foreach (var table in new[] { TableNames.ArticlesByDate, TableNames.ArticlesBySource, TableNames.KeyPhrases })
        {
            var there = await pipeline.Storage.Table(table).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"ArticleId eq {id}"), cancellationToken: Cancel).Select(Describe).ToListAsync(Cancel);
            var rows = meant.Where(entry => entry.IsIndexRow && entry.Table == table).Select(entry => Describe(ArticleIndexRow.Schema.Write(entry.Row(row))));
            Assert.Equal(rows.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
        }

        var segments = await pipeline.Storage.Table(TableNames.Segments).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {id}"), cancellationToken: Cancel).Select(entity => entity.RowKey).ToListAsync(Cancel);
        Assert.Equal(row.SegmentCount ?? 0, segments.Count);
        Assert.All(segments, key => Assert.StartsWith($"{row.EnrichmentHash}-", key, StringComparison.Ordinal));
        Assert.Equal(
            meant.Where(entry => entry.Kind == IndexKind.Blob).Select(entry => entry.Name).Order(StringComparer.Ordinal),
            (await pipeline.Get<ContentStore>().ListAsync(id, Cancel).ToListAsync(Cancel)).Order(StringComparer.Ordinal));

        var versions = await pipeline.Reader.ReadChangesAsync(TableKey.ChangeShard(id), 0, Cancel).Where(change => change.ArticleId == id).Select(change => change.Version).ToListAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, row.Version), versions.Distinct());
    }

    private static string Describe(TableEntity entity)
    {
        var row = ArticleIndexRow.Schema.Read(entity);
        return string.Join(';', ArticleIndexRow.Schema.Columns.Select(column => $"{column.Name}={column.Get(row)}").Prepend($"{entity.PartitionKey}|{entity.RowKey}"));
    }
}
