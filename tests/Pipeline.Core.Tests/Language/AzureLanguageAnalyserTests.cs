using Pipeline.Conformance;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.LanguageStandIn;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Language;

public sealed class AzureLanguageAnalyserTests(AzuriteFixture azurite) : ArticleAnalyserConformance, IAsyncLifetime
{
    private LanguageService _service = null!;
    private PipelineHarness _pipeline = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override IArticleAnalyser CreateAnalyser() => _pipeline.Get<IArticleAnalyser>();

    public async ValueTask InitializeAsync()
    {
        _service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        _pipeline = await PipelineHarness.CreateAsync(azurite, _service, new()
        {
            ["Language:RequestsPerMinute"] = "100000",
            ["Language:ShareWait"] = "00:00:01", // A busy machine brings the documents in slowly.
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Documents_of_concurrent_calls_share_requests()
    {
        var calls = Enumerable.Range(0, 100).Select(i => AnalyseAsync("en", $"The council of ward {i} met on Monday and praised the new bridge."));

        var answers = await Task.WhenAll(calls);

        Assert.All(answers, a => Assert.Null(Assert.Single(a).Error));
        Assert.Equal(LanguageLimits.DocumentsPerRequest, _service.Ledger.MostDocuments);
        Assert.InRange(_service.Ledger.Requests, 20, 30); // Two features; 200 one by one.
    }

    [Fact]
    public async Task Identical_texts_are_bought_once_at_the_same_time_and_later()
    {
        var calls = Enumerable.Range(0, 30).Select(i => AnalyseAsync("en", "The ferry was late again.", $"Ferry number {i} was on time."));
        await Task.WhenAll(calls);
        var documents = _service.Ledger.Documents;

        var later = Assert.Single(await AnalyseAsync("en", "The ferry was late again."));

        Assert.Equal(2 * 31, documents);
        Assert.Equal(documents, _service.Ledger.Documents);
        Assert.Equal(new RecordCount(0, 2), later.Records);
    }

    [Fact]
    public async Task Another_instance_finds_what_this_one_bought_even_while_it_buys()
    {
        await using var other = await PipelineHarness.OnAsync(_pipeline.ConnectionString, _service);
        AnalysisDocument[] documents = [.. Enumerable.Range(0, 20).Select(i => new AnalysisDocument($"{i}", $"Ward {i} welcomed the decision.", "en"))];

        var both = await Task.WhenAll(CreateAnalyser().AnalyseAsync(documents, Cancel), other.Get<IArticleAnalyser>().AnalyseAsync(documents, Cancel));

        Assert.All(both.SelectMany(a => a), a => Assert.Null(a.Error));
        Assert.Equal(0, _service.Ledger.BoughtTwice);
        Assert.Equal(40, both.SelectMany(a => a).Sum(a => a.Records.Bought));
    }

    [Fact]
    public async Task Only_the_feature_that_failed_is_bought_again()
    {
        _service.Misbehave = request => request.Kind == "KeyPhraseExtraction" ? Misbehaviour.DocumentError : null;
        var first = Assert.Single(await AnalyseAsync("en", "The bridge was praised."));
        _service.Misbehave = null;

        var second = Assert.Single(await AnalyseAsync("en", "The bridge was praised."));

        Assert.Equal(AnalysisErrorKind.Transient, first.Error!.Kind);
        Assert.Equal(new RecordCount(1, 1), second.Records);
        Assert.Equal(0, _service.Ledger.BoughtTwice);
    }

    [Fact]
    public async Task A_document_that_spoils_its_request_spoils_no_other()
    {
        _service.Misbehave = request => request.Texts.Any(t => t.Contains("cursed", StringComparison.Ordinal)) ? Misbehaviour.Refused : null;

        var answers = await AnalyseAsync("en", "A splendid day.", "The cursed text.", "A terrible day.");

        Assert.Equal([null, ReasonCodes.DocumentRefused, null], answers.Select(a => a.Error?.Code));
        Assert.Equal(0, _service.Ledger.BoughtTwice);
    }

    [Fact]
    public async Task Answers_too_large_for_a_row_come_back_from_a_blob()
    {
        var text = string.Join(' ', Enumerable.Range(0, 600).Select(i => $"No {i}."));
        var first = Assert.Single(await AnalyseAsync("en", text));

        var second = Assert.Single(await AnalyseAsync("en", text));
        var statistics = await _pipeline.Get<AnalysisCache>().StatisticsAsync(Cancel);

        Assert.Equal(new CacheStatistics(1, first.Records.Bought, 1), statistics);
        Assert.Equal(first.Sentences, second.Sentences);
        Assert.Equal(0, second.Records.Bought);
    }

    [Fact]
    public async Task A_cleared_cache_buys_again()
    {
        await AnalyseAsync("en", "The bridge was praised.");

        var forgotten = await _pipeline.Get<AnalysisCache>().ClearAsync(Cancel);
        await AnalyseAsync("en", "The bridge was praised.");

        Assert.Equal(1, forgotten);
        Assert.Equal(2, _service.Ledger.BoughtTwice);
    }

    [Fact]
    public async Task A_spent_budget_waits_until_midnight()
    {
        await using var thrifty = await PipelineHarness.OnAsync(_pipeline.ConnectionString, _service, new() { ["Language:DailyRecordBudget"] = "2" });
        var analyser = thrifty.Get<IArticleAnalyser>();

        var first = await analyser.AnalyseAsync([new AnalysisDocument("1", "The bridge was praised.", "en")], Cancel);
        var second = await analyser.AnalyseAsync([new AnalysisDocument("1", "The bridge was condemned.", "en")], Cancel);
        var known = await analyser.AnalyseAsync([new AnalysisDocument("1", "The bridge was praised.", "en")], Cancel);

        Assert.Null(first[0].Error);
        Assert.Equal((AnalysisErrorKind.Waiting, ReasonCodes.DailyBudgetSpent), (second[0].Error!.Kind, second[0].Error!.Code));
        Assert.Null(known[0].Error);
        Assert.Equal(2, _service.Ledger.Records);
        Assert.Equal(2, await thrifty.Get<LanguageGate>().BoughtTodayAsync(Cancel));
    }

    [Fact]
    public async Task Opinions_and_the_model_reach_the_article()
    {
        await using var opinionated = await PipelineHarness.OnAsync(_pipeline.ConnectionString, _service, new() { ["Language:OpinionMining"] = "true" });

        var answer = Assert.Single(await opinionated.Get<IArticleAnalyser>().AnalyseAsync([new AnalysisDocument("1", "We stayed. The room was clean.", "en")], Cancel));

        Assert.Equal("room", Assert.Single(answer.Opinions).Target.Of("We stayed. The room was clean.").ToString());
        Assert.Equal(_service.LatestModel, Assert.Single(answer.ModelVersions.Distinct()));
    }

    [Fact]
    public async Task A_language_without_sentiment_still_has_key_phrases()
    {
        var answer = Assert.Single(await AnalyseAsync("ka", "თბილისი არის საქართველოს დედაქალაქი."));

        Assert.Null(answer.Error);
        Assert.Null(answer.Sentiment);
        Assert.Equal([OfflineAnalyser.SentimentUnsupported], answer.Warnings);
    }
}
