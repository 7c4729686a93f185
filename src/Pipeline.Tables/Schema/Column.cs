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
public abstract class Column<TRow>
{
    private protected Column(string name, string type, ColumnRole role, string description, string? limit) =>
        (Name, Type, Role, Description, Limit) = (name, type, role, description, limit);

    /// <summary>Name of the property in the table.</summary>
    public string Name { get; }

    /// <summary>EDM type: String, Int32, Int64, Double, DateTime.</summary>
    public string Type { get; }

    /// <summary>Fact or run.</summary>
    public ColumnRole Role { get; }

    /// <summary>What it holds, in one sentence.</summary>
    public string Description { get; }

    /// <summary>How large a value can be, in words; null when the type says it.</summary>
    public string? Limit { get; }

    /// <summary>The value as the table stores it; null is not stored.</summary>
    public abstract object? Get(TRow row);

    internal abstract void Set(TRow row, TableEntity entity);
}

internal sealed class Column<TRow, TValue>(
    string name,
    string type,
    ColumnRole role,
    string description,
    string? limit,
    Func<TRow, object?> get,
    Action<TRow, TValue> set,
    Func<TableEntity, string, TValue> read) : Column<TRow>(name, type, role, description, limit)
{
    public override object? Get(TRow row) => get(row);

    internal override void Set(TRow row, TableEntity entity) => set(row, read(entity, Name));
}
