using System.IO.Compression;

namespace Pipeline.Text.Reading;

/// <summary>Either a file or the rejection; exactly one is set.</summary>
internal sealed record UnwrapOutcome(SourceFile? File, Rejection? Rejection);

/// <summary>Files compressed by gzip: "article.html.gz" is read as "article.html".</summary>
internal static class Gzip
{
    private const string Extension = ".gz";

    /// <summary>Whether the bytes begin as gzip does.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes.Length > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8;

    /// <summary>The name without ".gz"; "x.tgz" and the like stay as they are.</summary>
    public static string InnerName(string name) => name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : name;

    /// <summary>The file itself when it is not compressed, else what is in it, gzip in gzip included.</summary>
    public static UnwrapOutcome Unwrap(SourceFile file, TextLimits limits, CancellationToken cancellationToken)
    {
        for (var level = 0; IsGzip(file.Bytes.Span); level++)
        {
            if (level == limits.MaxNesting)
            {
                return new UnwrapOutcome(null, BoundedRead.NestedTooDeep(limits));
            }

            using var stream = new GZipStream(BoundedRead.AsStream(file.Bytes), CompressionMode.Decompress);
            var read = BoundedRead.All(stream, file.Bytes.Length, limits, cancellationToken);
            if (read.Rejection is not null)
            {
                return new UnwrapOutcome(null, read.Rejection);
            }

            file = new SourceFile(InnerName(file.Name), read.Bytes);
        }

        return new UnwrapOutcome(file, null);
    }
}
