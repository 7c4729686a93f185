using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Text;

/// <summary>The stored form of a clean article: UTF-8 JSON with camel-case names. The same article always gives the same bytes.</summary>
public static class CleanArticleJson
{
    // Texts in all scripts are stored as they are, not as escapes: half the size, and readable.
    private static readonly CleanArticleJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes <paramref name="article"/> as UTF-8 JSON without byte order mark.</summary>
    public static byte[] Serialize(CleanArticle article) => JsonSerializer.SerializeToUtf8Bytes(article, Context.CleanArticle);

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are no stored article.</exception>
    public static CleanArticle Deserialize(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.CleanArticle) ?? throw new JsonException("The stored article is null.");
}

/// <summary>Source-generated metadata: no reflection at run time.</summary>
[JsonSerializable(typeof(CleanArticle))]
internal sealed partial class CleanArticleJsonContext : JsonSerializerContext;
