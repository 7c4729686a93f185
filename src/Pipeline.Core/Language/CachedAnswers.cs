using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Core.Language;

/// <summary>The answers for one document, by feature; null where nothing was bought yet.</summary>
internal sealed record CachedAnswers(LanguageAnswer? Sentiment, LanguageAnswer? KeyPhrases)
{
    public static CachedAnswers None { get; } = new(null, null);

    /// <summary>What is still to be bought.</summary>
    [JsonIgnore]
    public IReadOnlyList<LanguageFeature> Missing => [.. Enum.GetValues<LanguageFeature>().Where(feature => this[feature] is null)];

    /// <summary>How many answers were paid for; an unsupported language costs nothing.</summary>
    [JsonIgnore]
    public int BoughtFeatures => Enum.GetValues<LanguageFeature>().Count(feature => this[feature] is { ErrorCode: null });

    public LanguageAnswer? this[LanguageFeature feature] => feature == LanguageFeature.Sentiment ? Sentiment : KeyPhrases;

    public CachedAnswers With(LanguageFeature feature, LanguageAnswer answer) =>
        feature == LanguageFeature.Sentiment ? this with { Sentiment = answer } : this with { KeyPhrases = answer };

    public string ToJson() => JsonSerializer.Serialize(this, CachedAnswersJson.Default.CachedAnswers);

    /// <summary>Reads what <see cref="ToJson"/> wrote. What cannot be read, as after a change of its shape, counts as never bought.</summary>
    public static CachedAnswers Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CachedAnswersJson.Default.CachedAnswers) ?? None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CachedAnswers))]
internal sealed partial class CachedAnswersJson : JsonSerializerContext;

/// <summary>The key of a document: a hash of its text and of all that shapes the answer.</summary>
/// <param name="Row">64 hexadecimal digits.</param>
internal readonly record struct CacheKey(string Row)
{
    /// <summary>4,096 partitions, so that no one of them gets hot (https://learn.microsoft.com/azure/storage/tables/scalability-targets).</summary>
    public string Partition => Row[..3];

    public string BlobName => BlobNameOf(Row);

    public static string BlobNameOf(string row) => $"{row[..3]}/{row}.json";

    public static CacheKey Of(string text, string? language, LanguageOptions options)
    {
        var parts = string.Join('\n', "azure-ai-language", options.ApiVersion, options.ModelVersion, options.OpinionMining ? "opinions" : "", language ?? "", text);
        return new CacheKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts))));
    }
}
