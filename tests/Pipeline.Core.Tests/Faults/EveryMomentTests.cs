using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Publishing;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Tests.Faults;

/// <summary>
/// Before each single request in turn the process dies, or another worker does all its work; what is delivered again, and the rule that a loser starts
/// over, make everything good.
/// </summary>
public sealed class EveryMomentTests(AzuriteFixture azurite)
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

    /// <summary>The second with other facts under the same keys.</summary>
    private static readonly string Third = Second.Replace("two crowns", "five crowns", StringComparison.Ordinal).Replace("after short use", "after no use", StringComparison.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Second, ArticleState.Enriched)]
    [InlineData("", ArticleState.Rejected)]
    public async Task A_crash_while_a_changed_file_is_processed(string text, ArticleState end)
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
        Assert.InRange(crashes, 15, 130);
    }

    [Fact]
    public async Task A_crash_while_a_changed_file_is_processed_that_changes_once_more_before_it_is_processed_again()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var crashes = await DieEverywhereAsync(
            pipeline,
            path => pipeline.DropAsync(path, Second),
            async (path, id, process) =>
            {
                await pipeline.Get<ReceiveStage>().RunAsync(path, process);
                await pipeline.Get<CleanStage>().RunAsync(new CleanRequest(id, path, null), process);
                await pipeline.Get<EnrichStage>().RunAsync(new EnrichRequest(id, ""), process);
            },
            (path, _) => pipeline.ProcessAsync(path, Third),
            ArticleState.Enriched);
        Assert.InRange(crashes, 15, 130);
    }

    [Fact]
    public async Task A_crash_while_a_deletion_is_handled()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var crashes = await DieEverywhereAsync(
            pipeline,
            path => pipeline.Storage.Articles.DeleteBlobAsync(path, cancellationToken: Cancel),
            (path, _, process) => pipeline.Get<DeleteStage>().RunAsync(path, process),
            (path, _) => pipeline.Get<DeleteStage>().RunAsync(path, Cancel),
            ArticleState.Deleted);
        Assert.InRange(crashes, 8, 60);
    }

    [Fact]
    public async Task A_crash_while_an_article_is_given_up()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var crashes = await DieEverywhereAsync(
            pipeline,
            async path =>
            {
                await pipeline.DropAsync(path, Second);
                await pipeline.ReceiveAsync(path);
                await pipeline.ExhaustAsync(ArticleIds.FromPath(path));
            },
            (_, id, process) => pipeline.Get<PoisonStage>().CleanAsync(Message(id), process),
            (_, id) => pipeline.Get<PoisonStage>().CleanAsync(Message(id), Cancel),
            ArticleState.Failed);
        Assert.InRange(crashes, 4, 20);

        static BinaryData Message(string id) => BinaryData.FromObjectAsJson(new { ArticleId = id });
    }

    [Theory]
    [InlineData("clean", "delete", ArticleState.Deleted)]
    [InlineData("enrich", "overwrite", ArticleState.Enriched)]
    [InlineData("enrich", "delete", ArticleState.Deleted)]
    [InlineData("enrich", "enrich", ArticleState.Enriched)]
    [InlineData("give up", "overwrite", ArticleState.Enriched)]
    [InlineData("give up", "delete", ArticleState.Deleted)]
    public async Task Another_worker_at_the_same_article(string mine, string others, ArticleState end)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await using var another = pipeline.Another();
        var moments = await EverywhereAsync(
            pipeline,
            path => PrepareAsync(mine, path, pipeline),
            path => DoAsync(mine, path, pipeline),
            (request, path) => new StorageMoment(null, request, () => DoAsync(others, path, another)),
            (_, _) => pipeline.WorkOffAsync(),
            end);
        Assert.InRange(moments, 3, 90);
    }

    [Theory]
    [InlineData("clean", "overwrite", ArticleState.Enriched)]
    [InlineData("enrich", "overwrite", ArticleState.Enriched)]
    [InlineData("enrich", "delete", ArticleState.Deleted)]
    public async Task Another_worker_at_the_same_article_before_a_request_that_storage_refuses(string mine, string others, ArticleState end)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await using var another = pipeline.Another();
        var moments = await EverywhereAsync(
            pipeline,
            path => PrepareAsync(mine, path, pipeline),
            async path =>
            {
                try
                {
                    await DoAsync(mine, path, pipeline);
                }
                catch (RequestFailedException e) when (e.Status == 503)
                {
                    await DoAsync(mine, path, pipeline); // The message comes again.
                }
            },
            (request, path) => new StorageMoment(null, request, async () =>
            {
                await DoAsync(others, path, another);
                throw new RequestFailedException(503, "By order of the test.");
            }),
            (_, _) => pipeline.WorkOffAsync(),
            end);
        Assert.InRange(moments, 3, 90);
    }

    /// <summary>A new version of the file, as far as the work before <paramref name="what"/> brings it.</summary>
    private static async Task PrepareAsync(string what, string path, PipelineHarness pipeline)
    {
        await pipeline.DropAsync(path, Second);
        await pipeline.ReceiveAsync(path);
        if (what == "enrich")
        {
            await DoAsync("clean", path, pipeline);
        }
    }

    private static async Task DoAsync(string what, string path, PipelineHarness pipeline)
    {
        var id = ArticleIds.FromPath(path);
        switch (what)
        {
            case "overwrite":
                await pipeline.ProcessAsync(path, Third);
                break;
            case "delete":
                await pipeline.Storage.Articles.DeleteBlobIfExistsAsync(path, cancellationToken: Cancel);
                await pipeline.Get<DeleteStage>().RunAsync(path, Cancel);
                break;
            case "clean":
                await pipeline.Get<CleanStage>().RunAsync(new CleanRequest(id, path, null), Cancel);
                break;
            case "enrich":
                await pipeline.Get<EnrichStage>().RunAsync(new EnrichRequest(id, ""), Cancel);
                break;
            default:
                await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromObjectAsJson(new { ArticleId = id }), Cancel);
                break;
        }
    }

    /// <summary>As <see cref="EverywhereAsync"/>, where the process dies.</summary>
    private static async Task<int> DieEverywhereAsync(
        PipelineHarness pipeline,
        Func<string, Task> change,
        Func<string, string, CancellationToken, Task> work,
        Func<string, string, Task> redeliver,
        ArticleState end)
    {
        var process = new CancellationTokenSource();
        var crashes = await EverywhereAsync(
            pipeline,
            change,
            async path =>
            {
                try
                {
                    await work(path, ArticleIds.FromPath(path), process.Token);
                }
                catch (OperationCanceledException) when (process.IsCancellationRequested)
                {
                    // Dead.
                }
            },
            (request, _) =>
            {
                process.Dispose();
                process = new CancellationTokenSource();
                return StorageMoment.Death(null, request, process);
            },
            redeliver,
            end);
        process.Dispose();
        return crashes;
    }

    /// <summary>Takes a new article through the same work again and again, each time with the moment one request later. Returns how many moments there are.</summary>
    private static async Task<int> EverywhereAsync(
        PipelineHarness pipeline,
        Func<string, Task> change,
        Func<string, Task> work,
        Func<int, string, StorageMoment> momentOf,
        Func<string, string, Task> afterwards,
        ArticleState end)
    {
        for (var request = 1; ; request++)
        {
            pipeline.Time.Advance(TimeSpan.FromSeconds(1)); // The newest article is listed under all of its keys, however many had the same text.
            var path = $"daily/{request:D3}.txt";
            var first = await pipeline.ProcessAsync(path, First);
            Assert.Equal(ArticleState.Enriched, first.State);
            await change(path);
            using (var moment = momentOf(request, path))
            {
                await work(path);
                if (!moment.HasCome)
                {
                    return request - 1;
                }
            }

            await afterwards(path, first.ArticleId);
            await AssertWholeAsync(pipeline, first.ArticleId, end, request);
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

        Fingerprint? fingerprint = row.Fingerprint is { } text ? Fingerprint.Parse(text) : null;
        var fingerprints = await pipeline.Storage.Table(PipelineStorage.FingerprintsTable).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);
        Assert.Equal(fingerprint is null ? [] : [fingerprint.Version], fingerprints.Where(entity => entity.PartitionKey == id).Select(entity => entity.RowKey));
        var keys = fingerprints.Where(entity => entity.RowKey == KeyRow.RowKey).Select(KeyRow.Read).ToList();
        var listed = keys.Where(key => key.Texts.Any(name => KeyRow.TextOf(name).PartitionKey == id)).Select(key => key.Key).ToList();
        Assert.Equal((fingerprint?.Keys ?? []).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));

        var segments = await pipeline.Storage.Table(TableNames.Segments).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {id}"), cancellationToken: Cancel).Select(entity => entity.RowKey).ToListAsync(Cancel);
        Assert.Equal(row.SegmentCount ?? 0, segments.Count);
        Assert.All(segments, key => Assert.StartsWith($"{row.EnrichmentHash}-", key, StringComparison.Ordinal));
        Assert.Equal(
            meant.Where(entry => entry.Kind == IndexKind.Blob).Select(entry => entry.Name).Order(StringComparer.Ordinal),
            (await pipeline.Get<ContentStore>().ListAsync(id, Cancel).ToListAsync(Cancel)).Order(StringComparer.Ordinal));

        var versions = await pipeline.Reader.ReadShardAsync(TableKey.ChangeShard(id), 0, Cancel).Where(change => change.ArticleId == id).Select(change => change.Version).ToListAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, row.Version), versions.Distinct());
    }

    private static string Describe(TableEntity entity)
    {
        var row = ArticleIndexRow.Schema.Read(entity);
        return string.Join(';', ArticleIndexRow.Schema.Columns.Select(column => $"{column.Name}={column.Get(row)}").Prepend($"{entity.PartitionKey}|{entity.RowKey}"));
    }
}
