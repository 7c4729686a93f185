using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables;

/// <summary>Reads ArticlesByDate, ArticlesBySource and KeyPhrases as one list that is ordered by RowKey, which is newest first.</summary>
internal sealed class ArticleLists(TableServiceClient tables, TimeProvider time)
{
    /// <summary>Ranges up to this many days are read day by day; in longer ones it is asked first which days hold what is wanted.</summary>
    private const int ShortRangeDays = 7;

    /// <summary>The same for the months of a source.</summary>
    private const int ShortRangeMonths = 12;

    private const int MonthsPerYear = 12;

    /// <summary>An article's time is at most a day after it was received; one more for clocks that differ.</summary>
    private const int DaysAhead = 2;

    private readonly TableClient _byDate = tables.GetTableClient(TableNames.ArticlesByDate);
    private readonly TableClient _bySource = tables.GetTableClient(TableNames.ArticlesBySource);
    private readonly TableClient _byPhrase = tables.GetTableClient(TableNames.KeyPhrases);

    /// <summary>The articles of a query that follow the RowKey <paramref name="after"/>; null: from the newest on.</summary>
    public IAsyncEnumerable<ArticleIndexRow> ReadAsync(ArticleQuery query, string? after, int? pageSize, CancellationToken cancellationToken)
    {
        var to = query.To ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(DaysAhead);
        if (after is not null && Continuation.DayOf(after) is var day && day < to)
        {
            to = day;
        }

        if (query.From > to)
        {
            return AsyncEnumerable.Empty<ArticleIndexRow>();
        }

        var reading = new Reading(query, to, after, pageSize);
        return query switch
        {
            { Phrase: { } phrase } => ReadPartitionAsync(_byPhrase, TableKey.PhrasePartition(phrase), reading, cancellationToken),
            { Source: { } source } => BySourceAsync(source, reading, cancellationToken),
            _ => ByDateAsync(reading, cancellationToken),
        };
    }

    private async IAsyncEnumerable<ArticleIndexRow> ByDateAsync(Reading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var day in DaysAsync(reading, cancellationToken))
        {
            var shards = Enumerable.Range(0, TableKey.DateShards)
                .Select(shard => ReadPartitionAsync(_byDate, TableKey.DatePartition(DateOnly.FromDayNumber(day), shard), reading, cancellationToken));
            await foreach (var row in NewestFirst.MergeAsync(shards, cancellationToken))
            {
                yield return row;
            }
        }
    }

    private async IAsyncEnumerable<ArticleIndexRow> BySourceAsync(string source, Reading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var month in MonthsAsync(source, reading, cancellationToken))
        {
            await foreach (var row in ReadPartitionAsync(_bySource, TableKey.SourcePartition(source, Month(month)), reading, cancellationToken))
            {
                yield return row;
            }
        }
    }

    private static async IAsyncEnumerable<ArticleIndexRow> ReadPartitionAsync(
        TableClient table,
        string partition,
        Reading reading,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = And([TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), .. reading.RowKeys, .. reading.Conditions]);
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, reading.PageSize, reading.Columns, cancellationToken))
        {
            yield return ArticleIndexRow.Schema.Read(entity);
        }
    }

    private IAsyncEnumerable<int> DaysAsync(Reading reading, CancellationToken cancellationToken)
    {
        var (from, to) = (reading.From.DayNumber, reading.To.DayNumber);
        return to - from < ShortRangeDays
            ? Descending(from, to)
            : new ExistingPartitions(
                _byDate,
                reading.Conditions,
                day => DateOnly.FromDayNumber(day).ToString(TableKey.DayFormat, CultureInfo.InvariantCulture),
                key => DateOnly.TryParseExact(key.Split('-')[0], TableKey.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null,
                isOnePartition: false)
                .NewestFirstAsync(from, to, ShortRangeDays, cancellationToken);
    }

    private IAsyncEnumerable<int> MonthsAsync(string source, Reading reading, CancellationToken cancellationToken)
    {
        var (from, to) = (MonthNumber(reading.From), MonthNumber(reading.To));
        if (to - from < ShortRangeMonths)
        {
            return Descending(from, to);
        }

        // Months of "north" and "north-post" may sort among each other.
        var start = TableKey.SourcePartition(source, DateOnly.MinValue).Length - TableKey.MonthFormat.Length;
        return new ExistingPartitions(
            _bySource,
            reading.Conditions,
            month => TableKey.SourcePartition(source, Month(month)),
            key => key.Length == start + TableKey.MonthFormat.Length
                && DateOnly.TryParseExact(key.AsSpan(start), TableKey.MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
                && key == TableKey.SourcePartition(source, month)
                    ? MonthNumber(month)
                    : null,
            isOnePartition: true)
            .NewestFirstAsync(from, to, ShortRangeMonths, cancellationToken);
    }

    private static string And(IEnumerable<string> conditions) => string.Join(" and ", conditions);

    private static int MonthNumber(DateOnly day) => (day.Year * MonthsPerYear) + day.Month - 1;

    private static DateOnly Month(int number) => new(number / MonthsPerYear, (number % MonthsPerYear) + 1, 1);

    private static IAsyncEnumerable<int> Descending(int from, int to) => Enumerable.Range(0, Math.Max(0, to - from + 1)).Select(i => to - i).ToAsyncEnumerable();

    /// <summary>A query as it is sent to every partition.</summary>
    private sealed class Reading(ArticleQuery query, DateOnly to, string? after, int? pageSize)
    {
        private static readonly string[] s_keys = ["PartitionKey", "RowKey"];

        public DateOnly From { get; } = query.From;

        public DateOnly To { get; } = to;

        public int? PageSize { get; } = pageSize;

        public IReadOnlyList<string> Conditions { get; } = query.Conditions();

        public IReadOnlyList<string>? Columns { get; } = query.Columns is { } columns ? [.. s_keys, .. columns.Select(Known)] : null;

        public IReadOnlyList<string> RowKeys { get; } =
        [
            after is null
                ? TableClient.CreateQueryFilter($"RowKey ge {Time(to.ToDateTime(TimeOnly.MaxValue))}")
                : TableClient.CreateQueryFilter($"RowKey gt {after}"),
            TableClient.CreateQueryFilter($"RowKey lt {Time(query.From.ToDateTime(TimeOnly.MinValue)) + "."}"),
        ];

        private static string Known(string column) => ArticleIndexRow.Schema.Columns.Any(known => known.Name == column)
            ? column
            : throw new ArgumentException($"Lists have no column {column}.", nameof(column));

        /// <summary>The part of a RowKey that tells the time.</summary>
        private static string Time(DateTime utc) => TableKey.ReversedTicks(new DateTimeOffset(utc, TimeSpan.Zero)).ToString("D19", CultureInfo.InvariantCulture);
    }
}
