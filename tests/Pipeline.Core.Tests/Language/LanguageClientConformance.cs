using Azure;
using Pipeline.Core.Language;
using Pipeline.LanguageStandIn;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Language;

/// <summary>What every <see cref="ILanguageClient"/> promises, over HTTP against the stand-in.</summary>
public abstract class LanguageClientConformance : IAsyncLifetime
{
    private LanguageService _service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A new client for these settings.</summary>
    protected abstract ILanguageClient CreateClient(LanguageOptions options);

    public async ValueTask InitializeAsync() => _service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Sentiment_comes_with_sentences_and_their_places()
    {
        const string text = "🎉 The harbour festival was a wonderful success. The storm destroyed three houses and killed a man.";

        var reply = await SendAsync(LanguageFeature.Sentiment, text);

        var answer = Assert.Single(reply.Answers);
        Assert.Equal(SentimentLabel.Mixed, answer.Sentiment!.Label);
        Assert.Equal([SentimentLabel.Positive, SentimentLabel.Negative], answer.Sentences.Select(s => s.Sentiment.Label));
        Assert.StartsWith("The storm", answer.Sentences[1].Span.Of(text).ToString(), StringComparison.Ordinal);
        Assert.NotNull(answer.ModelVersion ?? reply.ModelVersion);
    }

    [Fact]
    public async Task Key_phrases_come_in_the_order_of_the_service()
    {
        var reply = await SendAsync(LanguageFeature.KeyPhrases, "The European Commission fined the steel company. The European Commission said the steel company had fixed prices.");

        Assert.Contains(Assert.Single(reply.Answers).KeyPhrases, p => p.Contains("Commission", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Opinions_point_at_their_targets_and_assessments()
    {
        const string text = "The room was clean. We stayed two nights.";

        var reply = await CreateClient(Options(o => o.OpinionMining = true)).SendAsync(LanguageFeature.Sentiment, [new LanguageDocument("0", text, "en")], Cancel);

        var opinion = Assert.Single(Assert.Single(reply.Answers).Opinions);
        Assert.Equal(("room", "clean"), (opinion.Target.Of(text).ToString(), Assert.Single(opinion.Assessments).Of(text).ToString()));
    }

    [Fact]
    public async Task A_document_that_is_refused_is_an_answer_of_its_own()
    {
        var reply = await SendAsync(LanguageFeature.Sentiment, "A splendid day.", new string('a', LanguageLimits.TextElementsPerDocument + 1), "A terrible day.");

        Assert.Equal(["0:", "1:InvalidDocument", "2:"], reply.Answers.OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => $"{a.Id}:{a.ErrorCode}"));
    }

    [Fact]
    public async Task An_unsupported_language_is_an_error_of_its_document()
    {
        var reply = await CreateClient(Options()).SendAsync(LanguageFeature.Sentiment, [new LanguageDocument("0", "Moien alleguer.", "xx")], Cancel);

        Assert.Equal("UnsupportedLanguageCode", Assert.Single(reply.Answers).ErrorCode);
    }

    [Theory]
    [InlineData(Misbehaviour.TooManyRequests, 429, true)]
    [InlineData(Misbehaviour.TooManyRequestsWithDate, 429, true)]
    [InlineData(Misbehaviour.TooManyRequestsBare, 429, false)]
    [InlineData(Misbehaviour.InternalError, 500, false)]
    [InlineData(Misbehaviour.Unavailable, 503, false)]
    [InlineData(Misbehaviour.QuotaExhausted, 403, true)]
    [InlineData(Misbehaviour.Unauthorized, 401, false)]
    public async Task A_refusal_is_thrown_once_with_status_and_Retry_After(Misbehaviour misbehaviour, int status, bool hasRetryAfter)
    {
        _service.Misbehave = _ => misbehaviour;

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync(LanguageFeature.Sentiment, "A day."));

        Assert.Equal(status, error.Status);
        Assert.Equal(hasRetryAfter, error.GetRawResponse()!.Headers.Contains("Retry-After"));
        Assert.Equal(1, _service.Ledger.Requests);
    }

    [Theory]
    [InlineData(Misbehaviour.CutConnection)]
    [InlineData(Misbehaviour.MalformedJson)]
    [InlineData(Misbehaviour.WrongShape)]
    public async Task An_answer_that_is_none_is_a_failed_request(Misbehaviour misbehaviour)
    {
        _service.Misbehave = _ => misbehaviour;

        await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync(LanguageFeature.KeyPhrases, "A day."));

        Assert.Equal(1, _service.Ledger.Requests);
    }

    [Fact]
    public async Task A_slow_answer_is_given_up_in_time()
    {
        _service.Misbehave = _ => Misbehaviour.Slow;

        await Assert.ThrowsAsync<RequestFailedException>(() => CreateClient(Options(o => o.RequestTimeout = TimeSpan.FromSeconds(1))).SendAsync(LanguageFeature.Sentiment, [new LanguageDocument("0", "A day.", "en")], Cancel));
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => CreateClient(Options(o => o.Key = "wrong")).SendAsync(LanguageFeature.Sentiment, [new LanguageDocument("0", "A day.", "en")], Cancel));

        Assert.Equal(401, error.Status);
    }

    [Fact]
    public async Task A_cancelled_request_is_cancelled()
    {
        _service.Misbehave = _ => Misbehaviour.Slow;
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CreateClient(Options()).SendAsync(LanguageFeature.Sentiment, [new LanguageDocument("0", "A day.", "en")], source.Token));
    }

    private Task<LanguageReply> SendAsync(LanguageFeature feature, params string[] texts) =>
        CreateClient(Options()).SendAsync(feature, [.. texts.Select((text, i) => new LanguageDocument($"{i}", text, "en"))], Cancel);

    private LanguageOptions Options(Action<LanguageOptions>? change = null)
    {
        var options = new LanguageOptions { Endpoint = _service.Address.ToString(), Key = new StandInOptions().Key };
        change?.Invoke(options);
        return options;
    }
}

public sealed class RestLanguageClientTests : LanguageClientConformance
{
    protected override ILanguageClient CreateClient(LanguageOptions options) => new RestLanguageClient(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System);
}
