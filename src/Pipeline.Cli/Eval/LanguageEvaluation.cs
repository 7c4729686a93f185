using System.Text.Json;
using Pipeline.Text.Language;

namespace Pipeline.Cli.Eval;

/// <summary>Language detection.</summary>
internal sealed class LanguageEvaluation : TextLinesEvaluation<LanguageEvaluation.Prediction>
{
    public override string Name => "language";

    public override string Description => "Detect the language of every text: lines of {id, lang}.";

    protected override Task<Prediction> PredictAsync(TextItem item, CancellationToken cancellationToken) =>
        Task.FromResult(new Prediction(item.Id, LanguageDetector.Detect(item.Text)?.Code));

    protected override bool IsAnswered(Prediction prediction) => prediction.Lang is not null;

    /// <summary>The language of a text; null when it cannot be told.</summary>
    internal sealed record Prediction(JsonElement Id, string? Lang);
}
