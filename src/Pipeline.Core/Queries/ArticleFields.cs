using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Tables;

namespace Pipeline.Core.Queries;

/// <summary>The fields of an article in a list, by their names in JSON, and the columns that each is made of.</summary>
public static class ArticleFields
{
    private static readonly Dictionary<string, string[]> s_columns = new(StringComparer.Ordinal)
    {
        ["id"] = [nameof(ArticleIndexRow.ArticleId)],
        ["path"] = [nameof(ArticleIndexRow.Path)],
        ["source"] = [nameof(ArticleIndexRow.Source)],
        ["state"] = [nameof(ArticleIndexRow.State)],
        ["reason"] = [nameof(ArticleIndexRow.Reason)],
        ["title"] = [nameof(ArticleIndexRow.Title)],
        ["published"] = [nameof(ArticleIndexRow.Published)],
        ["language"] = [nameof(ArticleIndexRow.Language)],
        ["sentiment"] =
        [
            nameof(ArticleIndexRow.Sentiment), nameof(ArticleIndexRow.PositiveScore), nameof(ArticleIndexRow.NeutralScore), nameof(ArticleIndexRow.NegativeScore),
        ],
        ["keyPhrases"] = [nameof(ArticleIndexRow.KeyPhrases)],
        ["version"] = [nameof(ArticleIndexRow.Version)],
        ["clusterId"] = [nameof(ArticleIndexRow.ClusterId)],
        ["similarity"] = [nameof(ArticleIndexRow.Similarity)],
    };

    /// <summary>The names of all fields.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_columns.Keys];

    /// <summary>An article's JSON with these fields only, in this order.</summary>
    public static JsonObject Of(ArticleSummary article, IEnumerable<string> fields, JsonSerializerOptions options)
    {
        var all = JsonSerializer.SerializeToNode(article, options)!.AsObject();
        return new JsonObject(fields.Select(field => KeyValuePair.Create(field, all[field]?.DeepClone())));
    }

    /// <summary>The columns that must be read for some fields.</summary>
    /// <exception cref="KeyNotFoundException">A field is unknown.</exception>
    public static IReadOnlyList<string> ColumnsOf(IEnumerable<string> fields) => [.. fields.SelectMany(field => s_columns[field]).Distinct()];
}
