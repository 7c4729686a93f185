using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Pipeline.Text.Reading.Containers;

/// <summary>The pages in a WARC archive of a web crawl: successful answers with HTML. Requests, pictures, failures and metadata are passed over.</summary>
internal static class WarcItems
{
    private const int LongestHeader = 1024;

    /// <summary>Whether the bytes begin as WARC records do.</summary>
    public static bool IsWarc(ReadOnlySpan<byte> head) => head.StartsWith("WARC/1."u8) || head.StartsWith("WARC/0."u8);

    /// <summary>The items, named by their address.</summary>
    public static IEnumerable<ContainerItem> Read(Stream stream, string prefix, Expansion expansion)
    {
        using (stream)
        {
            var reader = new LineReader(stream, LongestHeader * 64);
            while (Next(reader) is { } record)
            {
                expansion.CountEntry();
                if (record.Header("WARC-Type") is not ("response" or "resource") || record.Header("WARC-Target-URI")?.Trim('<', '>') is not { } address)
                {
                    Skip(reader, record.Length);
                    continue;
                }

                if (record.Length > expansion.Limits.MaxBytes)
                {
                    // Films are passed over like pictures: the beginning tells what it is.
                    var head = Content(reader, (int)Math.Min(record.Length, LongestHeader * 64));
                    Skip(reader, record.Length - head.Length);
                    if (IsPage(record, head, out _))
                    {
                        yield return expansion.Item(Name(prefix, address), default, new Rejection(RejectionReason.TooLarge, $"The record has more than {expansion.Limits.MaxBytes} bytes."));
                    }

                    continue;
                }

                var content = Content(reader, (int)record.Length);
                if (Page(record, content, expansion) is var (page, charset, rejection))
                {
                    yield return expansion.Item(Name(prefix, address), charset is null ? page : InUtf8(page, charset), rejection);
                }
            }
        }
    }

    private static string Name(string prefix, string address) => prefix.Length == 0 ? ItemName.Of(address, ".html") : $"{prefix}/{ItemName.Of(address, ".html")}";

    private static (ReadOnlyMemory<byte> Page, string? Charset, Rejection? Rejection)? Page(Record record, byte[] content, Expansion expansion)
    {
        if (!IsPage(record, content, out var answer))
        {
            return null;
        }

        if (content.Length < record.Length)
        {
            return (default, null, new Rejection(RejectionReason.Malformed, "The archive ends within this record. Fetch it again."));
        }

        if (answer is not var (http, end))
        {
            return (content, CharsetOf(record), null);
        }

        ReadOnlyMemory<byte> body = content.AsMemory(end + 4);
        body = http.Header("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true ? Unchunk(body.Span) : body;
        var (page, rejection) = Unpack(body, http.Header("Content-Encoding")?.Trim().ToLowerInvariant(), expansion);
        return (page, CharsetOf(http), rejection);
    }

    private static (ReadOnlyMemory<byte> Page, Rejection? Rejection) Unpack(ReadOnlyMemory<byte> body, string? encoding, Expansion expansion)
    {
        switch (encoding)
        {
            case "gzip" or "x-gzip" when Gzip.IsGzip(body.Span):
                return Inflate(new GZipStream(BoundedRead.AsStream(body), CompressionMode.Decompress), body.Length, expansion);
            case "br" or "deflate" when LooksLikePage(body.Span):
                return (body, null); // Unpacked by the crawler, which kept the header. Nothing else tells: these have no signature.
            case "br":
                return Inflate(new BrotliStream(BoundedRead.AsStream(body), CompressionMode.Decompress), body.Length, expansion);
            case "deflate":
                return Inflate(new ZLibStream(BoundedRead.AsStream(body), CompressionMode.Decompress), body.Length, expansion);
            default:
                return (body, null);
        }
    }

    private static (ReadOnlyMemory<byte> Page, Rejection? Rejection) Inflate(Stream stream, int compressed, Expansion expansion)
    {
        using (stream)
        {
            var read = expansion.Inflate(stream, compressed);
            return (read.Bytes, read.Rejection);
        }
    }

    /// <summary>Whether the record is a page, and of a response the header and where it ends.</summary>
    private static bool IsPage(Record record, ReadOnlySpan<byte> content, out (Record Http, int End)? answer)
    {
        answer = null;
        if (record.Header("WARC-Type") is "resource")
        {
            return IsHtml(record.Header("Content-Type"));
        }

        var end = content.IndexOf("\r\n\r\n"u8);
        if (end < 0 || !content.StartsWith("HTTP/"u8))
        {
            return false;
        }

        var http = new Record(Encoding.Latin1.GetString(content[..end]).Split("\r\n"), 0);
        answer = (http, end);
        return http.Lines[0].Split(' ') is [_, ['2', _, _], ..] && IsHtml(http.Header("Content-Type"));
    }

    private static string? CharsetOf(Record header)
    {
        var type = header.Header("Content-Type") ?? "";
        var at = type.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : Charsets.Canonical(type[(at + "charset=".Length)..].Split(';')[0].Trim(' ', '"', '\''));
    }

    // An item is a file without a header: a page that does not name its character set itself would be read by a guess. Servers that claim one for pages in UTF-8 are many.
    private static ReadOnlyMemory<byte> InUtf8(ReadOnlyMemory<byte> page, string charset) =>
        DeclaredCharset.Find(page.Span) is null && Charsets.TryDecode("utf-8", page.Span) is null && !HasUtf16Mark(page.Span) && Charsets.TryDecode(charset, page.Span) is { } text
            ? (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]
            : page;

    private static bool HasUtf16Mark(ReadOnlySpan<byte> page) => page is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];

