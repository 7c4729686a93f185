using System.Text.Json;
using Pipeline.Core.Articles;

namespace Pipeline.Cli.Tests;

/// <summary>The commands against a real storage emulator.</summary>
public sealed class EndToEndTests(AzuriteFixture azurite) : IDisposable
{
    private const string Article =
        """
        Harbour reopens after two years of repairs

        By Ada Lind
        3 May 2024, 21:40

        The harbour of the old town reopened on Friday, and the first ships were welcomed by a cheerful crowd on the quay.

        Fishermen praised the new walls, which they called a wonderful success for the whole coast and for their families.

        Critics complained that the terrible delays had ruined several small companies, and that nobody had apologised for the losses.
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_are_put_through_listed_and_shown()
    {
        var storage = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);
        _folder.Write("in/harbour.txt", Article);
        _folder.Write("in/a+b %20 é.txt", Article.Replace("Harbour", "Port", StringComparison.Ordinal));

        var run = await CommandRun.InvokeAsync("run", _folder.Of("in"), "--source", "wire", "--storage", storage, "--json");
        var list = await CommandRun.InvokeAsync("list", "--date", "2024-05-03", "--storage", storage, "--json");
        var outcomes = Lines(run.Output);
        var show = await CommandRun.InvokeAsync("show", ArticleIds.FromPath("wire/harbour.txt"), "--storage", storage, "--json");
        var showByPath = await CommandRun.InvokeAsync("show", "wire/harbour.txt", "--storage", storage);

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Equal(2, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Equal("Enriched", outcome.GetProperty("state").GetString()));
        Assert.Equal(["wire/a+b %20 é.txt", "wire/harbour.txt"], Lines(list.Output).Select(row => row.GetProperty("path").GetString()).Order(StringComparer.Ordinal));
        var sentiment = outcomes[^1].GetProperty("sentiment");
        Assert.Equal(1.0, new[] { "positive", "neutral", "negative" }.Sum(name => sentiment.GetProperty(name).GetDouble()), 3);
        Assert.NotEmpty(outcomes[^1].GetProperty("keyPhrases").EnumerateArray());
        Assert.Equal("Harbour reopens after two years of repairs", Lines(show.Output)[0].GetProperty("article").GetProperty("title").GetString());
        Assert.Equal(3, Lines(show.Output)[0].GetProperty("sections")[0].GetProperty("paragraphs").GetArrayLength());
        Assert.Contains("Fishermen praised the new walls", showByPath.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_article_ends_with_its_reason_and_exit_code_1()
    {
        var storage = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);
        _folder.Write("in/empty.txt", "");
        _folder.Write("in/back\\slash.txt", Article);
        _folder.Write("in/control\u0001.txt", Article);

        var run = await CommandRun.InvokeAsync("run", _folder.Of("in"), "--storage", storage, "--json");
        var list = await CommandRun.InvokeAsync("list", "--state", "Rejected", "--storage", storage, "--json");

        var states = Lines(run.Output).ToDictionary(
            outcome => outcome.GetProperty("path").GetString()!,
            outcome => (outcome.GetProperty("state").GetString(), outcome.GetProperty("reason").GetString()));
        Assert.Equal(ExitCode.ArticleNotSuccessful, run.ExitCode);
        Assert.Equal(("Rejected", "Empty"), states["local/empty.txt"]);
        Assert.Equal(("Rejected", "InvalidName"), states["local/back\uFFFDslash.txt"]);
        Assert.Equal(("Rejected", "InvalidName"), states["local/control\uFFFD.txt"]);
        Assert.Equal(3, Lines(list.Output).Count);
    }

    [Theory]
    [InlineData("feed.xml")]
    [InlineData("feed.xml.gz")]
    public async Task The_articles_of_a_feed_are_waited_for_and_printed_below_it(string name)
    {
        var storage = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);
        var feed = $"""
            <rss version="2.0"><channel><title>Coast</title>
            <item><guid>one</guid><title>Harbour reopens after two years of repairs</title><description>{Article[(Article.IndexOf("The harbour", StringComparison.Ordinal))..]}</description></item>
            <item><guid>two</guid><title>Nothing</title></item>
            <item><guid>three</guid><title>Lighthouse loses its keeper</title><description>{Article[(Article.IndexOf("The harbour", StringComparison.Ordinal))..].Replace("harbour", "lighthouse", StringComparison.Ordinal)}</description></item>
            </channel></rss>
            """;
        var file = _folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(feed) : CommandRun.Utf8(feed));
        string[] args = ["run", file, "--source", "wire", "--storage", storage, "--json"];

        var first = await CommandRun.InvokeAsync(args);
        var again = await CommandRun.InvokeAsync(args);
        var list = await CommandRun.InvokeAsync("list", "--state", "Enriched", "--storage", storage, "--json");

        var outcomes = Lines(first.Output);
        Assert.Equal(["Expanded", "Enriched", "Rejected", "Enriched"], outcomes.Select(outcome => outcome.GetProperty("state").GetString()));
        Assert.Equal($"wire/{name}", outcomes[0].GetProperty("path").GetString());
        Assert.All(outcomes.Skip(1), outcome => Assert.StartsWith($"wire/{name}!/", outcome.GetProperty("path").GetString(), StringComparison.Ordinal));
        Assert.All(outcomes, outcome => Assert.Equal(file, outcome.GetProperty("file").GetString()));
        Assert.Equal("Lighthouse loses its keeper", outcomes[3].GetProperty("title").GetString());
        Assert.Equal(ExitCode.ArticleNotSuccessful, first.ExitCode); // An article of it is none.
        Assert.Contains($"{file}: Rejected, ", first.Error, StringComparison.Ordinal);
        Assert.Equal(first.Output, again.Output);
        Assert.Equal(2, Lines(list.Output).Count);
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal))
        {
            stream.Write(CommandRun.Utf8(text));
        }

        return packed.ToArray();
    }

    [Fact]
    public async Task Running_an_unchanged_file_again_gives_the_same_row()
    {
        var storage = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);
        string[] args = ["run", _folder.Write("harbour.txt", Article), "--storage", storage, "--json"];

        var first = await CommandRun.InvokeAsync(args);
        var second = await CommandRun.InvokeAsync(args);

        Assert.True(second.ExitCode == ExitCode.Success, second.Error);
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public async Task An_account_without_a_pipeline_is_explained()
    {
        var storage = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);

        var list = await CommandRun.InvokeAsync("list", "--storage", storage);
        var ingest = await CommandRun.InvokeAsync("ingest", _folder.Write("a.txt", Article), "--storage", storage);

        Assert.All([list, ingest], run => Assert.Equal(ExitCode.Environment, run.ExitCode));
        Assert.All([list, ingest], run => Assert.Contains("pipeline up", run.Error, StringComparison.Ordinal));
    }

    private static List<JsonElement> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
