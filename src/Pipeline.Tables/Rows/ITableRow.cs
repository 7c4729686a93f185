using Azure;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables;

/// <summary>A row of one of the tables.</summary>
public interface ITableRow
{
    /// <summary>PartitionKey and RowKey.</summary>
    TableKey Key { get; set; }

    /// <summary>The ETag under which it was read.</summary>
    ETag ETag { get; set; }
}
