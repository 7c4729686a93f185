using System.Globalization;
using Azure;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables;

/// <summary>A row of the table Changes. <see cref="Schema"/> documents each column.</summary>
public sealed class ChangeRow : ITableRow
{
    /// <inheritdoc/>
    public TableKey Key { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The shard, 0 to 15.</summary>
    public int Shard => int.Parse(Key.PartitionKey, CultureInfo.InvariantCulture);

    /// <summary>The number within the shard, from 1, without gaps.</summary>
    public long Sequence => long.Parse(Key.RowKey, CultureInfo.InvariantCulture);

#pragma warning disable CS1591 // Documented once, in the schema below.
    public string ArticleId { get; set; } = "";

    public int Version { get; set; }

    public ChangeKind Kind { get; set; }

    public string Path { get; set; } = "";

    public string Source { get; set; } = "";

    public DateTimeOffset At { get; set; }
#pragma warning restore CS1591

    /// <summary>The columns.</summary>
    public static TableSchema<ChangeRow> Schema { get; } = new TableSchema<ChangeRow>()
        .Text("ArticleId", ColumnRole.Fact, "The article.", r => r.ArticleId, (r, v) => r.ArticleId = v ?? "")
        .Number("Version", ColumnRole.Fact, "Its version; repeats of one (ArticleId, Version) are possible.", r => r.Version, (r, v) => r.Version = v ?? 0)
        .Name<ChangeKind>("Kind", ColumnRole.Fact, "Enriched, Updated, Rejected or Deleted.", r => r.Kind, (r, v) => r.Kind = v ?? default)
        .Text("Path", ColumnRole.Fact, "Path of the file.", r => r.Path, (r, v) => r.Path = v ?? "")
        .Text("Source", ColumnRole.Fact, "First folder of the path.", r => r.Source, (r, v) => r.Source = v ?? "")
        .Moment("At", ColumnRole.Run, "When the change was appended.", r => r.At, (r, v) => r.At = v ?? default);
}
