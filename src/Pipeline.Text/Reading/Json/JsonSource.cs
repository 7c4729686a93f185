using System.Text.Json;

namespace Pipeline.Text.Reading.Json;

/// <summary>Recognises and parses JSON.</summary>
internal static class JsonSource
{
    /// <summary>Whether the text begins and ends as JSON of objects does; with its own extension the beginning is enough, for a file may be cut off.</summary>
    public static bool IsJson(string text, string extension)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || trimmed[0] is not ('{' or '['))
        {
            return false;
        }

        var next = trimmed[1..].TrimStart();
        var begins = trimmed[0] == '{' ? next is ['"', ..] or ['}', ..] : next is ['{', ..] or ['[', ..] or [']', ..];
        return begins && (extension is ".json" or ".jsonld" || trimmed[^1] == (trimmed[0] == '{' ? '}' : ']'));
    }

    /// <summary>The document, or why it cannot be parsed. Exactly one is set.</summary>
    public static (JsonDocument? Document, Rejection? Rejection) Parse(string source, int maxDepth)
    {
        var text = JsonText.WithoutHalves(source).AsMemory().Trim();
        if (Depth(text.Span) > maxDepth)
        {
            return (null, new Rejection(RejectionReason.TooDeep, $"The JSON nests deeper than {maxDepth}."));
        }

        try
        {
            return (JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = maxDepth + 1, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }), null);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return (null, new Rejection(RejectionReason.Malformed, "The file begins as JSON but is broken or cut off. Fetch it again."));
        }
    }

    private static int Depth(ReadOnlySpan<char> text)
    {
        int depth = 0, deepest = 0;
        var isInString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isInString)
            {
                i += c == '\\' ? 1 : 0;
                isInString = c != '"';
            }
            else if (c == '"')
            {
                isInString = true;
            }
            else
            {
                depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
                deepest = Math.Max(deepest, depth);
            }
        }

        return deepest;
    }
}
