using Azure;
using Azure.AI.TextAnalytics;
using Pipeline.Core.Language;
using Pipeline.Functions.Language;
using Pipeline.Text.Analysis;

namespace Pipeline.Functions.Tests.Language;

/// <summary>The mapping of the client that only the build for Azure has, against the shapes of the package (see <c>TextAnalyticsShapes</c>).</summary>
public sealed class SdkLanguageClientTests
{
    private static readonly LanguageOptions Options = new() { ModelVersion = "2024-03-01", OpinionMining = true };

    [Fact]
    public async Task Documents_go_out_with_id_text_and_language()
    {
        var sdk = new RecordedClient();

        await Client(sdk).SendAsync(LanguageFeature.Sentiment, [new LanguageDocument("7", "Ein Tag.", "de"), new LanguageDocument("8", "?", null)], TestContext.Current.CancellationToken);

        Assert.Equal([("7", "Ein Tag.", "de"), ("8", "?", null)], sdk.Sent.Select(d => (d.Id, d.Text, d.Language)));
        Assert.Equal(("2024-03-01", true), (sdk.SentimentOptions!.ModelVersion, sdk.SentimentOptions.IncludeOpinionMining));
    }

    [Fact]
    public async Task Sentiment_sentences_opinions_and_warnings_come_back()
    {
        var sdk = new RecordedClient();
        SentenceOpinion opinion = new(new TargetSentiment(TextSentiment.Positive, 4, 4), [new AssessmentSentiment(13, 5)]);
        Azure.AI.TextAnalytics.SentenceSentiment first = new("The room was clean.", TextSentiment.Positive, new SentimentConfidenceScores(0.9, 0.1, 0), 0, 19, [opinion]);
        Azure.AI.TextAnalytics.SentenceSentiment second = new("We left.", TextSentiment.Neutral, new SentimentConfidenceScores(0, 1, 0), 20, 8, []);
        sdk.Sentiments.Add(new AnalyzeSentimentResult(
            "0",
            new DocumentSentiment(TextSentiment.Mixed, new SentimentConfidenceScores(0.4, 0.2, 0.4), [second, first], [new TextAnalyticsWarning(new("LongWordsInDocument"), "Words are very long.")]),
            default));

        var reply = await SendAsync(sdk, LanguageFeature.Sentiment);

        var answer = Assert.Single(reply.Answers);
        Assert.Equal("m1", reply.ModelVersion);
        Assert.Equal(new Sentiment(SentimentLabel.Mixed, new ConfidenceScores(0.4, 0.2, 0.4)), answer.Sentiment);
        Assert.Equal([0, 20], answer.Sentences.Select(s => s.Span.Start));
        Assert.Equal((4, 13), (Assert.Single(answer.Opinions).Target.Start, Assert.Single(answer.Opinions[0].Assessments).Start));
        Assert.Equal([new LanguageWarning("LongWordsInDocument", "Words are very long.")], answer.Warnings);
    }

    [Fact]
    public async Task Key_phrases_come_back_in_order()
    {
        var sdk = new RecordedClient();
        sdk.Phrases.Add(new ExtractKeyPhrasesResult("0", new KeyPhraseCollection(["harbour", "night ferry"], []), default));

        var reply = await SendAsync(sdk, LanguageFeature.KeyPhrases);

        Assert.Equal(["harbour", "night ferry"], Assert.Single(reply.Answers).KeyPhrases);
    }

    [Fact]
    public async Task An_error_of_a_document_is_its_answer()
    {
        var sdk = new RecordedClient();
        TextAnalyticsError error = new(new TextAnalyticsErrorCode("InvalidDocument"), "…");
        sdk.Sentiments.Add(new AnalyzeSentimentResult("0", null!, error));
        sdk.Phrases.Add(new ExtractKeyPhrasesResult("0", null!, error));

        var replies = new[] { await SendAsync(sdk, LanguageFeature.Sentiment), await SendAsync(sdk, LanguageFeature.KeyPhrases) };

        Assert.All(replies, reply => Assert.Equal("InvalidDocument", Assert.Single(reply.Answers).ErrorCode));
    }

    private static Task<LanguageReply> SendAsync(RecordedClient sdk, LanguageFeature feature) =>
        Client(sdk).SendAsync(feature, [new LanguageDocument("0", "The room was clean. We left.", "en")], TestContext.Current.CancellationToken);

    private static SdkLanguageClient Client(RecordedClient sdk) => new(sdk, Options);

    private sealed class RecordedClient : TextAnalyticsClient
    {
        public List<TextDocumentInput> Sent { get; } = [];

        public AnalyzeSentimentOptions? SentimentOptions { get; private set; }

        public List<AnalyzeSentimentResult> Sentiments { get; } = [];

        public List<ExtractKeyPhrasesResult> Phrases { get; } = [];

        public override Task<Response<AnalyzeSentimentResultCollection>> AnalyzeSentimentBatchAsync(IEnumerable<TextDocumentInput> documents, AnalyzeSentimentOptions options, CancellationToken cancellationToken = default)
        {
            Sent.AddRange(documents);
            SentimentOptions = options;
            return Task.FromResult(Response.FromValue(new AnalyzeSentimentResultCollection(Sentiments, "m1"), null!));
        }

        public override Task<Response<ExtractKeyPhrasesResultCollection>> ExtractKeyPhrasesBatchAsync(IEnumerable<TextDocumentInput> documents, TextAnalyticsRequestOptions options, CancellationToken cancellationToken = default)
        {
            Sent.AddRange(documents);
            return Task.FromResult(Response.FromValue(new ExtractKeyPhrasesResultCollection(Phrases, "m1"), null!));
        }
    }
}
