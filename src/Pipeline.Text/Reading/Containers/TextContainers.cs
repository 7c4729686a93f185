namespace Pipeline.Text.Reading.Containers;

/// <summary>Containers that are one text: feeds in XML and JSON, lists in JSON.</summary>
internal static class TextContainers
{
    /// <summary>The format of a file that is one of them; null when it is none.</summary>
    public static string? FormatOf(SourceFile file, TextLimits limits, CancellationToken cancellationToken)
    {
        var first = FirstCharacter(file.Bytes.Span);
        if (first is not ('<' or '{' or '[') || SourceDecoder.Decode(file, limits).Source is not { IsBinary: false } source)
        {
            return null;
        }

        return FeedItems.FormatOf(source.Text) ?? JsonItems.FormatOf(source, limits, cancellationToken);
    }

    /// <summary>The items.</summary>
    public static IEnumerable<ContainerItem> Read(SourceFile file, string prefix, string format, Expansion expansion)
    {
        var source = SourceDecoder.Decode(file, expansion.Limits).Source!;
        return format is "rss" or "atom" ? FeedItems.Read(source, prefix, expansion) : JsonItems.Read(source, prefix, expansion);
    }

    // Also of UTF-16: decoding every file twice would cost more than the formats are worth.
    private static char FirstCharacter(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes[..Math.Min(bytes.Length, 64)])
        {
            if (b is not (0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return (char)b;
            }
        }

        return '\0';
    }
}
