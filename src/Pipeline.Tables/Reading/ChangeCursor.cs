using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables;

/// <summary>A place in the change feed: the last sequence number that was read of each of the 16 shards. Its text can be stored and parsed anywhere.</summary>
public sealed class ChangeCursor : IEquatable<ChangeCursor>
{
    private const char Separator = '.';

    private readonly long[] _sequences;

    private ChangeCursor(long[] sequences) => _sequences = sequences;

    /// <summary>The beginning: every change is still to come.</summary>
    public static ChangeCursor Start { get; } = new(new long[TableKey.ChangeShards]);

    /// <summary>The last sequence number that was read of a shard; 0 when none was.</summary>
    /// <param name="shard">0 to 15.</param>
    public long this[int shard] => _sequences[shard];

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no cursor.</exception>
    public static ChangeCursor Parse(string text) =>
        TryParse(text, out var cursor) ? cursor : throw new FormatException($"A cursor is {TableKey.ChangeShards} numbers with points between them.");

    /// <summary>Reads what <see cref="ToString"/> wrote; false when it is no cursor.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ChangeCursor? cursor)
    {
        cursor = null;
        var parts = text?.Split(Separator) ?? [];
        var sequences = new long[TableKey.ChangeShards];
        if (parts.Length != sequences.Length)
        {
            return false;
        }

        for (var shard = 0; shard < sequences.Length; shard++)
        {
            if (!long.TryParse(parts[shard], NumberStyles.None, CultureInfo.InvariantCulture, out sequences[shard]))
            {
                return false;
            }
        }

        cursor = new ChangeCursor(sequences);
        return true;
    }

    /// <summary>The place after a change that was read from here.</summary>
    public ChangeCursor After(ChangeRow change)
    {
        var sequences = (long[])_sequences.Clone();
        sequences[change.Shard] = change.Sequence;
        return new ChangeCursor(sequences);
    }

    /// <summary>The 16 numbers, with points between them.</summary>
    public override string ToString() => string.Join(Separator, _sequences.Select(sequence => sequence.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public bool Equals(ChangeCursor? other) => other is not null && _sequences.AsSpan().SequenceEqual(other._sequences);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ChangeCursor);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
