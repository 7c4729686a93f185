namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Finds the phrases that say what a text is about: noun phrases, ranked by how often, how early and how unusually their words come.</summary>
internal static class KeyPhraseExtractor
{
    /// <summary>Most phrases of one document.</summary>
    public const int MostPhrases = 30;

    /// <summary>The key phrases of <paramref name="text"/>, best first, with all their mentions.</summary>
    /// <param name="text">The document.</param>
    /// <param name="title">Its title, whose words count more; null for none.</param>
    /// <param name="language">ISO 639-1 code, or null.</param>
    /// <param name="sentences">Spans of its sentences.</param>
    public static IReadOnlyList<KeyPhrase> Extract(string text, string? title, string? language, IReadOnlyList<TextSpan> sentences)
    {
        var phraseLanguage = PhraseLanguage.For(language);
        var tokens = new PhraseTokenizer(text, phraseLanguage).Read(sentences);
        var chunker = new PhraseChunker(phraseLanguage.KnowsVerbs);
        var variants = PhraseVariants.Find(text, tokens, chunker);
        var chunks = chunker.Cut(tokens, variants.Explained);
        var ranked = new PhraseRanking(text, tokens, chunks, variants, phraseLanguage.KnowsVerbs).Rank(TitleWords(title, phraseLanguage), MostPhrases);
        var mentions = PhraseMentions.Find(text, tokens, ranked, variants);
        return [.. ranked.Select((phrase, i) => new KeyPhrase(phrase.Surface(), Math.Round(phrase.Score / ranked[0].Score, 4)) { Mentions = mentions[i] })];
    }

    private static HashSet<string> TitleWords(string? title, PhraseLanguage language) =>
        title is null ? [] : [.. new PhraseTokenizer(title, language).Read([new TextSpan(0, title.Length)]).Where(t => t.Role != WordRole.Break).Select(t => t.Key)];
}
