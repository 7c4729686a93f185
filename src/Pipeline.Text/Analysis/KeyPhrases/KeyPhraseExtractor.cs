namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Finds the phrases that say what a text is about: runs of content words, ranked by how often and how early their words come.</summary>
internal static class KeyPhraseExtractor
{
    /// <summary>Most phrases of one document.</summary>
    public const int MostPhrases = 30;

    /// <summary>The key phrases of <paramref name="text"/>, best first.</summary>
    /// <param name="text">The document.</param>
    /// <param name="title">Its title, whose words count more; null for none.</param>
    /// <param name="language">ISO 639-1 code, or null.</param>
    /// <param name="sentences">Spans of its sentences.</param>
    public static IReadOnlyList<KeyPhrase> Extract(string text, string? title, string? language, IReadOnlyList<TextSpan> sentences)
    {
        var candidates = PhraseCandidates.Find(text, language, sentences);
        return PhraseRanking.Rank(candidates, title, MostPhrases);
    }
}
