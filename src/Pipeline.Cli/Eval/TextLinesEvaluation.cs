using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Cli.Output;
using Pipeline.Text.Analysis;
using Pipeline.Text.Language;

namespace Pipeline.Cli.Eval;

/// <summary>An evaluation over JSON Lines of <c>{id, text}</c> that predicts one JSON line per text.</summary>
internal abstract class TextLinesEvaluation<TPrediction> : Evaluation
{
    public override string Input => "A JSON Lines file {id, text}, also .gz.";

    public override async Task<EvaluationSummary> RunAsync(string path, Stream output, Terminal terminal, CancellationToken cancellationToken)
    {
        var items = await EvalInput.ReadJsonLinesAsync<TextItem>(path, cancellationToken).ToArrayAsync(cancellationToken);
        var predictions = await PredictAsync(items, PredictAsync, terminal, cancellationToken);
        foreach (var prediction in predictions)
        {
            await JsonSerializer.SerializeAsync(output, prediction, JsonText.Options, cancellationToken);
            output.WriteByte((byte)'\n');
        }

        return new EvaluationSummary(items.Length, predictions.Count(prediction => !IsAnswered(prediction)));
    }

    protected abstract Task<TPrediction> PredictAsync(TextItem item, CancellationToken cancellationToken);

    protected abstract bool IsAnswered(TPrediction prediction);
}

/// <summary>A text of a benchmark. The id is given back as it came, a string or a number.</summary>
internal sealed record TextItem
{
    public required JsonElement Id { get; init; }

    public required string Text { get; init; }

    /// <summary>The detected language, as for an article; null when the text is too short to tell.</summary>
    [JsonIgnore]
    public string? Language => LanguageDetector.Detect(Text)?.Code;

    /// <summary>The text as an analysis document.</summary>
    public AnalysisDocument ToDocument() => new(Id.ToString(), Text, Language);
}
