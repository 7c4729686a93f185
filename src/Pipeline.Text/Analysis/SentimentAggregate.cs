namespace Pipeline.Text.Analysis;

/// <summary>
/// The sentiment of several sentences together. The label follows the rule of Azure AI Language (positive with neutral sentences is positive, negative with neutral
/// is negative, both is mixed, else neutral), with a floor: a side counts by the length of its sentences times their confidence, needs
/// <see cref="PresenceFloor"/> of the text's length to be present at all, and the weaker side makes the whole mixed only when it reaches <see cref="BalanceFloor"/> of
/// the stronger. Otherwise one weak sentence would make every long story mixed. The scores are the sentences' scores weighted by length.
/// </summary>
public static class SentimentAggregate
{
    /// <summary>Share of the text, weighted by confidence, from which a side is present.</summary>
    public const double PresenceFloor = 0.08;

    /// <summary>Share of the stronger side from which the weaker one makes the whole mixed.</summary>
    public const double BalanceFloor = 0.4;

    /// <summary>The sentiment of <paramref name="sentences"/>; null when there are none.</summary>
    public static Sentiment? Of(IReadOnlyList<SentenceSentiment> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        if (sentences.Count == 0)
        {
            return null;
        }

        double positive = 0, neutral = 0, negative = 0, total = 0, positiveSide = 0, negativeSide = 0;
        foreach (var (span, sentiment) in sentences)
        {
            var scores = sentiment.Scores;
            positive += scores.Positive * span.Length;
            neutral += scores.Neutral * span.Length;
            negative += scores.Negative * span.Length;
            total += span.Length;
            positiveSide += sentiment.Label == SentimentLabel.Positive ? scores.Positive * span.Length : 0;
            negativeSide += sentiment.Label == SentimentLabel.Negative ? scores.Negative * span.Length : 0;
        }

        return new Sentiment(Label(positiveSide, negativeSide, total), ConfidenceScores.FromWeights(positive, neutral, negative));
    }

    private static SentimentLabel Label(double positive, double negative, double total)
    {
        var floor = total * PresenceFloor;
        var weaker = Math.Min(positive, negative);
        var stronger = Math.Max(positive, negative);
        return stronger < floor || stronger == 0 ? SentimentLabel.Neutral
            : weaker >= floor && weaker >= stronger * BalanceFloor ? SentimentLabel.Mixed
            : positive > negative ? SentimentLabel.Positive
            : SentimentLabel.Negative;
    }
}
