using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core;
using Pipeline.Core.Articles;
using Pipeline.Core.Storage;

namespace Pipeline.Cli.Tests.Commands;

/// <summary><c>pipeline reconcile</c>, <c>pipeline reprocess</c> and <c>pipeline purge</c>.</summary>
public sealed class UpkeepCommandTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reconcile_receives_what_was_missed_and_leaves_a_report()
    {
        var connection = await DroppedAsync();

        var text = await CommandRun.InvokeAsync("reconcile", "--storage", connection);
        var runs = await CommandRun.InvokeAsync("reconcile", "--runs", "--storage", connection, "--json");

        Assert.Equal((ExitCode.Success, ExitCode.Success), (text.ExitCode, runs.ExitCode));
        Assert.Contains("1 files received, 0 articles deleted, 0 left alone.", text.Output, StringComparison.Ordinal);
        using var run = JsonDocument.Parse(runs.Output);
        Assert.Equal(1, run.RootElement.GetProperty("asked").GetInt64());
    }

    [Fact]
    public async Task A_run_that_does_not_wait_cannot_be_confirmed()
    {
        var run = await CommandRun.InvokeAsync("reconcile", "--confirm", "1", "--storage", await DroppedAsync());

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("There is no run 1.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reprocess_asks_for_what_conditions_choose_and_tells_the_cost_before()
    {
        var connection = await DroppedAsync();
        await CommandRun.InvokeAsync("reconcile", "--storage", connection);

        var dry = await CommandRun.InvokeAsync("reprocess", "--where", "source=wire", "--dry-run", "--storage", connection, "--json");
        var other = await CommandRun.InvokeAsync("reprocess", "--where", "source=daily", "--storage", connection);
        var done = await CommandRun.InvokeAsync("reprocess", "--where", "source=wire", "received>2020-01-01", "--storage", connection, "--json");

        Assert.Equal((ExitCode.Success, ExitCode.Success, ExitCode.Success), (dry.ExitCode, other.ExitCode, done.ExitCode));
        using var plan = JsonDocument.Parse(dry.Output);
        Assert.Equal(1, plan.RootElement.GetProperty("articles").GetInt64());
        Assert.Contains("0 articles asked for.", other.Output, StringComparison.Ordinal);
        using var run = JsonDocument.Parse(done.Output);
        Assert.Equal(1, run.RootElement.GetProperty("asked").GetInt64());
    }

    [Fact]
    public async Task Purge_counts_first_asks_and_takes_down_what_was_chosen()
    {
        var connection = await DroppedAsync();
        await CommandRun.InvokeAsync("reconcile", "--storage", connection);

        var dry = await CommandRun.InvokeAsync("purge", "--source", "wire", "--dry-run", "--storage", connection);
        var unasked = await CommandRun.InvokeAsync("purge", "--source", "wire", "--storage", connection);
        var other = await CommandRun.InvokeAsync("purge", "--source", "daily", "--yes", "--storage", connection);
        var done = await CommandRun.InvokeAsync("purge", "--source", "wire", "--yes", "--storage", connection, "--json");
        var again = await CommandRun.InvokeAsync("purge", "--source", "wire", "--dry-run", "--storage", connection);

        Assert.Equal((ExitCode.Success, ExitCode.Usage, ExitCode.Success, ExitCode.Success), (dry.ExitCode, unasked.ExitCode, other.ExitCode, done.ExitCode));
        Assert.Contains("1 articles would be purged", dry.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was purged.", unasked.Error, StringComparison.Ordinal);
        Assert.Contains("0 articles purged", other.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(done.Output);
        Assert.Equal((1, 1), (report.RootElement.GetProperty("articles").GetInt64(), report.RootElement.GetProperty("files").GetInt64()));
        Assert.Contains("0 articles would be purged", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("--id", "1", "--source", "wire")]
    [InlineData("--older-than", "-1")]
    public async Task A_purge_without_a_clear_choice_is_refused(params string[] options) =>
        Assert.Equal(ExitCode.Usage, (await CommandRun.InvokeAsync(["purge", .. options])).ExitCode);

    [Theory]
    [InlineData("colour=red", "\"colour\" is unknown.")]
    [InlineData("published>soon", "\"soon\" is no day")]
    public async Task A_bad_condition_says_what_is_wrong(string condition, string message)
    {
        var run = await CommandRun.InvokeAsync("reprocess", "--where", condition);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    /// <summary>An account with a file that no event told of.</summary>
    private async Task<string> DroppedAsync()
    {
        var connection = await azurite.CreateAccountAsync(Cancel);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Storage"] = connection }).Build();
        await using var services = new ServiceCollection().AddLogging().AddPipeline(configuration).BuildServiceProvider();
        await services.GetRequiredService<PipelineStorage>().EnsureCreatedAsync(Cancel);
        var text = CommandRun.Utf8(new ArticleGenerator(1).Next(0).Text);
        await services.GetRequiredService<ArticleInbox>().PutAsync("wire/harbour.txt", new MemoryStream(text), Cancel);
        return connection;
    }
}
