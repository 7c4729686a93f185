using System.Buffers;
using System.Runtime.InteropServices;

namespace Pipeline.Text.Reading;

/// <summary>The bytes, or the rejection when it is set.</summary>
internal readonly record struct BoundedBytes(ReadOnlyMemory<byte> Bytes, Rejection? Rejection);

/// <summary>Reads what is compressed no further than the limits allow; what lies beyond is never in memory.</summary>
internal static class BoundedRead
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>A stream over bytes without copying them.</summary>
    public static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false, publiclyVisible: false) : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>Everything in <paramref name="stream"/>, which expands <paramref name="compressed"/> bytes.</summary>
    public static BoundedBytes All(Stream stream, long compressed, TextLimits limits, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            using var all = new MemoryStream();
            int read;
            while ((read = stream.Read(chunk, 0, ChunkBytes)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (all.Length + read > TextLimits.SmallExpansion && all.Length + read > compressed * limits.MaxExpansionRatio)
                {
                    return new BoundedBytes(default, ExpandsTooMuch(limits));
                }

                if (all.Length + read > limits.MaxBytes)
                {
                    return new BoundedBytes(default, new Rejection(RejectionReason.TooLarge, $"What is compressed here has more than {limits.MaxBytes} bytes. Split it or raise the limit."));
                }

                all.Write(chunk, 0, read);
            }

            return new BoundedBytes(all.GetBuffer().AsMemory(0, (int)all.Length), null);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or IOException)
        {
            return new BoundedBytes(default, new Rejection(RejectionReason.Malformed, "The compressed data is broken, cut off, encrypted or compressed in a way that is not read. Pack it again."));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Refuses what expands beyond the ratio.</summary>
    public static Rejection ExpandsTooMuch(TextLimits limits) =>
        new(RejectionReason.ExpandsTooMuch, $"The compressed data becomes more than {limits.MaxExpansionRatio} times as large. If that is meant, unpack it first or raise the limit.");

    /// <summary>Refuses archives in archives.</summary>
    public static Rejection NestedTooDeep(TextLimits limits) =>
        new(RejectionReason.NestedTooDeep, $"Archives lie inside archives more than {limits.MaxNesting} deep. Unpack them first or raise the limit.");
}
