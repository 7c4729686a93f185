using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;

namespace Pipeline.Cli.Tests.Commands;

public sealed class StatusAndWhyCommandTests(AzuriteFixture azurite)
{
    private const string Path = "wire/empty.txt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_shows_counts_reasons_and_queues()
    {
        var connection = await RejectedAsync();

        var text = await CommandRun.InvokeAsync("status", "--storage", connection);
        var json = await CommandRun.InvokeAsync("status", "--source", "other", "--storage", connection, "--json");

        Assert.Equal((ExitCode.Success, ExitCode.Success), (text.ExitCode, json.ExitCode));
        Assert.Matches(@"Rejected +1\n +Empty +1  upload the file again\n", text.Output);
        Assert.Matches(@"clean-requests +0\n", text.Output);
        using var report = JsonDocument.Parse(json.Output);
        Assert.Equal(0, report.RootElement.GetProperty("articles").GetInt64());
    }

    [Fact]
    public async Task Why_tells_the_story_by_id_and_by_path()
    {
        var connection = await RejectedAsync();

        var text = await CommandRun.InvokeAsync("why", Path, "--storage", connection);
        var json = await CommandRun.InvokeAsync("why", ArticleIds.FromPath(Path), "--storage", connection, "--json");

        Assert.Equal((ExitCode.Success, ExitCode.Success), (text.ExitCode, json.ExitCode));
        Assert.Contains("State:       Rejected: Empty", text.Output, StringComparison.Ordinal);
        Assert.Contains("What to do:  upload the file again", text.Output, StringComparison.Ordinal);
        Assert.Contains("Rejected → Rejected  Empty  cleaner", text.Output, StringComparison.Ordinal);
        Assert.Contains("Rejected, version 1 (shard", text.Output, StringComparison.Ordinal);
        using var story = JsonDocument.Parse(json.Output);
        Assert.Equal(["FileSeen", "Rejected"], story.RootElement.GetProperty("events").EnumerateArray().Select(item => item.GetProperty("event").GetString()));
    }

    [Fact]
    public async Task Why_of_an_unknown_article_is_no_success()
    {
        var run = await CommandRun.InvokeAsync("why", "wire/unknown.txt", "--storage", await RejectedAsync());

        Assert.Equal(ExitCode.ArticleNotSuccessful, run.ExitCode);
    }

    [Fact]
    public async Task Replay_says_what_it_did()
    {
        var connection = await RejectedAsync();

        var text = await CommandRun.InvokeAsync("replay", "--dry-run", "--since", "2026-01-15T12:00Z", "--storage", connection);
        var json = await CommandRun.InvokeAsync("replay", "--id", Path, "--storage", connection, "--json");

        Assert.Equal((ExitCode.Success, ExitCode.Success), (text.ExitCode, json.ExitCode));
        Assert.Equal("Would file 0 poison messages and ask again for 0 articles; 0 dead letters name no article.\n", text.Output);
        Assert.Equal("""{"filed":0,"replayed":0,"unreadable":0,"isComplete":true}""" + "\n", json.Output);
    }

    [Fact]
    public async Task Replay_refuses_a_time_that_is_none()
    {
        var run = await CommandRun.InvokeAsync("replay", "--since", "yesterday-ish");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("must be a time like", run.Error, StringComparison.Ordinal);
    }

    /// <summary>An account in which one article was rejected.</summary>
    private async Task<string> RejectedAsync()
    {
        var connection = await azurite.CreateAccountAsync(Cancel);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Storage"] = connection }).Build();
        await using var services = new ServiceCollection().AddLogging().AddPipeline(configuration).BuildServiceProvider();
        await services.GetRequiredService<PipelineStorage>().EnsureCreatedAsync(Cancel);
        var id = await services.GetRequiredService<ArticleInbox>().PutAsync(Path, new MemoryStream([(byte)' ']), Cancel);
        await services.GetRequiredService<ReceiveStage>().RunAsync(Path, Cancel);
        await services.GetRequiredService<CleanStage>().RunAsync(new CleanRequest(id, Path, null), Cancel);
        await services.GetRequiredService<PipelineStorage>().Queue(PipelineStorage.CleanQueue).ClearMessagesAsync(Cancel);
        return connection;
    }
}
