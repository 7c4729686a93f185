using System.Text;
using System.Text.Json;
using Pipeline.Text.Reading.Json;

namespace Pipeline.Text.Reading.Containers;

/// <summary>JSON Lines: an article on every line.</summary>
internal static class JsonLinesItems
{
    private static readonly Rejection Broken = new(RejectionReason.Malformed, "The line is no complete JSON object.");

    /// <summary>Whether the first line is a JSON object and the next begins as one; with the extension one line is enough.</summary>
    public static bool IsJsonLines(ReadOnlySpan<byte> head, string name)
    {
        head = WithoutMark(head);
        if (head.Length < 2 || head[0] != '{' || head.IndexOf((byte)'\n') is var end && end < 0 && !IsNamed(name))
        {
            return false;
        }

        end = head.IndexOf((byte)'\n');
        var first = end < 0 ? head : head[..end];
        var rest = end < 0 ? default : head[(end + 1)..].TrimStart(" \t\r\n"u8);
        return IsObject(first) ? rest.Length == 0 ? IsNamed(name) : rest[0] == '{' || IsNamed(name) : IsNamed(name) && rest.Length > 0 && rest[0] == '{' && first.TrimEnd(" \t\r"u8) is not [(byte)'{'] && !IsOpen(first);
    }

    /// <summary>The items.</summary>
    public static IEnumerable<ContainerItem> Read(Stream stream, string prefix, Expansion expansion)
    {
        using (stream)
        {
            var lines = new LineReader(stream, expansion.Limits.MaxBytes);
            while (Next(lines) is { } line)
            {
                expansion.Token.ThrowIfCancellationRequested();
                if (line.IsTooLong)
                {
                    expansion.CountEntry();
                    yield return expansion.Item(Name(prefix, ItemName.OfContent(line.Bytes.Span)), default, new Rejection(RejectionReason.TooLarge, $"The line has more than {expansion.Limits.MaxBytes} bytes."));
                }
                else if (line.Bytes.Span.Trim(" \t\r\n"u8).Length > 0)
                {
                    expansion.CountEntry();
                    var id = IdOf(line.Bytes, expansion.Limits.MaxDepth, out var isObject);
                    yield return expansion.Item(Name(prefix, id ?? ItemName.OfContent(line.Bytes.Span)), isObject ? line.Bytes : default, isObject ? null : Broken);
                }
            }
        }
    }

    private static LineReader.Line? Next(LineReader lines)
    {
        try
        {
            return lines.Next();
        }
        catch (InvalidDataException)
        {
            throw new ContainerRefusedException(new Rejection(RejectionReason.Malformed, "The compressed data is broken or cut off. Pack it again."));
        }
    }

    internal static string Name(string prefix, string id) => prefix.Length == 0 ? ItemName.Of(id, ".json") : $"{prefix}/{ItemName.Of(id, ".json")}";

    private static string? IdOf(ReadOnlyMemory<byte> line, int maxDepth, out bool isObject)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.WithoutHalves(Encoding.UTF8.GetString(WithoutMark(line.Span))), new JsonDocumentOptions { MaxDepth = maxDepth + 1 });
            isObject = document.RootElement.ValueKind == JsonValueKind.Object;
            return JsonArticle.IdOf(document.RootElement);
        }
        catch (JsonException)
        {
            isObject = false;
            return null;
        }
    }

    private static bool IsNamed(string name) => SourceDecoder.Extension(name) is ".jsonl" or ".ndjson" or ".jl";

    // A pretty-printed object begins with a line that ends in the middle of it.
    private static bool IsOpen(ReadOnlySpan<byte> line) => line.TrimEnd(" \t\r"u8) is [.., (byte)','] or [.., (byte)'{'] or [.., (byte)'['];

    private static bool IsObject(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
