using Pipeline.Text.Analysis;

namespace Pipeline.Text.Tests.Analysis.Corpus;

/// <summary>Figures of labelled answers, each from 0 to 1.</summary>
internal static class SentimentFigures
{
    private const int Bins = 10;

    public static double Accuracy(IReadOnlyList<(SentimentLabel Truth, Sentiment? Answer)> answers) => answers.Average(a => a.Truth == a.Answer?.Label ? 1.0 : 0.0);

    /// <summary>The mean over the labels that occur of the harmonic mean of precision and recall.</summary>
    public static double MacroF1(IReadOnlyList<(SentimentLabel Truth, Sentiment? Answer)> answers) => answers.Select(a => a.Truth).Distinct().Average(label =>
    {
        var right = answers.Count(a => a.Truth == label && a.Answer?.Label == label);
        var wrong = answers.Count(a => a.Truth == label != (a.Answer?.Label == label));
        return 2.0 * right / ((2 * right) + wrong);
    });

    /// <summary>How far the confidence in an answer and the share of right answers are apart, mean over ten bins of confidence (expected calibration error).</summary>
    public static double CalibrationError(IReadOnlyList<(SentimentLabel Truth, Sentiment? Answer)> answers) => answers
        .Select(a => (Right: a.Truth == a.Answer?.Label ? 1.0 : 0.0, Confidence: a.Answer is { Scores: var s } ? Math.Max(s.Positive, Math.Max(s.Neutral, s.Negative)) : 0))
        .GroupBy(a => Math.Min(Bins - 1, (int)(a.Confidence * Bins)))
        .Sum(bin => Math.Abs(bin.Sum(a => a.Right - a.Confidence))) / answers.Count;
}
