using System.Text.Json;
using Pipeline.Text.Reading.Json;

namespace Pipeline.Text.Reading.Containers;

/// <summary>Finds the list of articles in a JSON document.</summary>
internal static class JsonArray
{
    /// <summary>"response" → "docs", "hits" → "hits": lists lie no deeper.</summary>
    private const int DeepestList = 3;

    /// <summary>The array whose elements are mostly articles; null when the document is an article itself, describes one (@graph) or holds none.</summary>
    public static JsonElement? Find(JsonElement root)
    {
        var isSchema = root.ValueKind == JsonValueKind.Object && (root.TryGetProperty("@graph", out _) || root.TryGetProperty("@type", out _));
        return isSchema || JsonArticle.IsShaped(root) && !HasFeedVersion(root) ? null : Find(root, 0);
    }

    private static bool HasFeedVersion(JsonElement root) => root.TryGetProperty("version", out _) && root.TryGetProperty("items", out _);

    private static JsonElement? Find(JsonElement element, int depth)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return IsList(element) ? element : null;
        }

        if (element.ValueKind != JsonValueKind.Object || depth == DeepestList)
        {
            return null;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!member.NameEquals("@graph") && Find(member.Value, depth + 1) is { } list)
            {
                return list;
            }
        }

        return null;
    }

    // A few broken elements do not make it another list. Search engines wrap each article: { "_source": { … } }.
    private static bool IsList(JsonElement array)
    {
        int articles = 0, others = 0;
        foreach (var item in array.EnumerateArray())
        {
            var isArticle = JsonArticle.IsShaped(item) || (item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any(member => JsonArticle.IsShaped(member.Value)));
            articles += isArticle ? 1 : 0;
            others += isArticle ? 0 : 1;
        }

        return articles > 0 && articles >= others;
    }
}
