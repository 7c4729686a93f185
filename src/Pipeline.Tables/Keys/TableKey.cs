using System.Globalization;

namespace Pipeline.Tables.Keys;

/// <summary>The address of a row within its table.</summary>
public readonly record struct TableKey(string PartitionKey, string RowKey)
{
    /// <summary>Days are spread over this many partitions, so that one busy day is not one partition.</summary>
    public const int DateShards = 8;

    /// <summary>The change feed has this many shards; an article always writes to the same one.</summary>
    public const int ChangeShards = 16;

    /// <summary>How a day stands in a PartitionKey.</summary>
    internal const string DayFormat = "yyyyMMdd";

    /// <summary>How a month stands in a PartitionKey.</summary>
    internal const string MonthFormat = "yyyyMM";

    /// <summary>Digits of a time in a RowKey.</summary>
    private const int TicksLength = 19;

    /// <summary>The row of an article.</summary>
    public static TableKey Article(string articleId) => new(articleId[..2], articleId);

    /// <summary>The row of a segment.</summary>
    public static TableKey Segment(string articleId, string enrichmentHash, int ordinal) =>
        new(articleId, string.Create(CultureInfo.InvariantCulture, $"{enrichmentHash}-{ordinal:D5}"));

    /// <summary>The row in ArticlesByDate.</summary>
    public static TableKey ByDate(string articleId, DateTimeOffset time) =>
        new(DatePartition(DateOnly.FromDateTime(time.UtcDateTime), FirstDigit(articleId) % DateShards), NewestFirst(time, articleId));

    /// <summary>A partition of ArticlesByDate.</summary>
    public static string DatePartition(DateOnly day, int shard) => string.Create(CultureInfo.InvariantCulture, $"{day.ToString(DayFormat, CultureInfo.InvariantCulture)}-{shard}");

    /// <summary>The row in ArticlesBySource.</summary>
    public static TableKey BySource(string articleId, string source, DateTimeOffset time) =>
        new(SourcePartition(source, DateOnly.FromDateTime(time.UtcDateTime)), NewestFirst(time, articleId));

    /// <summary>A partition of ArticlesBySource: a source in the month of <paramref name="day"/>.</summary>
    public static string SourcePartition(string source, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{KeyText.Escape(source)}-{day.ToString(MonthFormat, CultureInfo.InvariantCulture)}");

    /// <summary>The row in KeyPhrases.</summary>
    public static TableKey ByPhrase(string articleId, string phrase, DateTimeOffset time) =>
        new(PhrasePartition(phrase), NewestFirst(time, articleId));

    /// <summary>The partition of a phrase, whatever its case and spacing.</summary>
    public static string PhrasePartition(string phrase) => KeyText.Escape(KeyText.NormalisePhrase(phrase));

    /// <summary>A row in the change feed.</summary>
    /// <param name="shard">0 to 15.</param>
    /// <param name="sequence">From 1, without gaps.</param>
    public static TableKey Change(int shard, long sequence) =>
        new(shard.ToString("D2", CultureInfo.InvariantCulture), sequence.ToString("D20", CultureInfo.InvariantCulture));

    /// <summary>The shard of the change feed that an article writes to.</summary>
    public static int ChangeShard(string articleId) => FirstDigit(articleId);

    /// <summary>A RowKey that sorts newest first; the id keeps articles of one moment apart.</summary>
    public static string NewestFirst(DateTimeOffset time, string articleId) =>
        string.Create(CultureInfo.InvariantCulture, $"{ReversedTicks(time):D19}-{articleId}");

    /// <summary>Ticks counted back from the end of the calendar, so that ascending order is newest first.</summary>
    public static long ReversedTicks(DateTimeOffset time) => DateTime.MaxValue.Ticks - time.UtcTicks;

    /// <summary>The time that a RowKey of <see cref="NewestFirst"/> tells; null when it is none.</summary>
    public static DateTimeOffset? TimeOf(string rowKey) =>
        rowKey.Length > TicksLength
        && rowKey[TicksLength] == '-'
        && long.TryParse(rowKey.AsSpan(0, TicksLength), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(DateTime.MaxValue.Ticks - ticks, TimeSpan.Zero)
            : null;

    private static int FirstDigit(string articleId) => Convert.ToInt32(articleId[..1], 16);
}
