using System.Collections.Frozen;
using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Text.Reading.Json;

namespace Pipeline.Text.Reading.Html;

/// <summary>
/// Finds the article in the data that scripts of a page are given: sites that build their pages in the browser send the text as a value of JSON
/// (application/json, <c>__NEXT_DATA__</c>, <c>window.state = {…}</c>, <c>push({…})</c>), and the mark-up holds nothing of it. No script is run.
/// </summary>
internal sealed class ScriptState
{
    // Shorter values are summaries and notices.
    private const int Shortest = 300;
    private const int FewestParagraphs = 2;
    private const int MaxDepth = 128;

    // Bounds against hostile pages: a state has some thousand values in one or a few scripts.
    private const int LongestScript = 4 * 1024 * 1024;
    private const int MostStarts = 64;
    private const int MostValues = 200_000;

    private static readonly FrozenSet<string> BodyNames = Names("articleBody body bodyHtml bodyText content contentHtml contentText contents html text fullText story storyBody articleContent articleHtml articleText mainContent contentBody bodyContent newsContent paragraphs");

    private static readonly FrozenSet<string> ListNames = Names("articleBody body content contents contentElements elements blocks components paragraphs bodyBlocks storyElements");

    private static readonly FrozenSet<string> PieceNames = Names("content text html value body paragraph");

    private static readonly FrozenSet<string> TitleNames = Names("title headline name articleTitle newsTitle");

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private readonly IReadOnlyList<string> _titles;
    private int _values;
    private string? _best;
    private int _bestLength;
    private bool _bestNamed;

    private ScriptState(IReadOnlyList<string> titles) => _titles = titles;

    /// <summary>The article as mark-up, and the script that it stands in; null when no script holds one.</summary>
    /// <param name="html">The source.</param>
    /// <param name="scripts">The contents of its scripts.</param>
    /// <param name="titles">The titles of the page: where several texts are found, the one that stands beside one of them is the article.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static (string Markup, TextSpan Script)? Find(string html, IReadOnlyList<TextSpan> scripts, IReadOnlyList<string> titles, CancellationToken cancellationToken)
    {
        var search = new ScriptState(titles);
        TextSpan holder = default;
        foreach (var script in scripts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (script.Length is >= Shortest and <= LongestScript)
            {
                var before = search._best;
                search.Script(Encoding.UTF8.GetBytes(JsonText.WithoutHalves(script.Of(html).ToString())));
                holder = ReferenceEquals(before, search._best) ? holder : script;
            }
        }

        return search._best is { } markup ? (markup, holder) : null;
    }

    // A value may begin the script, be assigned, be an argument, or be a string for JSON.parse.
    private void Script(ReadOnlySpan<byte> script)
    {
        var starts = 0;
        var at = 0;
        var mayStart = true;
        while (at < script.Length && starts < MostStarts)
        {
            var c = script[at];
            if (mayStart && (c is (byte)'{' or (byte)'[' || (c == '"' && script[..at].TrimEnd((byte)' ').EndsWith("parse("u8))))
            {
                starts++;
                at += Math.Max(1, Value(script[at..]));
                mayStart = false;
                continue;
            }

            mayStart = c is (byte)'=' or (byte)'(' or (byte)',' || (mayStart && c <= ' ');
            at++;
        }
    }

    // The length of the value in bytes; 0 when it is none. What stands behind it is not read.
    private int Value(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: true, new JsonReaderState(Options));
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                return 0;
            }

            using (document)
            {
                Walk(document.RootElement, name: "", named: false);
                if (document.RootElement.ValueKind == JsonValueKind.String && document.RootElement.GetString() is { } inner && inner.AsSpan().TrimStart() is ['{' or '[', ..])
                {
                    Value(Encoding.UTF8.GetBytes(JsonText.WithoutHalves(inner)));
                }
            }

            return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private void Walk(JsonElement element, string name, bool named)
    {
        if (++_values > MostValues)
        {
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                named |= element.EnumerateObject().Any(p => p.Value.ValueKind == JsonValueKind.String && TitleNames.Contains(Plain(p.Name)) && p.Value.GetString() is { } title && _titles.Any(t => Headline.Agree(title, t)));
                foreach (var property in element.EnumerateObject())
                {
                    Walk(property.Value, Plain(property.Name), named);
                }

                break;
            case JsonValueKind.Array:
                if (ListNames.Contains(name))
                {
                    Offer(Joined(element), named);
                }

                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, name, named);
                }

                break;
            case JsonValueKind.String when element.GetString() is { Length: >= Shortest } text:
                if (Paragraphs(text) >= FewestParagraphs)
                {
                    Offer(text, named);
                }
                else if (BodyNames.Contains(name))
                {
                    Offer(text.Contains('<', StringComparison.Ordinal) ? text : Marked(text.Split('\n')), named);
                }

                break;
        }
    }

    private void Offer(string markup, bool named)
    {
        if (_bestNamed && !named)
        {
            return;
        }

        var length = InlineText.Plain(markup)?.Length ?? 0;
        if (length >= Shortest && ((named && !_bestNamed) || length > _bestLength))
        {
            (_best, _bestLength, _bestNamed) = (markup, length, named);
        }
    }

    // A text in pieces: a list of strings, or of objects that each have one.
    private static string Joined(JsonElement list)
    {
        var markup = new StringBuilder();
        foreach (var item in list.EnumerateArray())
        {
            var piece = item.ValueKind == JsonValueKind.String ? item
                : item.ValueKind == JsonValueKind.Object ? item.EnumerateObject().FirstOrDefault(p => p.Value.ValueKind == JsonValueKind.String && PieceNames.Contains(Plain(p.Name))).Value
                : default;
            if (piece.ValueKind == JsonValueKind.String && piece.GetString() is { } text)
            {
                var isHeading = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is { } kind && kind.StartsWith("head", StringComparison.OrdinalIgnoreCase);
                markup.Append(isHeading ? $"<h2>{text}</h2>" : text.StartsWith('<') ? text : $"<p>{text}</p>");
            }
        }

        return markup.ToString();
    }

    private static string Marked(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"));

    private static int Paragraphs(string text)
    {
        var count = 0;
        for (var at = 0; count < FewestParagraphs && (at = text.IndexOf("</p>", at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            count++;
        }

        return count;
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static FrozenSet<string> Names(string list) => list.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
