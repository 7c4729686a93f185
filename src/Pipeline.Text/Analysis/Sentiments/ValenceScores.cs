namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>Turns sums of valence into three confidence scores.</summary>
internal static class ValenceScores
{
    // Chosen, not fitted: one strong word makes a short sentence polar at a confidence of about a half, and an empty one is neutral. A lone word of valence 1 stays neutral, and all above it do
    // not: a negated word of valence 2 has 1.2. The border is where Slope × v / √(v² + Squash) = NeutralBias, at v = 1.07.
    private const double Slope = 3.2;
    private const double NeutralBias = 0.85;

    /// <summary>Keeps long sentences from saturating, as in VADER.</summary>
    private const double Squash = 15;

    public static ConfidenceScores Of(double positive, double negative)
    {
        var p = positive / Math.Sqrt((positive * positive) + Squash);
        var n = negative / Math.Sqrt((negative * negative) + Squash);
        return ConfidenceScores.FromWeights(Math.Exp(Slope * (p - (n / 2))), Math.Exp(NeutralBias), Math.Exp(Slope * (n - (p / 2))));
    }
}
