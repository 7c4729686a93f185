namespace Pipeline.Cli.Input;

/// <summary>Reads whole streams, but never more than is needed to see that they are too large.</summary>
internal static class BoundedReader
{
    /// <summary>The content of <paramref name="stream"/>; at most <paramref name="limit"/> + 1 bytes, which is enough for a limit to be seen as exceeded.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        const int BlockSize = 64 * 1024;
        using var content = new MemoryStream();
        var block = new byte[BlockSize];
        while (content.Length <= limit)
        {
            var wanted = (int)Math.Min(block.Length, limit + 1L - content.Length);
            var read = await stream.ReadAsync(block.AsMemory(0, wanted), cancellationToken);
            if (read == 0)
            {
                break;
            }

            content.Write(block, 0, read);
        }

        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
