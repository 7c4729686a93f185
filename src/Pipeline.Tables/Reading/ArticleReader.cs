using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables;

/// <summary>Reads the enriched tables. Needs no more than the role Storage Table Data Reader.</summary>
/// <param name="tables">The account's table service.</param>
public sealed class ArticleReader(TableServiceClient tables)
{
    /// <summary>Ranges up to this many days are read day by day; longer ones first ask which days exist.</summary>
    private const int ShortRangeDays = 7;

    private readonly TableClient _articles = tables.GetTableClient(TableNames.Articles);
    private readonly TableClient _segments = tables.GetTableClient(TableNames.Segments);
    private readonly TableClient _byDate = tables.GetTableClient(TableNames.ArticlesByDate);
    private readonly TableClient _bySource = tables.GetTableClient(TableNames.ArticlesBySource);
    private readonly TableClient _byPhrase = tables.GetTableClient(TableNames.KeyPhrases);
    private readonly TableClient _changes = tables.GetTableClient(TableNames.Changes);

    /// <summary>The article's row, or null when the id is unknown. One request.</summary>
    public async Task<ArticleRow?> GetArticleAsync(string articleId, CancellationToken cancellationToken = default)
    {
        if (articleId.Length < 2)
        {
            return null;
        }

        var key = TableKey.Article(articleId);
        var found = await _articles.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: cancellationToken);
        return found.HasValue ? ArticleRow.Schema.Read(found.Value!) : null;
    }

    /// <summary>The segments of the article's current enrichment, in order. One request per 1,000 segments.</summary>
    public IAsyncEnumerable<SegmentRow> GetSegmentsAsync(ArticleRow article, CancellationToken cancellationToken = default) =>
        article.EnrichmentHash is { } hash
            ? ReadAsync(_segments, SegmentRow.Schema, RowRange(article.ArticleId, hash + "-", hash + "."), null, cancellationToken)
            : AsyncEnumerable.Empty<SegmentRow>();

    /// <summary>Articles of a range of days (UTC, inclusive), newest first.</summary>
    /// <remarks>One query per shard and day, eight at a time; a range above a week first finds the days that exist, at one request each.</remarks>
    public async IAsyncEnumerable<ArticleIndexRow> ListByDateAsync(
        DateOnly from,
        DateOnly to,
        int? pageSize = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var days = await DaysAsync(from, to, cancellationToken); days.Count > 0; days.RemoveAt(days.Count - 1))
        {
            var shards = Enumerable.Range(0, TableKey.DateShards).Select(shard => ReadAsync(
                _byDate,
                ArticleIndexRow.Schema,
                TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.DatePartition(days[^1], shard)}"),
                pageSize,
                cancellationToken));
            await foreach (var row in NewestFirst.MergeAsync(shards, cancellationToken))
            {
                yield return row;
            }
        }
    }

    /// <summary>Articles of one source in a range of months (UTC, inclusive), newest first. One query per month.</summary>
    public async IAsyncEnumerable<ArticleIndexRow> ListBySourceAsync(
        string source,
        DateOnly from,
        DateOnly to,
        int? pageSize = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var month = new DateOnly(to.Year, to.Month, 1); month >= new DateOnly(from.Year, from.Month, 1); month = month.AddMonths(-1))
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.SourcePartition(source, month)}");
            await foreach (var row in ReadAsync(_bySource, ArticleIndexRow.Schema, filter, pageSize, cancellationToken))
            {
                yield return row;
            }

            if (month is { Year: 1, Month: 1 })
            {
                yield break;
            }
        }
    }

    /// <summary>Articles that have <paramref name="phrase"/> among their top 20 key phrases, newest first. Case and spacing do not matter.</summary>
    public IAsyncEnumerable<ArticleIndexRow> ListByPhraseAsync(string phrase, int? pageSize = null, CancellationToken cancellationToken = default) =>
        ReadAsync(_byPhrase, ArticleIndexRow.Schema, TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.PhrasePartition(phrase)}"), pageSize, cancellationToken);

    /// <summary>Changes of one shard after a sequence number, in order.</summary>
    /// <param name="shard">0 to 15.</param>
    /// <param name="after">The last sequence number that was read; 0 to start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<ChangeRow> ReadChangesAsync(int shard, long after, CancellationToken cancellationToken = default)
    {
        var key = TableKey.Change(shard, after);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key.PartitionKey} and RowKey gt {key.RowKey}");
        return ReadAsync(_changes, ChangeRow.Schema, filter, null, cancellationToken);
    }

    private static string RowRange(string partition, string from, string below) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {below}");

    private static async IAsyncEnumerable<TRow> ReadAsync<TRow>(
        TableClient table,
        TableSchema<TRow> schema,
        string filter,
        int? pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRow : ITableRow, new()
    {
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, pageSize, cancellationToken: cancellationToken))
        {
            yield return schema.Read(entity);
        }
    }

    private async Task<List<DateOnly>> DaysAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = new List<DateOnly>();
        if (to.DayNumber - from.DayNumber < ShortRangeDays)
        {
            for (var day = from.DayNumber; day <= to.DayNumber; day++)
            {
                days.Add(DateOnly.FromDayNumber(day));
            }

            return days;
        }

        var after = TableKey.DatePartition(from, 0);
        var last = TableKey.DatePartition(to, TableKey.DateShards);
        while (await FirstPartitionAsync(after, last, cancellationToken) is { } partition)
        {
            var day = DateOnly.ParseExact(partition[..8], "yyyyMMdd", CultureInfo.InvariantCulture);
            days.Add(day);
            after = TableKey.DatePartition(day, TableKey.DateShards);
        }

        return days;
    }

    private async Task<string?> FirstPartitionAsync(string from, string below, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {below}");
        await foreach (Page<TableEntity> page in _byDate.QueryAsync<TableEntity>(filter, 1, ["PartitionKey"], cancellationToken).AsPages())
        {
            // A page may be empty and still have a continuation: the service stops at partition boundaries.
            if (page.Values.Count > 0)
            {
                return page.Values[0].PartitionKey;
            }
        }

        return null;
    }
}
