using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Articles;

/// <summary>The rows of the table Articles. Every write names what it read: there is no blind upsert.</summary>
public sealed class ArticleStore(PipelineStorage storage)
{
    private readonly TableClient _table = storage.Table(TableNames.Articles);

    /// <summary>The row, or null.</summary>
    public async Task<ArticleRow?> GetAsync(string articleId, CancellationToken cancellationToken)
    {
        var key = TableKey.Article(articleId);
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: cancellationToken);
        return found.HasValue ? ArticleRow.Schema.Read(found.Value!) : null;
    }

    /// <summary>
    /// Writes the row: adds it when it has no ETag yet, else replaces exactly the version that was read. Returns false when somebody else was
    /// faster; then nothing was written. On success the row carries its new ETag.
    /// </summary>
    public async Task<bool> TryCommitAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        var entity = ArticleRow.Schema.Write(row);
        try
        {
            var response = row.ETag == default
                ? await _table.AddEntityAsync(entity, cancellationToken)
                : await _table.UpdateEntityAsync(entity, row.ETag, TableUpdateMode.Replace, cancellationToken);
            row.ETag = response.Headers.ETag ?? throw new InvalidOperationException("The table service sent no ETag.");
            return true;
        }
        catch (RequestFailedException e) when (LostWrite.Is(e))
        {
            return false;
        }
    }

    /// <summary>Rows that match an OData filter, with the given columns only.</summary>
    public async IAsyncEnumerable<ArticleRow> QueryAsync(
        string filter,
        IEnumerable<string>? columns,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in _table.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken))
        {
            yield return ArticleRow.Schema.Read(entity);
        }
    }
}
