using System.Text;
using System.Text.Json;
using Pipeline.Text.Reading.Json;

namespace Pipeline.Text.Reading.Containers;

/// <summary>The items of a JSON Feed, or of a list of articles as news APIs answer it: bare, or as a member ("articles", "results", "hits").</summary>
internal static class JsonItems
{
    /// <summary>The format; null when the text is no JSON or holds one article.</summary>
    public static string? FormatOf(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!JsonSource.IsJson(source.Text, source.Extension) || JsonSource.Parse(source.Text, limits.MaxDepth).Document is not { } document)
        {
            return null;
        }

        using (document)
        {
            return IsFeed(document.RootElement) ? "jsonfeed" : JsonArray.Find(document.RootElement) is not null ? "json" : null;
        }
    }

    /// <summary>The items.</summary>
    public static IEnumerable<ContainerItem> Read(DecodedSource source, string prefix, Expansion expansion)
    {
        using var document = JsonSource.Parse(source.Text, expansion.Limits.MaxDepth).Document;
        var root = document!.RootElement;
        var isFeed = IsFeed(root);
        foreach (var item in JsonArray.Find(root)!.Value.EnumerateArray())
        {
            expansion.CountEntry();
            var bytes = isFeed && item.ValueKind == JsonValueKind.Object ? WithFeed(item, root) : Encoding.UTF8.GetBytes(item.GetRawText());
            var name = JsonLinesItems.Name(prefix, (item.ValueKind == JsonValueKind.Object ? JsonArticle.IdOf(item) : null) ?? ItemName.OfContent(bytes));
            yield return item.ValueKind == JsonValueKind.Object
                ? expansion.Item(name, bytes)
                : expansion.Item(name, default, new Rejection(RejectionReason.Malformed, "The element of the list is no JSON object."));
        }
    }

    private static bool IsFeed(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String
        && version.GetString()!.Contains("jsonfeed.org/version/", StringComparison.Ordinal) && JsonArray.Find(root) is not null;

    // An item does not repeat what the feed says of itself.
    private static byte[] WithFeed(JsonElement item, JsonElement feed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var member in item.EnumerateObject())
            {
                member.WriteTo(json);
            }

            Copy(json, item, feed, "title", "publisher");
            Copy(json, item, feed, "language", "language");
            if (!item.TryGetProperty("author", out _))
            {
                Copy(json, item, feed, "authors", "authors");
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Copy(Utf8JsonWriter json, JsonElement item, JsonElement feed, string from, string to)
    {
        if (feed.TryGetProperty(from, out var value) && !item.TryGetProperty(to, out _))
        {
            json.WritePropertyName(to);
            value.WriteTo(json);
        }
    }
}
