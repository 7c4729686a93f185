#pragma warning disable CS1591, CA1711, CA1724 // The names are those of the package.
using System.Collections.ObjectModel;
using Azure.Core;

// The members of the package Azure.AI.TextAnalytics 5.3.0 that the app uses, with the types that its documentation gives them
// (https://learn.microsoft.com/dotnet/api/azure.ai.textanalytics). The default build does not need the package; against these the client that does is
// compiled, so that what it calls is known to be there. Constructors are the tests' own: the package makes its results itself.
namespace Azure.AI.TextAnalytics;

public class TextAnalyticsClientOptions : ClientOptions;

public class TextAnalyticsClient
{
    protected TextAnalyticsClient()
    {
    }

    public TextAnalyticsClient(Uri endpoint, AzureKeyCredential credential, TextAnalyticsClientOptions options) => throw new NotSupportedException($"{endpoint} {credential} {options}");

    public TextAnalyticsClient(Uri endpoint, TokenCredential credential, TextAnalyticsClientOptions options) => throw new NotSupportedException($"{endpoint} {credential} {options}");

    public virtual Task<Response<AnalyzeSentimentResultCollection>> AnalyzeSentimentBatchAsync(IEnumerable<TextDocumentInput> documents, AnalyzeSentimentOptions options, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public virtual Task<Response<ExtractKeyPhrasesResultCollection>> ExtractKeyPhrasesBatchAsync(IEnumerable<TextDocumentInput> documents, TextAnalyticsRequestOptions options, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

public class TextDocumentInput(string id, string text)
{
    public string Id { get; } = id;

    public string Text { get; } = text;

    public string? Language { get; set; }
}

public class TextAnalyticsRequestOptions
{
    public string? ModelVersion { get; set; }
}

public class AnalyzeSentimentOptions : TextAnalyticsRequestOptions
{
    public bool? IncludeOpinionMining { get; set; }
}

public class AnalyzeSentimentResultCollection(IList<AnalyzeSentimentResult> results, string modelVersion) : ReadOnlyCollection<AnalyzeSentimentResult>(results)
{
    public string ModelVersion { get; } = modelVersion;
}

public class ExtractKeyPhrasesResultCollection(IList<ExtractKeyPhrasesResult> results, string modelVersion) : ReadOnlyCollection<ExtractKeyPhrasesResult>(results)
{
    public string ModelVersion { get; } = modelVersion;
}

public class TextAnalyticsResult(string id, TextAnalyticsError error)
{
    public string Id { get; } = id;

    public TextAnalyticsError Error { get; } = error;

    public bool HasError => Error.ErrorCode.ToString().Length > 0;
}

public class AnalyzeSentimentResult(string id, DocumentSentiment sentiment, TextAnalyticsError error) : TextAnalyticsResult(id, error)
{
    public DocumentSentiment DocumentSentiment { get; } = sentiment;
}

public class ExtractKeyPhrasesResult(string id, KeyPhraseCollection phrases, TextAnalyticsError error) : TextAnalyticsResult(id, error)
{
    public KeyPhraseCollection KeyPhrases { get; } = phrases;
}

public readonly struct TextAnalyticsError(TextAnalyticsErrorCode errorCode, string message)
{
    public TextAnalyticsErrorCode ErrorCode { get; } = errorCode;

    public string Message { get; } = message;
}

public readonly struct TextAnalyticsErrorCode(string errorCode)
{
    public override string ToString() => errorCode ?? "";
}

public readonly struct TextAnalyticsWarning(TextAnalyticsWarningCode warningCode, string message)
{
    public TextAnalyticsWarningCode WarningCode { get; } = warningCode;

    public string Message { get; } = message;
}

public readonly struct TextAnalyticsWarningCode(string value)
{
    public override string ToString() => value;
}

public class KeyPhraseCollection(IList<string> phrases, IReadOnlyCollection<TextAnalyticsWarning> warnings) : ReadOnlyCollection<string>(phrases)
{
    public IReadOnlyCollection<TextAnalyticsWarning> Warnings { get; } = warnings;
}

public class DocumentSentiment(TextSentiment sentiment, SentimentConfidenceScores scores, IReadOnlyCollection<SentenceSentiment> sentences, IReadOnlyCollection<TextAnalyticsWarning> warnings)
{
    public TextSentiment Sentiment { get; } = sentiment;

    public SentimentConfidenceScores ConfidenceScores { get; } = scores;

    public IReadOnlyCollection<SentenceSentiment> Sentences { get; } = sentences;

    public IReadOnlyCollection<TextAnalyticsWarning> Warnings { get; } = warnings;
}

public readonly struct SentenceSentiment(string text, TextSentiment sentiment, SentimentConfidenceScores scores, int offset, int length, IReadOnlyCollection<SentenceOpinion> opinions)
{
    public string Text { get; } = text;

    public TextSentiment Sentiment { get; } = sentiment;

    public SentimentConfidenceScores ConfidenceScores { get; } = scores;

    public int Offset { get; } = offset;

    public int Length { get; } = length;

    public IReadOnlyCollection<SentenceOpinion> Opinions { get; } = opinions;
}

public class SentenceOpinion(TargetSentiment target, IReadOnlyCollection<AssessmentSentiment> assessments)
{
    public TargetSentiment Target { get; } = target;

    public IReadOnlyCollection<AssessmentSentiment> Assessments { get; } = assessments;
}

public readonly struct TargetSentiment(TextSentiment sentiment, int offset, int length)
{
    public TextSentiment Sentiment { get; } = sentiment;

    public int Offset { get; } = offset;

    public int Length { get; } = length;
}

public readonly struct AssessmentSentiment(int offset, int length)
{
    public int Offset { get; } = offset;

    public int Length { get; } = length;
}

public class SentimentConfidenceScores(double positive, double neutral, double negative)
{
    public double Positive { get; } = positive;

    public double Neutral { get; } = neutral;

    public double Negative { get; } = negative;
}

public enum TextSentiment
{
    Positive,
    Neutral,
    Negative,
    Mixed,
}
