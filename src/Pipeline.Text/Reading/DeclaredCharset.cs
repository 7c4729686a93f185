using System.Buffers;
using System.Text;

namespace Pipeline.Text.Reading;

/// <summary>Finds the character set that a document says it is in: an XML declaration or an HTML meta element.</summary>
internal static class DeclaredCharset
{
    /// <summary>Declarations stand at the top; browsers look at 1,024 bytes, but pages with long heads do put them later.</summary>
    private const int SearchedBytes = 8192;

    private const int LongestName = 40;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\"';/");

    /// <summary>The canonical name declared, or null.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, SearchedBytes)]);
        if (head.TrimStart().StartsWith("<?xml", StringComparison.Ordinal) && Value(head, head.IndexOf("encoding", StringComparison.Ordinal), "encoding".Length, head.IndexOf("?>", StringComparison.Ordinal)) is { } xml)
        {
            return Charsets.Canonical(xml);
        }

        for (var meta = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase); meta >= 0; meta = head.IndexOf("<meta", meta + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = head.IndexOf('>', meta);
            end = end < 0 ? head.Length : end;
            var charset = head.IndexOf("charset", meta, end - meta, StringComparison.OrdinalIgnoreCase);
            if (Value(head, charset, "charset".Length, end) is { } name)
            {
                return Charsets.Canonical(name);
            }
        }

        return null;
    }

    private static string? Value(string head, int at, int keyLength, int end)
    {
        if (at < 0 || end < at)
        {
            return null;
        }

        var rest = head.AsSpan(at + keyLength, end - at - keyLength).TrimStart();
        if (rest.IsEmpty || rest[0] != '=')
        {
            return null;
        }

        rest = rest[1..].TrimStart(" \t\r\n\"'");
        var length = rest.IndexOfAny(NameEnds);
        var name = length < 0 ? rest : rest[..length];
        return name.Length is > 0 and <= LongestName ? name.ToString() : null;
    }
}
