using System.Text.Json;

namespace Pipeline.Cli.Tests.Commands;

public sealed class CleanCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_rejected_file_is_reported_with_its_reason_and_exit_code_1()
    {
        var run = await CommandRun.InvokeAsync("clean", _folder.Write("empty.txt", ""));

        Assert.Equal(ExitCode.ArticleNotSuccessful, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("empty.txt: rejected as ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejections_are_JSON_too()
    {
        var run = await CommandRun.InvokeAsync("clean", "--json", _folder.Write("a.txt", ""), _folder.Write("b.txt", " "));

        Assert.Equal(ExitCode.ArticleNotSuccessful, run.ExitCode);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.NotEmpty(JsonDocument.Parse(line).RootElement.GetProperty("rejected").GetProperty("reason").GetString()!));
    }

    [Theory]
    [InlineData("-")]
    [InlineData(null)]
    public async Task Standard_input_is_read_when_named_or_redirected(string? argument)
    {
        string[] args = argument is null ? ["clean", "--json"] : ["clean", "--json", argument];

        var run = await CommandRun.InvokeAsync(CommandRun.Utf8(""), args);

        Assert.Equal("(standard input)", JsonDocument.Parse(run.Output).RootElement.GetProperty("file").GetString());
    }

    [Fact]
    public async Task Without_a_file_at_a_terminal_it_says_what_to_do()
    {
        var run = await CommandRun.InvokeAsync("clean");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("Name at least one file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_named_before_anything_is_cleaned()
    {
        var run = await CommandRun.InvokeAsync("clean", _folder.Write("a.txt", ""), _folder.Of("missing.txt"));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("There is no file", run.Error, StringComparison.Ordinal);
        Assert.Contains("missing.txt", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("rejected", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_rejected_with_its_size()
    {
        var run = await CommandRun.InvokeAsync("clean", _folder.Write("large.txt", new byte[20_000_000]));

        Assert.Equal(ExitCode.ArticleNotSuccessful, run.ExitCode);
        Assert.Contains("rejected as TooLarge. The file has 20000000 bytes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_samples_come_out_as_articles()
    {
        string[] samples = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "samples", "articles"), "*", SearchOption.AllDirectories)];

        var run = await CommandRun.InvokeAsync(["clean", "--json", .. samples]);

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        var articles = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.InRange(articles.Count, samples.Length + 1, int.MaxValue); // Feeds and archives hold several.
        Assert.All(articles, article => Assert.NotEmpty(article.GetProperty("title").GetString()!));
        Assert.All(articles, article => Assert.All(article.GetProperty("removed").EnumerateArray(), removal => Assert.True(removal.GetProperty("line").GetInt32() >= 1)));
    }

    [Fact]
    public async Task A_directory_is_refused()
    {
        var run = await CommandRun.InvokeAsync("clean", _folder.Path);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("is a directory", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_an_at_sign_is_a_file()
    {
        var run = await CommandRun.InvokeAsync("clean", "@list.txt");

        Assert.Contains("There is no file @list.txt", run.Error, StringComparison.Ordinal);
    }
}
