using System.Text.Json;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Eval;

/// <summary>Sentiment of texts, each taken as one sentence: benchmarks know positive, neutral and negative, and no "mixed".</summary>
internal sealed class SentimentEvaluation : TextLinesEvaluation<SentimentEvaluation.Prediction>
{
    /// <summary>The benchmarks that name no language are English.</summary>
    private const string FallbackLanguage = "en";

    /// <summary>A set in which so many guesses agree is of one language, like an article: the rest are short texts that were taken for others.</summary>
    private const double OneLanguage = 0.9;

    private string? _languageOfAll;

    public override string Name => "sentiment";

    public override string Description => "Find the sentiment of every text: lines of {id, label, scores}.";

    protected override Task<Prediction> PredictAsync(TextItem item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sentiment = OfflineAnalyser.SentimentOf(item.Text, LanguageOf(item));
        return Task.FromResult(sentiment is null ? new Prediction(item.Id, null, null) : new Prediction(item.Id, NameOf(sentiment.Label), Scores.Of(sentiment.Scores)));
    }

    protected override void Prepare(IReadOnlyList<TextItem> items)
    {
        var guesses = items.AsParallel().Where(item => item.Lang is null).Select(item => item.Language).OfType<string>().ToList();
        var largest = guesses.GroupBy(language => language, StringComparer.Ordinal).MaxBy(group => group.Count());
        _languageOfAll = largest is not null && largest.Count() >= guesses.Count * OneLanguage ? largest.Key : null;
    }

    protected override bool IsAnswered(Prediction prediction) => prediction.Label is not null;

    /// <summary>The language that the set states, so that the detector's errors, which have a measure of their own, are not counted here; else what is detected.</summary>
    private string LanguageOf(TextItem item) => item.StatedLanguage ?? _languageOfAll ?? item.Language ?? FallbackLanguage;

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
