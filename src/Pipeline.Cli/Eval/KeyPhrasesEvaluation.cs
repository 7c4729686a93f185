using System.Text.Json;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Eval;

/// <summary>Key phrases of whole texts.</summary>
internal sealed class KeyPhrasesEvaluation(Lazy<IArticleAnalyser> analyser) : TextLinesEvaluation<KeyPhrasesEvaluation.Prediction>
{
    public override string Name => "keyphrases";

    public override string Description => "Find the key phrases of every text: lines of {id, keys}, best first.";

    protected override async Task<Prediction> PredictAsync(TextItem item, CancellationToken cancellationToken)
    {
        var analysis = (await analyser.Value.AnalyseAsync([item.ToDocument()], cancellationToken))[0];
        return new Prediction(item.Id, [.. analysis.KeyPhrases.Select(phrase => phrase.Text)]);
    }

    protected override bool IsAnswered(Prediction prediction) => prediction.Keys.Count > 0;

    /// <summary>The key phrases of a text, best first.</summary>
    internal sealed record Prediction(JsonElement Id, IReadOnlyList<string> Keys);
}
