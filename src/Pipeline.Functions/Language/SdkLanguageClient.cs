using Azure;
using Azure.AI.TextAnalytics;
using Microsoft.Extensions.Options;
using Pipeline.Core.Language;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Functions.Language;

/// <summary>Azure AI Language through the official SDK, in the build for Azure.</summary>
public sealed class SdkLanguageClient : ILanguageClient
{
    private readonly TextAnalyticsClient _client;
    private readonly LanguageOptions _options;

    /// <summary>Speaks to <see cref="LanguageOptions.Endpoint"/>.</summary>
    public SdkLanguageClient(IOptions<LanguageOptions> options)
        : this(CreateClient(options.Value), options.Value)
    {
    }

    internal SdkLanguageClient(TextAnalyticsClient client, LanguageOptions options) => (_client, _options) = (client, options);

    /// <inheritdoc/>
    public Task<LanguageReply> SendAsync(LanguageFeature feature, IReadOnlyList<LanguageDocument> documents, CancellationToken cancellationToken)
    {
        var inputs = documents.Select(document => new TextDocumentInput(document.Id, document.Text) { Language = document.Language }).ToList();
        return feature == LanguageFeature.Sentiment ? AnalyseSentimentAsync(inputs, cancellationToken) : ExtractKeyPhrasesAsync(inputs, cancellationToken);
    }

    private static TextAnalyticsClient CreateClient(LanguageOptions options)
    {
        var address = new Uri(options.Endpoint!);
        var settings = new TextAnalyticsClientOptions();
        settings.Retry.MaxRetries = 0; // The throttle decides when to ask again.
        settings.Retry.NetworkTimeout = options.RequestTimeout;
        return string.IsNullOrEmpty(options.Key)
            ? new TextAnalyticsClient(address, options.CreateCredential(), settings)
            : new TextAnalyticsClient(address, new AzureKeyCredential(options.Key), settings);
    }

    private async Task<LanguageReply> AnalyseSentimentAsync(IEnumerable<TextDocumentInput> inputs, CancellationToken cancellationToken)
    {
        var settings = new AnalyzeSentimentOptions { ModelVersion = _options.ModelVersion, IncludeOpinionMining = _options.OpinionMining };
        var results = (await _client.AnalyzeSentimentBatchAsync(inputs, settings, cancellationToken)).Value;
        return new LanguageReply([.. results.Select(result => result.HasError ? Failed(result) : Answer(result.Id, result.DocumentSentiment))], results.ModelVersion);
    }

    private async Task<LanguageReply> ExtractKeyPhrasesAsync(IEnumerable<TextDocumentInput> inputs, CancellationToken cancellationToken)
    {
        var settings = new TextAnalyticsRequestOptions { ModelVersion = _options.ModelVersion };
        var results = (await _client.ExtractKeyPhrasesBatchAsync(inputs, settings, cancellationToken)).Value;
        return new LanguageReply([.. results.Select(result => result.HasError ? Failed(result) : Answer(result.Id, result.KeyPhrases))], results.ModelVersion);
    }

    private static LanguageAnswer Failed(TextAnalyticsResult result) => new() { Id = result.Id, ErrorCode = result.Error.ErrorCode.ToString() };

    private static LanguageAnswer Answer(string id, KeyPhraseCollection phrases) => new() { Id = id, KeyPhrases = [.. phrases], Warnings = WarningsOf(phrases.Warnings) };

    private static LanguageAnswer Answer(string id, DocumentSentiment document) => new()
    {
        Id = id,
        Sentiment = SentimentOf(document.Sentiment, document.ConfidenceScores),
        Sentences =
        [
            .. document.Sentences
                .Select(sentence => new Text.Analysis.SentenceSentiment(new TextSpan(sentence.Offset, sentence.Length), SentimentOf(sentence.Sentiment, sentence.ConfidenceScores)))
                .OrderBy(sentence => sentence.Span.Start),
        ],
        Opinions = [.. document.Sentences.SelectMany(sentence => sentence.Opinions).Select(OpinionOf)],
        Warnings = WarningsOf(document.Warnings),
    };

    private static Opinion OpinionOf(SentenceOpinion opinion) => new(
        new TextSpan(opinion.Target.Offset, opinion.Target.Length),
        LabelOf(opinion.Target.Sentiment),
        [.. opinion.Assessments.Select(assessment => new TextSpan(assessment.Offset, assessment.Length))]);

    private static List<LanguageWarning> WarningsOf(IEnumerable<TextAnalyticsWarning> warnings) =>
        [.. warnings.Select(warning => LanguageWarning.Of(warning.WarningCode.ToString(), warning.Message))];

    private static Sentiment SentimentOf(TextSentiment label, SentimentConfidenceScores scores) =>
        new(LabelOf(label), ConfidenceScores.FromWeights(scores.Positive, scores.Neutral, scores.Negative));

    private static SentimentLabel LabelOf(TextSentiment label) => label switch
    {
        TextSentiment.Positive => SentimentLabel.Positive,
        TextSentiment.Negative => SentimentLabel.Negative,
        TextSentiment.Mixed => SentimentLabel.Mixed,
        _ => SentimentLabel.Neutral,
    };
}
