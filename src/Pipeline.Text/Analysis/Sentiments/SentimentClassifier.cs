namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>Gives the confidence scores of one sentence.</summary>
internal delegate ConfidenceScores ClassifySentence(ReadOnlySpan<char> sentence);

/// <summary>Chooses how a language's sentences are classified.</summary>
internal static class SentimentClassifier
{
    /// <summary>The classifier for an ISO 639-1 code; null when there is none.</summary>
    public static ClassifySentence? For(string? language) =>
        language is null ? null
        : language == "en" ? SentimentModel.Shipped.Classify
        : LexiconLanguage.For(language) is { } lexicon ? sentence => LexiconClassifier.Classify(sentence, lexicon)
        : null;
}
