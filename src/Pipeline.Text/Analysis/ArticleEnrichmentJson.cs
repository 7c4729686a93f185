using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Text.Analysis;

/// <summary>An <see cref="ArticleEnrichment"/> as JSON in UTF-8. The same enrichment always gives the same bytes.</summary>
public static class ArticleEnrichmentJson
{
    // The bytes go into a blob, never into a page, so that letters beyond ASCII stay readable.
    private static readonly EnrichmentJsonContext s_context = new(new JsonSerializerOptions(EnrichmentJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes <paramref name="enrichment"/>.</summary>
    public static byte[] Serialize(ArticleEnrichment enrichment) => JsonSerializer.SerializeToUtf8Bytes(enrichment, s_context.ArticleEnrichment);

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <exception cref="JsonException">It is no enrichment.</exception>
    public static ArticleEnrichment Deserialize(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, s_context.ArticleEnrichment) ?? throw new JsonException("The enrichment is null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ArticleEnrichment))]
internal sealed partial class EnrichmentJsonContext : JsonSerializerContext;
