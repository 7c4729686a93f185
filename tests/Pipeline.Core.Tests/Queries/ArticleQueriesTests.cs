using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Articles;
using Pipeline.Core.Queries;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Queries;

public sealed class ArticleQueriesTests(AzuriteFixture azurite)
{
    private const string Path = "north/bridge.txt";
    private static readonly DateOnly Day = new(2021, 8, 17);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_that_is_published_anew_while_it_is_read_is_answered_as_it_is_now()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync(Path, Samples.Bridge);
        var interruption = new OnceAfterTheFirstAnswer(() => pipeline.ProcessAsync(Path, Samples.BridgeRevised));
        var options = new TableClientOptions();
        options.AddPolicy(interruption, HttpPipelinePosition.PerCall);
        var queries = new ArticleQueries(new ArticleReader(new TableServiceClient(pipeline.ConnectionString, options)), pipeline.Get<ContentStore>(), pipeline.Get<SourceFiles>());

        var article = await queries.GetAsync(ArticleIds.FromPath(Path), Token);

        Assert.True(interruption.HasHappened);
        Assert.Equal(2, article!.Article.Version);
        Assert.Equal("Harbour bridge reopens after three years of repairs", article.Article.Title);
        Assert.Contains(article.Sections.SelectMany(section => section.Paragraphs), paragraph => paragraph.Text.Contains("Petter Haugen", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("9F86D081884C7D659A2FEAA0C55AD015")]
    [InlineData("../../etc/passwd")]
    [InlineData("' or '1' eq '1")]
    [InlineData("")]
    public async Task What_is_no_id_costs_no_request(string id)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        Assert.Null(await pipeline.Get<ArticleQueries>().GetAsync(id, Token));
        Assert.Empty(pipeline.Operations.Snapshot());
    }

    [Fact]
    public async Task A_list_of_one_source_and_day_shows_that_and_nothing_else()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync(Path, Samples.Bridge);
        await pipeline.ProcessAsync("south/bridge.txt", Samples.Bridge);
        await pipeline.ProcessAsync("north/revised.txt", Samples.BridgeRevised);
        var queries = pipeline.Get<ArticleQueries>();

        var day = await queries.ListAsync(new ArticleQuery { From = Day, To = Day, Source = "north" }, 50, Token).ToListAsync(Token);
        var both = await queries.ListAsync(new ArticleQuery { From = Day, To = Day.AddDays(1), Source = "north", State = ArticleState.Enriched }, 50, Token).ToListAsync(Token);

        Assert.Equal([Path], day.Select(article => article.Path));
        Assert.Equal(["north/revised.txt", Path], both.Select(article => article.Path));
    }

    [Fact]
    public async Task An_identity_without_credentials_is_a_problem_that_health_reports()
    {
        // Nothing listens there, and no credential is found on the way.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:blobServiceUri"] = "https://127.0.0.1:1/",
            ["Storage:queueServiceUri"] = "https://127.0.0.1:1/",
            ["Storage:tableServiceUri"] = "https://127.0.0.1:1/",
        }).Build();
        await using var services = new ServiceCollection().AddLogging().AddPipeline(configuration).BuildServiceProvider();

        var report = await services.GetRequiredService<HealthCheck>().RunAsync(Token);

        Assert.Equal("unhealthy", report.Status);
        Assert.Contains("setting Storage", report.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_table_is_a_problem_that_health_reports()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.Storage.Table(TableNames.Segments).DeleteAsync(Token);

        var report = await pipeline.Get<HealthCheck>().RunAsync(Token);

        Assert.Equal("unhealthy", report.Status);
    }

    /// <summary>Lets something happen between the first answer and what its reader does next.</summary>
    private sealed class OnceAfterTheFirstAnswer(Func<Task> happening) : HttpPipelinePolicy
    {
        public bool HasHappened { get; private set; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (!HasHappened)
            {
                HasHappened = true;
                await happening();
            }
        }
    }
}
