using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Text.Analysis;
using Pipeline.Text.Segmentation;

namespace Pipeline.LanguageStandIn;

/// <summary>Writes the answer to one request and enters in the ledger what it costs.</summary>
internal sealed partial class Answer(AnalyzeRequest request, Ledger ledger, string model)
{
    private const int LongestDocument = 5_120;
    private const int RecordSize = 1_000;

    private static readonly OfflineAnalyser s_analyser = new();

    private readonly JsonArray _documents = [];
    private readonly JsonArray _errors = [];

    public async Task<JsonNode> WriteAsync(Misbehaviour? misbehaviour, CancellationToken cancellationToken)
    {
        for (var i = 0; i < request.Documents.Count; i++)
        {
            await AddAsync(request.Documents[i], i == 0 ? misbehaviour : null, cancellationToken);
        }

        return new JsonObject
        {
            ["kind"] = request.Kind + "Results",
            ["results"] = new JsonObject
            {
                ["documents"] = misbehaviour == Misbehaviour.Reordered ? new JsonArray([.. _documents.Reverse().Select(d => d!.DeepClone())]) : _documents,
                ["errors"] = _errors,
                ["modelVersion"] = request.ModelVersion == "latest" ? model : request.ModelVersion,
            },
        };
    }

    private async Task AddAsync(RequestDocument document, Misbehaviour? misbehaviour, CancellationToken cancellationToken)
    {
        if (misbehaviour == Misbehaviour.MissingAnswer)
        {
            return;
        }

        var error = misbehaviour switch
        {
            Misbehaviour.DocumentError => "InternalServerError",
            Misbehaviour.DocumentInvalid => "InvalidDocument",
            _ when string.IsNullOrWhiteSpace(document.Text) || TextElements.Count(document.Text) > LongestDocument => "InvalidDocument",
            _ => null,
        };
        if (error is not null)
        {
            AddError(document, error);
            return;
        }

        // An omitted language means English (https://learn.microsoft.com/azure/ai-services/language-service/sentiment-opinion-mining/how-to/call-api).
        var analysis = (await s_analyser.AnalyseAsync([new AnalysisDocument(document.Id, document.Text, document.Language ?? "en")], cancellationToken))[0];
        var isSentiment = request.Kind == "SentimentAnalysis";
        if (isSentiment && analysis.Sentiment is null)
        {
            AddError(document, "UnsupportedLanguageCode");
            return;
        }

        _documents.Add(isSentiment ? Sentiment(document, analysis) : KeyPhrases(document, analysis));
        ledger.Bought(request.Kind, document.Language, document.Text, Math.Max(1, (document.Text.Length + RecordSize - 1) / RecordSize));
    }

    private void AddError(RequestDocument document, string code) => _errors.Add((JsonNode)new JsonObject
    {
        ["id"] = document.Id,
        ["error"] = new JsonObject
        {
            ["code"] = "InvalidArgument",
            ["message"] = "Invalid document in request.",
            ["innererror"] = new JsonObject { ["code"] = code, ["message"] = "The document cannot be analysed." },
        },
    });

    private static JsonObject KeyPhrases(RequestDocument document, DocumentAnalysis analysis) => new()
    {
        ["id"] = document.Id,
        ["keyPhrases"] = new JsonArray([.. analysis.KeyPhrases.Select(p => (JsonNode)p.Text)]),
        ["warnings"] = Warnings(document),
    };

    private static JsonArray Warnings(RequestDocument document) => document.Text.Contains('\ufffd')
        ? new JsonArray(new JsonObject { ["code"] = "TextUnclear", ["message"] = "Part of the text could not be read." })
        : new JsonArray();

    private JsonObject Sentiment(RequestDocument document, DocumentAnalysis analysis)
    {
        var sentences = new JsonArray();
        foreach (var sentence in analysis.Sentences)
        {
            var text = sentence.Span.Of(document.Text).ToString();
            var element = new JsonObject
            {
                ["sentiment"] = sentence.Sentiment.Label.ToString().ToLowerInvariant(),
                ["confidenceScores"] = Scores(sentence.Sentiment.Scores),
                ["offset"] = Index(document.Text, sentence.Span.Start),
                ["length"] = Index(text, text.Length),
                ["text"] = text,
            };
            if (request.OpinionMining)
            {
                AddOpinions(element, text, sentence.Span.Start, sentences.Count);
            }

            sentences.Add((JsonNode)element);
        }

        return new JsonObject
        {
            ["id"] = document.Id,
            ["sentiment"] = analysis.Sentiment!.Label.ToString().ToLowerInvariant(),
            ["confidenceScores"] = Scores(analysis.Sentiment.Scores),
            ["sentences"] = sentences,
            ["warnings"] = Warnings(document),
        };
    }

    private static void AddOpinions(JsonObject sentence, string text, int start, int number)
    {
        var (targets, assessments) = (new JsonArray(), new JsonArray());
        foreach (Match match in Judgement().Matches(text))
        {
            targets.Add((JsonNode)Part(match.Groups["target"], start, sentence, new JsonArray(new JsonObject { ["relationType"] = "assessment", ["ref"] = $"#/documents/0/sentences/{number}/assessments/{assessments.Count}" })));
            assessments.Add((JsonNode)Part(match.Groups["judged"], start, sentence, null));
        }

        (sentence["targets"], sentence["assessments"]) = (targets, assessments);
    }

    private static JsonObject Part(Group part, int start, JsonObject sentence, JsonArray? relations)
    {
        var element = new JsonObject
        {
            ["sentiment"] = sentence["sentiment"]!.GetValue<string>(),
            ["confidenceScores"] = new JsonObject { ["positive"] = 0.5, ["negative"] = 0.5 },
            ["offset"] = start + part.Index,
            ["length"] = part.Length,
            ["text"] = part.Value,
        };
        if (relations is null)
        {
            element["isNegated"] = false;
        }
        else
        {
            element["relations"] = relations;
        }

        return element;
    }

    private static JsonObject Scores(ConfidenceScores scores) => new()
    {
        ["positive"] = Math.Round(scores.Positive, 2),
        ["neutral"] = Math.Round(scores.Neutral, 2),
        ["negative"] = Math.Round(scores.Negative, 2),
    };

    /// <summary>Offsets in the unit that was asked for.</summary>
    private int Index(string text, int utf16) => request.StringIndexType == "Utf16CodeUnit" ? utf16 : TextElements.Count(text.AsSpan(0, utf16));

    [GeneratedRegex(@"\b[Tt]he (?<target>\w+) (?:was|is|were|are) (?<judged>\w+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Judgement();
}
