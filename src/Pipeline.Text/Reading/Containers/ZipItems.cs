using System.IO.Compression;

namespace Pipeline.Text.Reading.Containers;

/// <summary>The files in a ZIP archive. Their names are names only: nothing is ever written where they point.</summary>
internal static class ZipItems
{
    /// <summary>Parts of saved pages that are no articles; beside their page they are left out without a word.</summary>
    private static readonly HashSet<string> Resources = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".ico", ".bmp", ".avif", ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".eot", ".mp3", ".mp4", ".webm", ".db",
    };

    /// <summary>Whether the bytes begin as ZIP archives do.</summary>
    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    /// <summary>The items, with what <paramref name="expand"/> makes of each file.</summary>
    public static IEnumerable<ContainerItem> Read(ReadOnlyMemory<byte> bytes, string prefix, Expansion expansion, Func<SourceFile, string, IEnumerable<ContainerItem>> expand)
    {
        using var archive = Open(bytes);
        if (archive is null)
        {
            var broken = new Rejection(RejectionReason.Malformed, "The ZIP archive is broken or cut off. Pack it again.");
            yield return prefix.Length == 0 ? throw new ContainerRefusedException(broken) : expansion.Item(prefix, default, broken);
            yield break;
        }

        foreach (var entry in archive.Entries)
        {
            expansion.CountEntry();
            if (IsLeftOut(entry.FullName))
            {
                continue;
            }

            var name = prefix.Length == 0 ? ItemName.Of(entry.FullName, "") : $"{prefix}/{ItemName.Of(entry.FullName, "")}";
            var read = Inflate(entry, expansion);
            if (read.Rejection is { } rejection)
            {
                yield return expansion.Item(name, default, rejection);
                continue;
            }

            foreach (var item in expand(new SourceFile(name, read.Bytes), name))
            {
                yield return item;
            }
        }
    }

    private static ZipArchive? Open(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var archive = new ZipArchive(BoundedRead.AsStream(bytes), ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static BoundedBytes Inflate(ZipArchiveEntry entry, Expansion expansion)
    {
        try
        {
            using var stream = entry.Open();
            return expansion.Inflate(stream, Math.Max(1, entry.CompressedLength));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return new BoundedBytes(default, new Rejection(RejectionReason.Malformed, "The entry is broken, encrypted or compressed in a way that is not read. Pack it again."));
        }
    }

    // Folders, what systems put beside files, hidden files.
    private static bool IsLeftOut(string path) =>
        path.EndsWith('/') || path.EndsWith('\\') || path.StartsWith("__MACOSX/", StringComparison.Ordinal) || Resources.Contains(Path.GetExtension(path))
        || path.Split('/', '\\').Any(part => part.StartsWith('.') && part is not ("." or ".."));
}
