using System.Text;
using System.Text.Json;
using Pipeline.Text.Reading.Json;

namespace Pipeline.Text.Reading.Html;

/// <summary>Parses JSON-LD as pages have it: bounded in depth, and tolerant of the defects that templates make.</summary>
internal static class JsonLdScript
{
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth };

    /// <summary>The root of the script <paramref name="text"/>; null when it cannot be read even after repair.</summary>
    public static JsonElement? Parse(string text)
    {
        text = JsonText.WithoutHalves(text.TrimEnd(';'));
        return TryParse(text) ?? TryParse(Repair(text));
    }

    private static JsonElement? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The usual defects: raw line breaks and tabs inside strings, wrong escapes, comments or CDATA around, something behind the end.
    private static string Repair(string text)
    {
        const string Cdata = "<![CDATA[";
        var cdata = text.IndexOf(Cdata, StringComparison.Ordinal);
        var from = cdata < 0 ? 0 : cdata + Cdata.Length;
        var start = text.AsSpan(from).IndexOfAny('{', '[');
        if (start < 0)
        {
            return "";
        }

        start += from;

        var result = new StringBuilder(text.Length);
        var inString = false;
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (inString)
            {
                if (c == '\\' && i + 1 < text.Length)
                {
                    var next = text[++i];
                    if (next is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or 'u')
                    {
                        result.Append(c);
                    }

                    result.Append(char.IsControl(next) ? ' ' : next);
                    continue;
                }

                inString = c != '"';
                result.Append(char.IsControl(c) ? ' ' : c);
                continue;
            }

            inString = c == '"';
            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            result.Append(c);
            if (depth == 0)
            {
                break;
            }
        }

        return result.ToString();
    }
}
