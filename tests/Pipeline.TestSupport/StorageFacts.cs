using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Tables;
using Pipeline.Tables.Schema;

namespace Pipeline.TestSupport;

/// <summary>Every fact that a pipeline has stored. Equal input gives equal facts, whatever happened on the way.</summary>
public static class StorageFacts
{
    /// <summary>The facts of all tables but the change feed, and the names in <c>content</c>, in key order, a line each.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(TableServiceClient tables, BlobContainerClient content, CancellationToken cancellationToken)
    {
        var facts = new List<string>();
        foreach (var table in TableNames.All.Where(name => name != TableNames.Changes))
        {
            facts.AddRange((await RowsAsync(tables, table, cancellationToken)).Select(row => $"{table}|{row}"));
        }

        await foreach (var blob in content.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            facts.Add(blob.Name);
        }

        return facts;
    }

    /// <summary>The rows of a table with their facts, in key order, a line each.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(TableServiceClient tables, string table, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        await foreach (var entity in tables.GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            rows.Add($"{entity.PartitionKey}|{entity.RowKey}|{Facts(table, entity)}");
        }

        return rows;
    }

    /// <summary>The change feed as the set that it promises: (article, version, kind).</summary>
    public static async Task<IReadOnlySet<string>> ChangesAsync(TableServiceClient tables, CancellationToken cancellationToken)
    {
        var changes = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var entity in tables.GetTableClient(TableNames.Changes).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            var row = ChangeRow.Schema.Read(entity);
            changes.Add($"{row.ArticleId}|{row.Version}|{row.Kind}");
        }

        return changes;
    }

    private static string Facts(string table, TableEntity entity) => table switch
    {
        TableNames.Articles => Facts(ArticleRow.Schema, entity),
        TableNames.Segments => Facts(SegmentRow.Schema, entity),
        TableNames.Changes => Facts(ChangeRow.Schema, entity),
        _ => Facts(ArticleIndexRow.Schema, entity),
    };

    private static string Facts<TRow>(TableSchema<TRow> schema, TableEntity entity)
        where TRow : ITableRow, new()
    {
        var row = schema.Read(entity);
        return string.Join(';', schema.Columns.Where(column => column.Role == ColumnRole.Fact).Select(column => $"{column.Name}={column.Get(row)}"));
    }
}
