using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pipeline.Core.Storage;

namespace Pipeline.Cli.Tests.Commands;

public sealed class PlanAndCacheCommandTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_counts_copies_once_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var article = new ArticleGenerator(7).Next(1).Text;
        folder.Write("wire/a.txt", article);
        folder.Write("wire/b.txt", article);
        folder.Write("wire/empty.txt", " ");
        var connection = await AccountAsync();

        var run = await CommandRun.InvokeAsync("plan", "--ingest", folder.Path, "--storage", connection, "--json");

        using var plan = JsonDocument.Parse(run.Output);
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal((2, 1), (plan.RootElement.GetProperty("articles").GetInt32(), plan.RootElement.GetProperty("skipped").GetInt32()));
        Assert.Equal(0.5, plan.RootElement.GetProperty("shareCached").GetDouble());
        Assert.True(plan.RootElement.GetProperty("recordsToBuy").GetInt64() > 0);
        Assert.Equal("0 documents, which cost 0 text records; 0 in blobs.\n", (await CommandRun.InvokeAsync("cache", "stats", "--storage", connection)).Output);
    }

    [Fact]
    public async Task A_plan_in_words_names_the_price_of_each_step()
    {
        using var folder = new TemporaryFolder();
        folder.Write("wire/a.txt", new ArticleGenerator(7).Next(1).Text);

        var run = await CommandRun.InvokeAsync("plan", "--ingest", folder.Path, "--storage", await AccountAsync());

        Assert.Contains("Tier F0: free", run.Output, StringComparison.Ordinal);
        Assert.Contains("at 0.25 per 1,000, the price from 10,000,000 records a month", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("plan", "--reprocess", "--ingest", "x")]
    public async Task A_plan_is_for_one_thing(params string[] arguments)
    {
        var run = await CommandRun.InvokeAsync(arguments);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("either --ingest PATH, or --reprocess", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_cache_is_cleared_without_complaint()
    {
        var run = await CommandRun.InvokeAsync("cache", "clear", "--storage", await AccountAsync());

        Assert.Equal((ExitCode.Success, "Forgot 0 documents.\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Nothing_stored_costs_nothing_to_reprocess()
    {
        var run = await CommandRun.InvokeAsync("plan", "--reprocess", "--storage", await AccountAsync(), "--json");

        Assert.Contains("\"recordsToBuy\":0", run.Output, StringComparison.Ordinal);
    }

    private async Task<string> AccountAsync()
    {
        var connection = await azurite.CreateAccountAsync(Cancel);
        using var operations = new StorageOperations();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage"] = connection }).Build();
        await new PipelineStorage(new StorageConnection(configuration, operations)).EnsureCreatedAsync(Cancel);
        return connection;
    }
}
