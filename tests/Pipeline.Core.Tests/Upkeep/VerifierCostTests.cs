using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep.Verification;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text.Similarity;

namespace Pipeline.Core.Tests.Upkeep;

/// <summary>What a run of the verifier costs on a store of a chosen size, whose rows are made from one article without the stages' work.</summary>
public sealed class VerifierCostTests(AzuriteFixture azurite)
{
    /// <summary>Rows in an answer of the service (https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination).</summary>
    private const int PageSize = 1_000;

    /// <summary>Reads that a run begins, each of which takes a request more than it has full pages: one of Articles, 12 of index tables, 16 each of the others, Changes twice.</summary>
    private const int Reads = 100;

    private const int BlobsOfArticle = 2;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Besides_blobs_that_are_read_requests_are_pages_of_rows()
    {
        var articles = int.Parse(Environment.GetEnvironmentVariable("PIPELINE_VERIFY_ARTICLES") ?? "600", CultureInfo.InvariantCulture);
        foreach (var count in new[] { articles / 3, articles })
        {
            await using var pipeline = await PipelineHarness.CreateAsync(azurite);
            var rows = await FillAsync(pipeline, count);

            await VerifyAsync(pipeline, count, count, Reads + (rows / PageSize));
            await VerifyAsync(pipeline, count, Math.Max(count / 4, 1), 5 * (Reads + (rows / PageSize)));
        }
    }

    private static async Task VerifyAsync(PipelineHarness pipeline, int count, int sliceSize, int most)
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        pipeline.Operations.Reset();
        var watch = Stopwatch.StartNew();

        var report = await pipeline.Get<Verifier>().RunAsync(new VerifyRequest(Grace: TimeSpan.Zero) { SliceSize = sliceSize }, Cancel);

        var requests = pipeline.Operations.Snapshot();
        using var process = Process.GetCurrentProcess();
        TestContext.Current.SendDiagnosticMessage(
            $"{count} articles, {sliceSize} at once: {requests.Values.Sum()} requests ({(double)requests.Values.Sum() / count:F3} an article), {watch.Elapsed.TotalSeconds:F1} s, heap {(GC.GetTotalMemory(false) - before) >> 20} MB more, peak of the process {process.PeakWorkingSet64 >> 20} MB: {string.Join(", ", requests)}");
        Assert.Empty(report.Findings);
        Assert.Equal((count, true), (report.Articles, report.IsComplete));
        Assert.Equal(BlobsOfArticle * count, requests["blob.get"]);
        Assert.InRange(requests.Values.Sum() - requests["blob.get"], 1, most);
    }

    /// <summary>Returns how many rows there are of all tables.</summary>
    private static async Task<int> FillAsync(PipelineHarness pipeline, int count)
    {
        var model = await pipeline.ProcessAsync("daily/0.txt", Samples.Bridge);
        var text = await TextOfAsync(pipeline, model);
        var content = pipeline.Get<ContentStore>();
        var clean = await content.ReadAsync(ContentStore.CleanName(model.ArticleId, model.CleanHash!), Cancel);
        var enriched = await content.ReadAsync(ContentStore.EnrichedName(model.ArticleId, model.EnrichmentHash!), Cancel);
        var enrichment = (await content.GetEnrichmentAsync(model.ArticleId, model.EnrichmentHash!, Cancel))!;
        var copies = Enumerable.Range(1, count - 1).Select(i => CopyOf(model, i)).ToList();

        var tables = new Dictionary<string, List<TableEntity>>(StringComparer.Ordinal)
        {
            [TableNames.Articles] = [.. copies.Select(ArticleRow.Schema.Write)],
            [TableNames.Segments] = [.. copies.SelectMany(row => ArticleFacts.Segments(row.ArticleId, row.EnrichmentHash!, enrichment)).Select(SegmentRow.Schema.Write)],
            [TableNames.Changes] = [.. Changes(model, copies)],
            [PipelineStorage.FingerprintsTable] = [.. copies.Select(row => new TableEntity(text) { PartitionKey = row.ArticleId })],
        };
        foreach (var kind in new[] { IndexKind.ByDate, IndexKind.BySource, IndexKind.ByPhrase })
        {
            tables[new IndexEntry(kind, "", "").Table] = [.. copies.SelectMany(row => IndexEntry.For(row).Where(entry => entry.Kind == kind).Select(entry => ArticleIndexRow.Schema.Write(entry.Row(row))))];
        }

        foreach (var (name, rows) in tables)
        {
            await InParallel.EachAsync(rows.GroupBy(row => row.PartitionKey).SelectMany(group => group.Chunk(100)), async (batch, token) =>
                await pipeline.Storage.Table(name).SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), token), Cancel);
        }

        await ListAsync(pipeline, model, copies);
        await InParallel.EachAsync(copies, async (row, token) =>
        {
            await content.PutAsync(ContentStore.CleanName(row.ArticleId, row.CleanHash!), clean!.Value.ToArray(), token);
            await content.PutAsync(ContentStore.EnrichedName(row.ArticleId, row.EnrichmentHash!), enriched!.Value.ToArray(), token);
        }, Cancel);
        return tables.Values.Sum(rows => rows.Count);
    }

    private static ArticleRow CopyOf(ArticleRow model, int number)
    {
        var path = $"daily/{number}.txt";
        var row = model.Copy();
        row.Key = TableKey.Article(ArticleIds.FromPath(path));
        (row.Path, row.Received) = (path, model.Received.AddSeconds(number));
        row.Outcome = ArticlePublisher.OutcomeOf(row);
        row.IndexRecord = [.. IndexEntry.For(row).Select(entry => entry.ToString())];
        return row;
    }

    private static async Task<TableEntity> TextOfAsync(PipelineHarness pipeline, ArticleRow row) =>
        await pipeline.Storage.Table(PipelineStorage.FingerprintsTable).GetEntityAsync<TableEntity>(row.ArticleId, Fingerprint.Parse(row.Fingerprint!).Version, cancellationToken: Cancel);

    private static IEnumerable<TableEntity> Changes(ArticleRow model, IEnumerable<ArticleRow> rows)
    {
        var numbers = new long[TableKey.ChangeShards];
        numbers[TableKey.ChangeShard(model.ArticleId)] = 1;
        foreach (var row in rows)
        {
            var shard = TableKey.ChangeShard(row.ArticleId);
            yield return ChangeRow.Schema.Write(new ChangeRow { Key = TableKey.Change(shard, ++numbers[shard]), ArticleId = row.ArticleId, Version = row.Version, Kind = ChangeKind.Enriched, Path = row.Path, Source = row.Source, At = row.Received });
        }
    }

    /// <summary>The newest are listed under their keys.</summary>
    private static async Task ListAsync(PipelineHarness pipeline, ArticleRow model, IEnumerable<ArticleRow> rows)
    {
        var fingerprint = Fingerprint.Parse(model.Fingerprint!);
        var names = rows.Append(model).OrderByDescending(row => row.Received).Take(CandidateRanking.NewestOfKey).Select(row => KeyRow.NameOf(TableKey.NewestFirst(row.Received, row.ArticleId), fingerprint.Version)).ToList();
        foreach (var key in fingerprint.Keys)
        {
            await pipeline.Storage.Table(PipelineStorage.FingerprintsTable).UpsertEntityAsync(new KeyRow(key, names, default).Write(), TableUpdateMode.Replace, Cancel);
        }
    }
}
