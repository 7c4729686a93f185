using Pipeline.Core.Articles;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Language;

/// <summary>Makes the port's answer of the service's answers.</summary>
internal static class LanguageAnswers
{
    /// <summary>Codes of a language that a feature does not support: the feature is left out, the rest of the article counts.</summary>
    private static readonly HashSet<string> s_unsupported = new(StringComparer.OrdinalIgnoreCase) { "UnsupportedLanguageCode", "UnsupportedLanguage", "InvalidLanguage", "UnsupportedDocumentLanguage", "InvalidCountryHint" };

    /// <summary>Faults of the service inside an otherwise good answer.</summary>
    private static readonly HashSet<string> s_transient = new(StringComparer.OrdinalIgnoreCase) { "InternalServerError", "ServiceUnavailable", "Timeout", "TooManyRequests" };

    /// <summary>Why a feature has no usable answer; null when it has one.</summary>
    public static AnalysisError? ErrorOf(Answered answered, LanguageFeature feature) => answered switch
    {
        { Error: { } error } => error,
        { Answer: { ErrorCode: null } } => null,
        { Answer.ErrorCode: { } code } when s_unsupported.Contains(code) => null,
        { Answer.ErrorCode: { } code } => new AnalysisError(
            s_transient.Contains(code) ? AnalysisErrorKind.Transient : AnalysisErrorKind.Permanent,
            s_transient.Contains(code) ? ReasonCodes.ServiceUnavailable : ReasonCodes.DocumentRefused,
            $"Azure AI Language gave the error {Printable(code)} for {feature}."),
        _ => throw new ArgumentException("Neither answer nor error.", nameof(answered)),
    };

    /// <summary>One answer of both features.</summary>
    public static DocumentAnalysis Combine(AnalysisDocument document, Purchase purchase)
    {
        if (purchase.Error is { } error)
        {
            return new DocumentAnalysis { Id = document.Id, Error = error };
        }

        var (sentiment, phrases) = (purchase.Answers.Sentiment!, purchase.Answers.KeyPhrases!);
        List<string> warnings = [.. sentiment.Warnings.Concat(phrases.Warnings).Select(warning => warning.WithoutQuotation(document.Text))];
        if (sentiment.ErrorCode is not null)
        {
            warnings.Add(OfflineAnalyser.SentimentUnsupported);
        }

        if (phrases.ErrorCode is not null)
        {
            warnings.Add("KeyPhrasesUnsupported");
        }

        return new DocumentAnalysis
        {
            Id = document.Id,
            Sentiment = sentiment.Sentiment,
            Sentences = [.. sentiment.Sentences.Where(s => s.Span.Start >= 0 && s.Span.End <= document.Text.Length)],
            Opinions = sentiment.Opinions,
            KeyPhrases = [.. phrases.KeyPhrases.DistinctBy(p => p, StringComparer.OrdinalIgnoreCase).Select(p => new KeyPhrase(p, null))],
            Warnings = [.. warnings.Distinct(StringComparer.Ordinal)],
            ModelVersions = [.. new[] { sentiment.ModelVersion, phrases.ModelVersion }.OfType<string>()],
        };
    }

    /// <summary>Codes are words; anything else came from somewhere else and is not repeated.</summary>
    private static string Printable(string code) => code.Length <= 64 && code.All(char.IsAsciiLetterOrDigit) ? code : "Unknown";
}
