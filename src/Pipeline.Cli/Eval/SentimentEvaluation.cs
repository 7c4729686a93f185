using System.Text.Json;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Eval;

/// <summary>Sentiment of texts, each taken as one sentence: benchmarks know positive, neutral and negative, and no "mixed".</summary>
internal sealed class SentimentEvaluation : TextLinesEvaluation<SentimentEvaluation.Prediction>
{
    /// <summary>Many texts are too short to tell their language; the benchmarks that name none are English.</summary>
    private const string FallbackLanguage = "en";

    public override string Name => "sentiment";

    public override string Description => "Find the sentiment of every text: lines of {id, label, scores}.";

    protected override Task<Prediction> PredictAsync(TextItem item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sentiment = OfflineAnalyser.SentimentOf(item.Text, item.Language ?? FallbackLanguage);
        return Task.FromResult(sentiment is null ? new Prediction(item.Id, null, null) : new Prediction(item.Id, NameOf(sentiment.Label), Scores.Of(sentiment.Scores)));
    }

    protected override bool IsAnswered(Prediction prediction) => prediction.Label is not null;

    private static string NameOf(SentimentLabel label) => label switch
    {
        SentimentLabel.Positive => "positive",
        SentimentLabel.Neutral => "neutral",
        SentimentLabel.Negative => "negative",
        SentimentLabel.Mixed => "mixed",
        _ => throw new ArgumentOutOfRangeException(nameof(label), label, message: null),
    };

    /// <summary>The sentiment of a text; null when its language is not supported or the analyser failed.</summary>
    internal sealed record Prediction(JsonElement Id, string? Label, Scores? Scores);

    /// <summary>Confidence in each label; they sum to 1.</summary>
    internal sealed record Scores(double Positive, double Neutral, double Negative)
    {
        public static Scores Of(ConfidenceScores scores) => new(scores.Positive, scores.Neutral, scores.Negative);
    }
}
