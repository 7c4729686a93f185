using System.Globalization;

namespace Pipeline.Training;

/// <summary>What networks that were trained without a sentence make of it.</summary>
/// <param name="Domain">Domain of its set.</param>
/// <param name="Label">The right answer.</param>
/// <param name="Logits">Positive, neutral, negative; as for news.</param>
internal sealed record HeldOutAnswer(int Domain, int Label, float[] Logits)
{
    /// <summary>The most probable label.</summary>
    public int Highest((float Positive, float Neutral) bias = default)
    {
        var (positive, neutral, negative) = (Logits[0] + bias.Positive, Logits[1] + bias.Neutral, Logits[2]);
        return positive > neutral && positive > negative ? 0 : negative > neutral ? 2 : 1;
    }
}

/// <summary>
/// What is added to the logits and what they are divided by, fitted on sentences that the networks had not seen. The shares of the classes in the training news are not those of other texts, so
/// that the most probable label is not the one with the best macro-F1; and networks are surer of themselves than they are right, or less so.
/// </summary>
/// <param name="Bias">Added to the logits of positive and neutral.</param>
/// <param name="Temperature">Divides the logits, after the bias.</param>
internal sealed record SentimentCalibration((float Positive, float Neutral) Bias, double Temperature)
{
    private const float Step = 0.05f;
    private const int Steps = 6;

    /// <summary>The bias with the best mean macro-F1 of news, editorials and two unseen domains; then the temperature at which the mean confidence on news is the accuracy.</summary>
    public static SentimentCalibration Fit(ILookup<int, HeldOutAnswer> answers)
    {
        var steps = Enumerable.Range(-Steps, (2 * Steps) + 1).Select(s => s * Step).ToArray();
        var bias = steps.SelectMany(_ => steps, (positive, neutral) => (positive, neutral)).MaxBy(b => SentimentCrossValidation.MeanF1(answers, b));
        var news = answers[SentimentSettings.News].ToList();
        var temperature = Enumerable.Range(10, 111).Select(t => t / 100.0).MinBy(t =>
        {
            var (accuracy, confidence, _) = new SentimentCalibration(bias, t).Score(news);
            return Math.Abs(accuracy - confidence);
        });
        return new SentimentCalibration(bias, temperature);
    }

    /// <summary>Accuracy, mean confidence and mean log loss.</summary>
    public (double Accuracy, double Confidence, double Loss) Score(IReadOnlyCollection<HeldOutAnswer> answers)
    {
        Span<float> scores = stackalloc float[SentimentNetwork.Classes];
        var right = 0;
        var confidence = 0.0;
        var loss = 0.0;
        foreach (var answer in answers)
        {
            for (var k = 0; k < scores.Length; k++)
            {
                scores[k] = (answer.Logits[k] + BiasOf(k)) / (float)Temperature;
            }

            SentimentNetwork.Softmax(scores);
            var highest = Math.Max(scores[0], Math.Max(scores[1], scores[2]));
            right += scores[answer.Label] >= highest ? 1 : 0;
            confidence += highest;
            loss -= Math.Log(Math.Max(scores[answer.Label], 1e-6));
        }

        return ((double)right / answers.Count, confidence / answers.Count, loss / answers.Count);
    }

    /// <summary>What is added to the logit of a class.</summary>
    public float BiasOf(int label) => label switch { 0 => Bias.Positive, 1 => Bias.Neutral, _ => 0 };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"bias {Bias.Positive:F2} and {Bias.Neutral:F2}, temperature {Temperature:F2}");
}
