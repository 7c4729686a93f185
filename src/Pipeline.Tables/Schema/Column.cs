using Azure.Data.Tables;

namespace Pipeline.Tables.Schema;

/// <summary>Whether a column depends on the input alone.</summary>
public enum ColumnRole
{
    /// <summary>Deterministic: the same input gives the same value, however often it is processed.</summary>
    Fact,

    /// <summary>Of the run: times, attempts, errors, bookkeeping.</summary>
    Run,
}

/// <summary>A column of a table: its contract, and how it maps to a property of the row type.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
public abstract class Column<TRow>(string name, string type, ColumnRole role, string description)
{
    /// <summary>Name of the property in the table.</summary>
    public string Name { get; } = name;

    /// <summary>EDM type: String, Int32, Int64, Double, DateTime.</summary>
    public string Type { get; } = type;

    /// <summary>Fact or run.</summary>
    public ColumnRole Role { get; } = role;

    /// <summary>What it holds, in one sentence.</summary>
    public string Description { get; } = description;

    /// <summary>The value as the table stores it; null is not stored.</summary>
    public abstract object? Get(TRow row);

    internal abstract void Set(TRow row, TableEntity entity);
}

internal sealed class Column<TRow, TValue>(
    string name,
    string type,
    ColumnRole role,
    string description,
    Func<TRow, object?> get,
    Action<TRow, TValue> set,
    Func<TableEntity, string, TValue> read) : Column<TRow>(name, type, role, description)
{
    public override object? Get(TRow row) => get(row);

    internal override void Set(TRow row, TableEntity entity) => set(row, read(entity, Name));
}
