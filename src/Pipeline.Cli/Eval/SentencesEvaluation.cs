using System.Text.Json;
using Pipeline.Cli.Output;
using Pipeline.Text.Segmentation;

namespace Pipeline.Cli.Eval;

/// <summary>Sentence segmentation: one JSON object of documents.</summary>
internal sealed class SentencesEvaluation : Evaluation
{
    public override string Name => "sentences";

    public override string Description => "Split every document into sentences: {id: [sentence, …]}.";

    public override string Input => "A JSON file {id: {text, lang}}, also .gz.";

    public override async Task<EvaluationSummary> RunAsync(string path, Stream output, Terminal terminal, CancellationToken cancellationToken)
    {
        // An array keeps the order of the file; a later document with the same id replaces an earlier one.
        var documents = (await EvalInput.ReadJsonAsync<OrderedDictionary<string, Document>>(path, cancellationToken)).ToArray();
        var predictions = await PredictAsync(documents, (document, _) => Task.FromResult(Split(document.Value)), terminal, cancellationToken);

        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JsonText.Options.Encoder });
        json.WriteStartObject();
        foreach (var (document, sentences) in documents.Zip(predictions))
        {
            json.WritePropertyName(document.Key);
            JsonSerializer.Serialize(json, sentences, JsonText.Options);
        }

        json.WriteEndObject();
        return new EvaluationSummary(documents.Length, predictions.Count(sentences => sentences.Length == 0));
    }

    private static string[] Split(Document document) =>
        [.. SentenceSegmenter.Split(document.Text, document.Lang).Select(span => span.Of(document.Text).ToString())];

    private sealed record Document
    {
        public required string Text { get; init; }

        public string? Lang { get; init; }
    }
}
