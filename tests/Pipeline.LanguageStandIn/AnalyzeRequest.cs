using System.Text.Json;

namespace Pipeline.LanguageStandIn;

/// <summary>The body of a request.</summary>
internal sealed record AnalyzeRequest(string Kind, string ModelVersion, bool OpinionMining, string StringIndexType, IReadOnlyList<RequestDocument> Documents)
{
    private static readonly string[] s_versions = ["2023-04-01", "2024-11-01", "2025-11-01"];

    /// <summary>The request; null when it is not what the documentation says.</summary>
    public static AnalyzeRequest? TryRead(byte[] body, string? apiVersion)
    {
        if (!s_versions.Contains(apiVersion, StringComparer.Ordinal))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            var kind = json.RootElement.GetProperty("kind").GetString();
            var parameters = json.RootElement.GetProperty("parameters");
            return kind is not ("SentimentAnalysis" or "KeyPhraseExtraction")
                ? null
                : new AnalyzeRequest(
                    kind,
                    parameters.GetProperty("modelVersion").GetString()!,
                    parameters.TryGetProperty("opinionMining", out var opinions) && opinions.GetBoolean(),
                    parameters.TryGetProperty("stringIndexType", out var type) ? type.GetString()! : "TextElements_v8",
                    [.. json.RootElement.GetProperty("analysisInput").GetProperty("documents").EnumerateArray().Select(RequestDocument.Read)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>A document of a request.</summary>
internal sealed record RequestDocument(string Id, string Text, string? Language)
{
    public static RequestDocument Read(JsonElement element) => new(
        element.GetProperty("id").GetString() ?? "",
        element.GetProperty("text").GetString() ?? "",
        element.TryGetProperty("language", out var language) ? language.GetString() : null);
}
