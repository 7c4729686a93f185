using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Language;

/// <summary>Requests and answers of Azure AI Language as JSON (https://learn.microsoft.com/rest/api/language/text-analysis-runtime/analyze-text).</summary>
internal static class LanguageWire
{
    private const int DeepestAnswer = 32;

    // Letters beyond ASCII as they are: escaped they would take up to three times the bytes, and a request has a limit.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body of a request.</summary>
    public static byte[] Write(LanguageFeature feature, IReadOnlyList<LanguageDocument> documents, LanguageOptions options)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("kind", feature == LanguageFeature.Sentiment ? "SentimentAnalysis" : "KeyPhraseExtraction");
            json.WriteStartObject("parameters");
            json.WriteString("modelVersion", options.ModelVersion);
            if (feature == LanguageFeature.Sentiment)
            {
                json.WriteBoolean("opinionMining", options.OpinionMining);
                json.WriteString("stringIndexType", "Utf16CodeUnit");
            }

            json.WriteEndObject();
            json.WriteStartObject("analysisInput");
            json.WriteStartArray("documents");
            foreach (var document in documents)
            {
                json.WriteStartObject();
                json.WriteString("id", document.Id);
                if (document.Language is not null)
                {
                    json.WriteString("language", document.Language);
                }

                json.WriteString("text", document.Text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A value has another type than documented.</exception>
    /// <exception cref="KeyNotFoundException">A property is missing.</exception>
    public static LanguageReply Read(LanguageFeature feature, ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = DeepestAnswer });
        var results = json.RootElement.GetProperty("results");
        var model = results.TryGetProperty("modelVersion", out var version) ? version.GetString() : null;
        var answers = new List<LanguageAnswer>();
        foreach (var document in results.GetProperty("documents").EnumerateArray())
        {
            var answer = new LanguageAnswer { Id = document.GetProperty("id").GetString() ?? "", ModelVersion = model, Warnings = Warnings(document) };
            answers.Add(feature == LanguageFeature.Sentiment ? WithSentiment(answer, document) : answer with { KeyPhrases = Strings(document.GetProperty("keyPhrases")) });
        }

        foreach (var error in results.TryGetProperty("errors", out var errors) ? errors.EnumerateArray() : default)
        {
            answers.Add(new LanguageAnswer { Id = error.GetProperty("id").GetString() ?? "", ErrorCode = InnermostCode(error.GetProperty("error")), ModelVersion = model });
        }

        return new LanguageReply(answers, model);
    }

    private static LanguageAnswer WithSentiment(LanguageAnswer answer, JsonElement document)
    {
        var sentences = new List<SentenceSentiment>();
        var opinions = new List<Opinion>();
        foreach (var sentence in document.GetProperty("sentences").EnumerateArray())
        {
            sentences.Add(new SentenceSentiment(Span(sentence), SentimentOf(sentence)));
            opinions.AddRange(LanguageOpinions.Of(sentence, document));
        }

        return answer with { Sentiment = SentimentOf(document), Sentences = [.. sentences.OrderBy(s => s.Span.Start)], Opinions = opinions };
    }

    internal static TextSpan Span(JsonElement element) => new(element.GetProperty("offset").GetInt32(), element.GetProperty("length").GetInt32());

    internal static SentimentLabel Label(JsonElement element) =>
        Enum.TryParse<SentimentLabel>(element.GetProperty("sentiment").GetString(), ignoreCase: true, out var label) ? label : throw new FormatException("Unknown label of sentiment.");

    private static Sentiment SentimentOf(JsonElement element)
    {
        var scores = element.GetProperty("confidenceScores");
        return new Sentiment(
            Label(element),
            ConfidenceScores.FromWeights(scores.GetProperty("positive").GetDouble(), scores.GetProperty("neutral").GetDouble(), scores.GetProperty("negative").GetDouble()));
    }

    private static List<LanguageWarning> Warnings(JsonElement document) =>
        document.TryGetProperty("warnings", out var warnings)
            ? [.. warnings.EnumerateArray().Select(w => LanguageWarning.Of(w.GetProperty("code").GetString(), w.TryGetProperty("message", out var message) ? message.GetString() : null))]
            : [];

    private static List<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(s => s.GetString() ?? "").Where(s => s.Length > 0)];

    /// <summary>The inner errors say more than the outer ones.</summary>
    private static string InnermostCode(JsonElement error) =>
        error.TryGetProperty("innererror", out var inner) && inner.ValueKind == JsonValueKind.Object && inner.TryGetProperty("code", out _)
            ? InnermostCode(inner)
            : error.GetProperty("code").GetString() ?? "Unknown";
}
