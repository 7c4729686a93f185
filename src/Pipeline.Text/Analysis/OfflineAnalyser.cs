using Pipeline.Text.Analysis.KeyPhrases;
using Pipeline.Text.Analysis.Sentiments;
using Pipeline.Text.Language;
using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Analysis;

/// <summary>
/// Analyses in-process, without a service. Sentiment covers English by a trained model and the languages that a valence lexicon ships for; a document in another one has no sentiment and the warning
/// <see cref="SentimentUnsupported"/>. Key phrases cover every language. Thread-safe; the data are loaded on first use.
/// </summary>
public sealed class OfflineAnalyser : IArticleAnalyser
{
    /// <summary>The warning of a document whose language is unknown or has no sentiment support.</summary>
    public const string SentimentUnsupported = "SentimentUnsupported";

    /// <inheritdoc/>
    public AnalyserIdentity Identity { get; } = new("offline", "3");

    /// <inheritdoc/>
    public AnalyserLimits Limits => AnalyserLimits.None;

    /// <inheritdoc/>
    public Task<IReadOnlyList<DocumentAnalysis>> AnalyseAsync(IReadOnlyList<AnalysisDocument> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var analyses = new List<DocumentAnalysis>(documents.Count);
        foreach (var document in documents)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return Task.FromCanceled<IReadOnlyList<DocumentAnalysis>>(cancellationToken);
            }

            analyses.Add(Analyse(document));
        }

        return Task.FromResult<IReadOnlyList<DocumentAnalysis>>(analyses);
    }

    /// <summary>The sentiment of one sentence, without looking for sentence ends in it; null when the language has no support.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="language">ISO 639-1 code.</param>
    public static Sentiment? SentimentOf(string sentence, string language)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (SentimentClassifier.For(language) is not { } classifier)
        {
            return null;
        }

        var scores = classifier(sentence);
        return new Sentiment(scores.Highest, scores);
    }

    private static DocumentAnalysis Analyse(AnalysisDocument document)
    {
        var language = document.Language ?? LanguageDetector.Detect(document.Text)?.Code;
        var spans = SentenceSegmenter.Split(document.Text, language);
        var keyPhrases = KeyPhraseExtractor.Extract(document.Text, document.Title, language, spans);
        if (SentimentClassifier.For(language) is not { } classifier)
        {
            return new DocumentAnalysis { Id = document.Id, KeyPhrases = keyPhrases, Warnings = [SentimentUnsupported] };
        }

        var sentences = new SentenceSentiment[spans.Count];
        for (var i = 0; i < sentences.Length; i++)
        {
            var scores = classifier(spans[i].Of(document.Text));
            sentences[i] = new SentenceSentiment(spans[i], new Sentiment(scores.Highest, scores));
        }

        return new DocumentAnalysis
        {
            Id = document.Id,
            Sentiment = SentimentAggregate.Of(sentences) ?? new Sentiment(SentimentLabel.Neutral, ConfidenceScores.AllNeutral),
            Sentences = sentences,
            KeyPhrases = keyPhrases,
        };
    }
}
