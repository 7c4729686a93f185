using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables;

/// <summary>Reads the enriched tables. Needs no more than the role Storage Table Data Reader.</summary>
/// <param name="tables">The account's table service.</param>
public sealed class ArticleReader(TableServiceClient tables)
{
    /// <summary>Ranges up to this many days are read day by day; in longer ones it is asked first which days exist.</summary>
    private const int ShortRangeDays = 7;

    /// <summary>The same for the months of a source.</summary>
    private const int ShortRangeMonths = 12;

    private const int MonthsPerYear = 12;

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
    /// <remarks>
    /// Eight requests per day, at once, and one more per 1,000 articles of a shard. In a range above a week the days that exist are found first, from the
    /// newest on: one request each, and one per window of 7, 14, 28, … days. Days that the caller does not get to cost nothing more.
    /// </remarks>
    public async IAsyncEnumerable<ArticleIndexRow> ListByDateAsync(
        DateOnly from,
        DateOnly to,
        int? pageSize = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var day in DaysAsync(from.DayNumber, to.DayNumber, cancellationToken))
        {
            var shards = Enumerable.Range(0, TableKey.DateShards).Select(shard => ReadAsync(
                _byDate,
                ArticleIndexRow.Schema,
                TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.DatePartition(DateOnly.FromDayNumber(day), shard)}"),
                pageSize,
                cancellationToken));
            await foreach (var row in NewestFirst.MergeAsync(shards, cancellationToken))
            {
                yield return row;
            }
        }
    }

    /// <summary>Articles of one source in a range of days (UTC, inclusive), newest first.</summary>
    /// <remarks>
    /// One request per month, and one more per 1,000 articles. In a range above a year the months that exist are found first, from the newest on: one
    /// request each, and one per window of 12, 24, 48, … months.
    /// </remarks>
    public async IAsyncEnumerable<ArticleIndexRow> ListBySourceAsync(
        string source,
        DateOnly from,
        DateOnly to,
        int? pageSize = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var newest = Time(to.ToDateTime(TimeOnly.MaxValue));
        var afterOldest = Time(from.ToDateTime(TimeOnly.MinValue)) + ".";
        await foreach (var month in MonthsAsync(source, MonthNumber(from), MonthNumber(to), cancellationToken))
        {
            var filter = RowRange(TableKey.SourcePartition(source, Month(month)), newest, afterOldest);
            await foreach (var row in ReadAsync(_bySource, ArticleIndexRow.Schema, filter, pageSize, cancellationToken))
            {
                yield return row;
            }
        }
    }

    /// <summary>Articles that have <paramref name="phrase"/> among their top 20 key phrases, newest first. Case and spacing do not matter.</summary>
    public IAsyncEnumerable<ArticleIndexRow> ListByPhraseAsync(string phrase, int? pageSize = null, CancellationToken cancellationToken = default) =>
        ReadAsync(_byPhrase, ArticleIndexRow.Schema, TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.PhrasePartition(phrase)}"), pageSize, cancellationToken);

    /// <summary>
    /// Shows each cluster of copies once: by the article that represents it where that is in the list, else (it was deleted, say, or is of another day) by
    /// the first copy that is.
    /// </summary>
    /// <remarks>One request for each cluster of which a copy comes before the article that represents it.</remarks>
    /// <param name="rows">A list.</param>
    /// <param name="isListed">Whether the list has, or will have, this article.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ArticleIndexRow> CollapseAsync(
        IAsyncEnumerable<ArticleIndexRow> rows,
        Func<ArticleRow, bool> isListed,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (row.ClusterId is not { } cluster || Clusters.IsRepresentedBy(cluster, row.ArticleId))
            {
                if (row.ClusterId is null || seen.Add(row.ArticleId))
                {
                    yield return row;
                }
            }
            else if (seen.Add(cluster))
            {
                var first = await GetArticleAsync(Clusters.Representative(cluster), cancellationToken);
                if (first is null || first.ClusterId != cluster || !isListed(first))
                {
                    yield return row;
                }
            }
        }
    }

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

    private static int MonthNumber(DateOnly day) => (day.Year * MonthsPerYear) + day.Month - 1;

    private static DateOnly Month(int number) => new(number / MonthsPerYear, (number % MonthsPerYear) + 1, 1);

    /// <summary>The part of a RowKey that tells the time.</summary>
    private static string Time(DateTime utc) =>
        TableKey.ReversedTicks(new DateTimeOffset(utc, TimeSpan.Zero)).ToString("D19", CultureInfo.InvariantCulture);

    private static IAsyncEnumerable<int> Descending(int from, int to) => Enumerable.Range(0, Math.Max(0, to - from + 1)).Select(i => to - i).ToAsyncEnumerable();

    private IAsyncEnumerable<int> DaysAsync(int from, int to, CancellationToken cancellationToken) => to - from < ShortRangeDays
        ? Descending(from, to)
        : new ExistingPartitions(
            _byDate,
            static day => DateOnly.FromDayNumber(day).ToString(TableKey.DayFormat, CultureInfo.InvariantCulture),
            static key => DateOnly.TryParseExact(key.Split('-')[0], TableKey.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null)
            .NewestFirstAsync(from, to, ShortRangeDays, cancellationToken);

    private IAsyncEnumerable<int> MonthsAsync(string source, int from, int to, CancellationToken cancellationToken)
    {
        if (to - from < ShortRangeMonths)
        {
            return Descending(from, to);
        }

        // Months of "north" and "north-post" may sort among each other.
        var start = TableKey.SourcePartition(source, DateOnly.MinValue).Length - TableKey.MonthFormat.Length;
        return new ExistingPartitions(
            _bySource,
            month => TableKey.SourcePartition(source, Month(month)),
            key => key.Length == start + TableKey.MonthFormat.Length
                && DateOnly.TryParseExact(key.AsSpan(start), TableKey.MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
                && key == TableKey.SourcePartition(source, month)
                    ? MonthNumber(month)
                    : null)
            .NewestFirstAsync(from, to, ShortRangeMonths, cancellationToken);
    }
}
