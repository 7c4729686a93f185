using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.Core.Publishing;

/// <summary>Writes and removes what an article has outside its own row. Every operation can be repeated.</summary>
public sealed class IndexStore(PipelineStorage storage, ContentStore content, ClusterIndex clusters)
{
    /// <summary>Operations in one transaction (https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions).</summary>
    private const int TransactionSize = 100;

    /// <summary>Index rows lie in partitions of their own, so each is a request; this many at once.</summary>
    private const int Parallelism = 8;

    private readonly TableClient _segments = storage.Table(TableNames.Segments);

    public Task WriteAsync(ArticleRow article, IEnumerable<IndexEntry> entries, CancellationToken cancellationToken) =>
        ForEachAsync(entries.Where(entry => entry.IsIndexRow), (entry, token) => storage.Table(entry.Table).UpsertEntityAsync(
            ArticleIndexRow.Schema.Write(entry.Row(article)), TableUpdateMode.Replace, token), cancellationToken);

    public async Task WriteSegmentsAsync(IEnumerable<SegmentRow> segments, CancellationToken cancellationToken)
    {
        foreach (var rows in segments.Chunk(TransactionSize))
        {
            await _segments.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, SegmentRow.Schema.Write(row))),
                cancellationToken);
        }
    }

    public Task RemoveAsync(string articleId, IEnumerable<IndexEntry> entries, CancellationToken cancellationToken) =>
        ForEachAsync(entries, (entry, token) => entry.Kind switch
        {
            IndexKind.Segments => RemoveSegmentsAsync(articleId, entry.Name, token),
            IndexKind.Blob => content.DeleteAsync(entry.Name, null, token),
            IndexKind.Fingerprint => clusters.RemoveAsync(articleId, Fingerprint.Parse(entry.Name), entry.RowKey, token),
            _ => RemoveRowAsync(storage.Table(entry.Table), entry, token),
        }, cancellationToken);

    private static Task ForEachAsync(IEnumerable<IndexEntry> entries, Func<IndexEntry, CancellationToken, Task> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (entry, token) => await action(entry, token));

    private static async Task RemoveRowAsync(TableClient table, IndexEntry entry, CancellationToken cancellationToken) =>
        await table.DeleteEntityAsync(entry.Name, entry.RowKey, ETag.All, cancellationToken);

    private async Task RemoveSegmentsAsync(string articleId, string enrichmentHash, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {articleId} and RowKey ge {enrichmentHash + "-"} and RowKey lt {enrichmentHash + "."}");
        var keys = new List<TableEntity>();
        await foreach (var entity in _segments.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            keys.Add(entity);
        }

        foreach (var rows in keys.Chunk(TransactionSize))
        {
            try
            {
                await _segments.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellationToken);
            }
            catch (TableTransactionFailedException e) when (e.Status == 404)
            {
                // Somebody else removes the same set. Row by row, what is still there goes.
                foreach (var row in rows)
                {
                    await _segments.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
                }
            }
        }
    }
}
