using System.Globalization;
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
        Prepare(items);
        var predictions = await PredictAsync(items, PredictAsync, terminal, cancellationToken);
        foreach (var prediction in predictions)
        {
            await JsonSerializer.SerializeAsync(output, prediction, JsonText.Options, cancellationToken);
            output.WriteByte((byte)'\n');
        }

        return new EvaluationSummary(items.Length, predictions.Count(prediction => !IsAnswered(prediction)));
    }

    /// <summary>Sees all texts before the first is predicted.</summary>
    protected virtual void Prepare(IReadOnlyList<TextItem> items)
    {
    }

    protected abstract Task<TPrediction> PredictAsync(TextItem item, CancellationToken cancellationToken);

    protected abstract bool IsAnswered(TPrediction prediction);
}

/// <summary>A text of a benchmark. The id is given back as it came, a string or a number.</summary>
internal sealed record TextItem
{
    private static readonly Lazy<Dictionary<string, string>> s_codes = new(() => CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .Where(culture => culture.Name.Length == 2)
        .DistinctBy(culture => culture.EnglishName, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(culture => culture.EnglishName, culture => culture.Name, StringComparer.OrdinalIgnoreCase));

    public required JsonElement Id { get; init; }

    public required string Text { get; init; }

    /// <summary>The language that the set states, a code or an English name; null when it states none.</summary>
    public string? Lang { get; init; }

    /// <summary><see cref="Lang"/> as an ISO 639-1 code; null when it is none.</summary>
    [JsonIgnore]
    public string? StatedLanguage => Lang is null or { Length: 2 } ? Lang : s_codes.Value.GetValueOrDefault(Lang);

    /// <summary>The detected language, as for an article; null when the text is too short to tell.</summary>
    [JsonIgnore]
    public string? Language => LanguageDetector.Detect(Text)?.Code;

    /// <summary>The text as an analysis document.</summary>
    public AnalysisDocument ToDocument() => new(Id.ToString(), Text, Language);
}
