using System.Text.Json;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables.Schema;

/// <summary>The columns of a table in documentation order, and the mapping between rows and entities.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
public sealed class TableSchema<TRow>
    where TRow : ITableRow, new()
{
    private readonly List<Column<TRow>> _columns = [];

    /// <summary>The columns.</summary>
    public IReadOnlyList<Column<TRow>> Columns => _columns;

    /// <summary>Reads a row. Columns that this version does not know are ignored.</summary>
    public TRow Read(TableEntity entity)
    {
        var row = new TRow { Key = new TableKey(entity.PartitionKey, entity.RowKey), ETag = entity.ETag };
        foreach (var column in _columns)
        {
            column.Set(row, entity);
        }

        return row;
    }

    /// <summary>The entity of a row; null values are left out.</summary>
    public TableEntity Write(TRow row)
    {
        var entity = new TableEntity(row.Key.PartitionKey, row.Key.RowKey);
        foreach (var column in _columns)
        {
            if (column.Get(row) is { } value)
            {
                entity[column.Name] = value;
            }
        }

        return entity;
    }

    internal TableSchema<TRow> Text(string name, ColumnRole role, string description, Func<TRow, string?> get, Action<TRow, string?> set) =>
        Add(name, "String", role, description, ColumnLimits.OfText, get, set, static (e, n) => e.GetString(n));

    internal TableSchema<TRow> Number(string name, ColumnRole role, string description, Func<TRow, int?> get, Action<TRow, int?> set) =>
        Add(name, "Int32", role, description, null, r => get(r), set, static (e, n) => e.GetInt32(n));

    internal TableSchema<TRow> Long(string name, ColumnRole role, string description, Func<TRow, long?> get, Action<TRow, long?> set) =>
        Add(name, "Int64", role, description, null, r => get(r), set, static (e, n) => e.GetInt64(n));

    internal TableSchema<TRow> Real(string name, ColumnRole role, string description, Func<TRow, double?> get, Action<TRow, double?> set) =>
        Add(name, "Double", role, description, null, r => get(r), set, static (e, n) => e.GetDouble(n));

    internal TableSchema<TRow> Moment(string name, ColumnRole role, string description, Func<TRow, DateTimeOffset?> get, Action<TRow, DateTimeOffset?> set) =>
        Add(name, "DateTime", role, description, null, r => get(r), set, static (e, n) => e.GetDateTimeOffset(n));

    internal TableSchema<TRow> Name<TEnum>(string name, ColumnRole role, string description, Func<TRow, TEnum?> get, Action<TRow, TEnum?> set)
        where TEnum : struct, Enum =>
        Add(name, "String", role, description, null, r => get(r)?.ToString(), set, static (e, n) => Enum.TryParse<TEnum>(e.GetString(n), out var value) ? value : (TEnum?)null);

    internal TableSchema<TRow> List(string name, ColumnRole role, string description, Func<TRow, IReadOnlyList<string>> get, Action<TRow, IReadOnlyList<string>> set, string limit = ColumnLimits.OfList) =>
        Add(
            name,
            "String",
            role,
            description,
            limit,
            r => get(r) is { Count: > 0 } list ? JsonSerializer.Serialize(list, StringListJson.Readable.IReadOnlyListString) : null,
            set,
            static (e, n) => e.GetString(n) is { } json ? JsonSerializer.Deserialize(json, StringListJson.Readable.IReadOnlyListString)! : []);

    internal TableSchema<TRow> Events(string name, ColumnRole role, string description, Func<TRow, IReadOnlyList<HistoryEntry>> get, Action<TRow, IReadOnlyList<HistoryEntry>> set) =>
        Add(name, "String", role, description, ColumnLimits.OfHistory, r => History.Write(get(r)), set, static (e, n) => History.Read(e.GetString(n)));

    private TableSchema<TRow> Add<TValue>(
        string name,
        string type,
        ColumnRole role,
        string description,
        string? limit,
        Func<TRow, object?> get,
        Action<TRow, TValue> set,
        Func<TableEntity, string, TValue> read)
    {
        _columns.Add(new Column<TRow, TValue>(name, type, role, description, limit, get, set, read));
        return this;
    }
}
