using System.Globalization;
using System.Text;
using Pipeline.Core.Language;
using Pipeline.LanguageStandIn;
using Pipeline.Text;
using Pipeline.Text.Analysis;
using Pipeline.Text.Segmentation;

namespace Pipeline.Core.Tests.Language;

/// <summary>
/// Requests that are sent, beside those of a caller who sends each analysis document alone, once per feature. PIPELINE_LANGUAGE_ARTICLES=1000 is the long form.
/// </summary>
public sealed class LanguageRequestsTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Seed = 1710;

    /// <summary>What one host works on at a time: batchSize and newBatchThreshold of host.json.</summary>
    private const int OfOneHost = 12;

    /// <summary>A tenth, and room for the requests that leave before they are full because their time is up.</summary>
    private const double MostShare = 0.13;

    /// <summary>The same for few articles at a time: their documents do not fill whole requests.</summary>
    private const double MostShareOfOneHost = 0.2;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Articles => int.Parse(Environment.GetEnvironmentVariable("PIPELINE_LANGUAGE_ARTICLES") ?? "60", CultureInfo.InvariantCulture);

    [Fact]
    public Task Articles_that_come_at_once_need_about_a_tenth_of_the_requests() => MeasureAsync(int.MaxValue, MostShare);

    [Fact]
    public Task The_articles_of_one_host_need_a_fraction_of_the_requests() => MeasureAsync(OfOneHost, MostShareOfOneHost);

    private async Task MeasureAsync(int atOnce, double mostShare)
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions { RequestsPerMinute = 100_000 }, cancellationToken: Cancel);
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service, new() { ["Language:RequestsPerMinute"] = "100000" });
        var analyser = pipeline.Get<IArticleAnalyser>();
        var articles = CleanArticles();
        var naive = Enum.GetValues<LanguageFeature>().Length * articles.Sum(article => DocumentPacker.Pack(article, Segmenter.Divide(article), analyser.Limits).Count);

        using var places = new SemaphoreSlim(Math.Min(atOnce, articles.Count));
        var outcomes = await Task.WhenAll(articles.Select(async article =>
        {
            await places.WaitAsync(Cancel);
            try
            {
                return await ArticleEnricher.EnrichAsync(article, analyser, Cancel);
            }
            finally
            {
                places.Release();
            }
        }));

        var requests = service.Ledger.Requests;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles.Count} articles, {Math.Min(atOnce, articles.Count)} at a time: {naive} requests one by one, {requests} sent ({(double)requests / naive:P1}), {service.Ledger.Records} records, bought twice {service.Ledger.BoughtTwice}"));
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(0, service.Ledger.BoughtTwice);
        Assert.InRange(requests, 1, naive * mostShare);
    }

    private static List<CleanArticle> CleanArticles()
    {
        var (generator, cleaner) = (new ArticleGenerator(Seed), new ArticleCleaner());
        return [.. Enumerable.Range(0, Articles).Select(generator.Next).Select(article => cleaner.Clean(new SourceFile(article.Path, Encoding.UTF8.GetBytes(article.Text)), Cancel).Article!)];
    }
}
