using System.Globalization;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.LanguageStandIn;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Language;

/// <summary>Each misbehaviour of the service against a number of articles: PIPELINE_LANGUAGE_ARTICLES=200 is the long form, which prints the whole matrix.</summary>
public sealed class LanguageFaultTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Seed = 5120;

    /// <summary>Requests that go wrong: the first ones, and then now and again.</summary>
    private const int FirstBad = 6;
    private const int EveryBad = 7;

    /// <summary>Far longer than any row of the matrix takes; a pipeline that stands still ends here.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Articles => int.Parse(Environment.GetEnvironmentVariable("PIPELINE_LANGUAGE_ARTICLES") ?? "12", CultureInfo.InvariantCulture);

    public static TheoryData<Misbehaviour> All() => [.. Enum.GetValues<Misbehaviour>()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whatever_the_service_does_no_article_is_lost_and_no_record_bought_twice(Misbehaviour misbehaviour)
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions { RequestsPerMinute = 100_000 }, cancellationToken: Cancel);
        service.Misbehave = request => request.Number <= FirstBad || request.Number % EveryBad == 0 ? misbehaviour : null;
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service, new()
        {
            ["Language:RequestsPerMinute"] = "100000",
            ["Language:RequestTimeout"] = "00:00:01",
            ["Language:LongestPause"] = "00:00:01",
        });
        var generator = new ArticleGenerator(Seed);
        var ids = new List<string>();
        for (var i = 0; i < Articles; i++)
        {
            var article = generator.Next(i);
            ids.Add(await pipeline.DropAsync(article.Path, article.Text));
            await pipeline.ReceiveAsync(article.Path);
        }

        var waited = await WorkUntilDoneAsync(pipeline, ids);

        var rows = await RowsAsync(pipeline, ids);
        var refused = rows.Where(row => row is { State: ArticleState.Failed, Reason: ReasonCodes.DocumentRefused }).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{misbehaviour,-24} enriched {rows.Count(r => r.State == ArticleState.Enriched),4}, refused {refused.Count,3}, waited {waited,4}, requests {service.Ledger.Requests,4}, records {service.Ledger.Records,5}, bought twice {service.Ledger.BoughtTwice}"));
        Assert.Equal(Articles, rows.Count(row => row.State == ArticleState.Enriched) + refused.Count);
        Assert.Equal(misbehaviour is Misbehaviour.DocumentInvalid or Misbehaviour.Refused, refused.Count > 0);
        Assert.Equal(0, service.Ledger.BoughtTwice);
        Assert.True(service.Ledger.Records <= await pipeline.Get<Core.Language.LanguageGate>().BoughtTodayAsync(Cancel)); // What is not sure to be unsold counts.
        Assert.All(rows.Where(row => row.State == ArticleState.Enriched), row => Assert.NotNull(row.Sentiment));
    }

    /// <summary>Works the queues off as a host does: many at once, and what throws is delivered again. Returns how often an article was found waiting.</summary>
    private static async Task<int> WorkUntilDoneAsync(PipelineHarness pipeline, IReadOnlyList<string> ids)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Limit);
        var waited = 0;
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            var work = new List<Task>();
            while (await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue) is { } clean)
            {
                work.Add(pipeline.Get<CleanStage>().RunAsync(clean, limit.Token));
            }

            while (await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue) is { } enrich)
            {
                work.Add(EnrichAsync(pipeline, enrich, limit.Token));
            }

            await Task.WhenAll(work);
            var rows = await RowsAsync(pipeline, ids);
            if (rows.All(row => row.State is ArticleState.Enriched or ArticleState.Failed))
            {
                return waited;
            }

            waited += rows.Count(row => row.WaitUntil is not null);
            Assert.All(rows.Where(row => row.WaitUntil is not null), row => Assert.NotNull(row.Reason));
            if (work.Count == 0)
            {
                await pipeline.Get<Reprocessor>().RunAsync(limit.Token);
            }
        }
    }

    private static async Task EnrichAsync(PipelineHarness pipeline, EnrichRequest message, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.Get<EnrichStage>().RunAsync(message, cancellationToken);
        }
        catch (AnalysisFailedException)
        {
            await pipeline.Get<MessageSender>().SendAsync(message, cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<ArticleRow>> RowsAsync(PipelineHarness pipeline, IReadOnlyList<string> ids)
    {
        var rows = await Task.WhenAll(ids.Select(id => pipeline.Reader.GetArticleAsync(id, Cancel)));
        return [.. rows.Select(row => row!)];
    }
}