    private static bool LooksLikePage(ReadOnlySpan<byte> body) => body.TrimStart(" \r\n\t\uFEFF"u8).StartsWith("<"u8);

    private static bool IsHtml(string? mediaType) => mediaType is not null && (mediaType.Contains("text/html", StringComparison.OrdinalIgnoreCase) || mediaType.Contains("application/xhtml", StringComparison.OrdinalIgnoreCase));

    // Crawlers often keep the header and store the body whole; what does not look chunked is left as it is.
    private static ReadOnlyMemory<byte> Unchunk(ReadOnlySpan<byte> body)
    {
        using var whole = new MemoryStream();
        var rest = body;
        while (rest.IndexOf("\r\n"u8) is > 0 and <= 16 and var end)
        {
            var digits = Encoding.Latin1.GetString(rest[..end]).Split(';')[0].Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0 || end + 2 + size > rest.Length)
            {
                break;
            }

            if (size == 0)
            {
                return whole.ToArray();
            }

            whole.Write(rest.Slice(end + 2, size));
            rest = rest[Math.Min(rest.Length, end + 2 + size + 2)..];
        }

        return whole.Length > 0 ? whole.ToArray() : body.ToArray();
    }

    private static Record? Next(LineReader reader)
    {
        try
        {
            var lines = new List<string>();
            while (reader.Next() is { } line)
            {
                var text = Encoding.UTF8.GetString(line.Bytes.Span).TrimEnd('\r');
                if (text.Length > 0)
                {
                    lines.Add(text);
                }
                else if (lines.Count > 0)
                {
                    break;
                }

                if (lines.Count > LongestHeader)
                {
                    throw Broken();
                }
            }

            if (lines.Count == 0)
            {
                return null;
            }

            var record = new Record([.. lines], 0);
            return lines[0].StartsWith("WARC/", StringComparison.Ordinal) && long.TryParse(record.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? record with { Length = length } : throw Broken();
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
    }

    private static byte[] Content(LineReader reader, int length)
    {
        try
        {
            return reader.Bytes(length);
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
    }

    private static void Skip(LineReader reader, long length)
    {
        try
        {
            reader.Skip(length);
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
    }

    private static ContainerRefusedException Broken() => new(new Rejection(RejectionReason.Malformed, "The WARC archive is broken or cut off. Fetch it again."));

    private sealed record Record(string[] Lines, long Length)
    {
        public string? Header(string name)
        {
            foreach (var line in Lines)
            {
                if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                {
                    return line[(name.Length + 1)..].Trim();
                }
            }

            return null;
        }
    }
}
