using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pipeline.Tables;
using Pipeline.Tables.Schema;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>
/// Numbers to add up, modulo 2⁶⁴: two sets of rows are the same, in whatever order they come, when their sums are. By chance a different set has the same sum once in 2⁶⁴.
/// </summary>
internal static class RowDigest
{
    private const char Separator = '\0';

    /// <summary>Of a name or key.</summary>
    public static long Of(string text) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));

    /// <summary>Of a row: its key and what its columns say.</summary>
    public static long Of<TRow>(TableSchema<TRow> schema, TRow row)
        where TRow : ITableRow, new() =>
        Of(string.Join(Separator, schema.Columns.Select(column => Text(column.Get(row))).Prepend(row.Key.RowKey).Prepend(row.Key.PartitionKey)));

    private static string? Text(object? value) => value switch
    {
        DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
