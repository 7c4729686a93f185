using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Pipeline.Cli.Tests;

/// <summary><c>pipeline up</c> as a process of its own, ended by a signal.</summary>
public sealed class UpProcessTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Skip = "Signals are sent with kill.", SkipUnless = nameof(HasSignals))]
    public async Task Serves_its_API_until_SIGTERM_and_ends_with_0()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var storage = await azurite.CreateAccountAsync(cancellationToken);
        using var up = Start("up", "--port", "0", "--json", "--storage", storage);
        var errors = up.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            var address = JsonDocument.Parse((await up.StandardOutput.ReadLineAsync(cancellationToken))!).RootElement.GetProperty("api").GetString()!;
            using var client = new HttpClient();
            using var health = await client.GetAsync(new Uri(new Uri(address), "api/health"), cancellationToken);
            using var kill = Process.Start("kill", ["-TERM", $"{up.Id}"]);
            await up.WaitForExitAsync(cancellationToken);

            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            Assert.Equal(ExitCode.Success, up.ExitCode);
        }
        finally
        {
            if (!up.HasExited)
            {
                up.Kill(entireProcessTree: true);
            }

            TestContext.Current.TestOutputHelper?.WriteLine(await errors);
        }
    }

    [Fact]
    public async Task Ingesting_waits_for_the_articles_of_a_feed_on_request()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var storage = await azurite.CreateAccountAsync(cancellationToken);
        var good = string.Concat(Enumerable.Repeat("The harbour of the old town reopened on Friday, and the first ships were welcomed by a cheerful crowd on the quay. ", 3));
        var feed = _folder.Write("feed.xml", $"<rss version=\"2.0\"><channel><title>Coast</title><item><guid>one</guid><title>Harbour reopens</title><description>{good}</description></item><item><guid>two</guid><title>Nothing</title></item></channel></rss>");
        var lines = _folder.Write("lines.jsonl", $$"""
            {"id":"1","title":"Harbour reopens","content":"{{good}}"}
            {"id":"2","title":"Harbour closes","content":"{{good.Replace("reopened", "closed", StringComparison.Ordinal)}}"}
            """);
        using var up = Start("up", "--port", "0", "--json", "--storage", storage);
        var errors = up.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            Assert.NotNull(await up.StandardOutput.ReadLineAsync(cancellationToken));

            var waited = await CommandRun.InvokeAsync("ingest", feed, "--source", "wire", "--wait", "--storage", storage, "--json");
            var listed = await CommandRun.InvokeAsync("ingest", lines, "--source", "wire", "--wait", "--storage", storage);
            var uploaded = await CommandRun.InvokeAsync("ingest", feed, "--source", "other", "--storage", storage, "--json");

            Assert.Equal([("wire/feed.xml", "Expanded"), ("wire/feed.xml!/one.json", "Enriched"), ("wire/feed.xml!/two.json", "Rejected")], States(waited.Output));
            Assert.Equal(ExitCode.ArticleNotSuccessful, waited.ExitCode); // An article of it is none.
            Assert.Contains($"{feed}: Rejected, ", waited.Error, StringComparison.Ordinal);
            Assert.True(listed.ExitCode == ExitCode.Success, listed.Error);
            Assert.Contains("Harbour closes", listed.Output, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Success, uploaded.ExitCode);
            Assert.Single(uploaded.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            up.Kill(entireProcessTree: true);
            TestContext.Current.TestOutputHelper?.WriteLine(await errors);
        }
    }

    private static IEnumerable<(string?, string?)> States(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Select(row => (row.GetProperty("path").GetString(), row.GetProperty("state").GetString()));

    public static bool HasSignals => !OperatingSystem.IsWindows();

    private Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "pipeline.dll"), .. args])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = _folder.Path,
    })!;
}
