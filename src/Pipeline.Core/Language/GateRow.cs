using Azure.Data.Tables;

namespace Pipeline.Core.Language;

/// <summary>The one row in which the gate's state is stored.</summary>
internal static class GateRow
{
    /// <summary>Partition and row key.</summary>
    public const string Key = "gate";

    public static GateState Read(TableEntity entity) => new()
    {
        NextSlot = entity.GetDateTimeOffset(nameof(GateState.NextSlot)) ?? default,
        ClosedUntil = entity.GetDateTimeOffset(nameof(GateState.ClosedUntil)),
        ClosedReason = entity.GetString(nameof(GateState.ClosedReason)),
        IsProbing = entity.GetBoolean(nameof(GateState.IsProbing)) ?? false,
        Failures = entity.GetInt32(nameof(GateState.Failures)) ?? 0,
        Day = entity.GetString(nameof(GateState.Day)) ?? "",
        Bought = entity.GetInt64(nameof(GateState.Bought)) ?? 0,
    };

    public static TableEntity Write(GateState state)
    {
        var entity = new TableEntity(Key, Key)
        {
            [nameof(GateState.IsProbing)] = state.IsProbing,
            [nameof(GateState.Failures)] = state.Failures,
            [nameof(GateState.Day)] = state.Day,
            [nameof(GateState.Bought)] = state.Bought,
        };
        if (state.NextSlot != default)
        {
            entity[nameof(GateState.NextSlot)] = state.NextSlot; // The table knows no year 1.
        }

        if (state.ClosedUntil is { } until)
        {
            (entity[nameof(GateState.ClosedUntil)], entity[nameof(GateState.ClosedReason)]) = (until, state.ClosedReason);
        }

        return entity;
    }
}
