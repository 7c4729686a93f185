using System.Text.Json;

namespace Pipeline.Cli.Tests.Commands;

/// <summary>Search, trends, changes and export over a storage emulator that holds three articles.</summary>
public sealed class ReadingCommandsTests(ReadingCommandsTests.Store store) : IClassFixture<ReadingCommandsTests.Store>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Search_finds_by_words_and_filters()
    {
        var both = await RunAsync("search", "HARBOUR", "--json");
        var one = await RunAsync("search", "harbour", "--date", "2024-05-03");
        var none = await RunAsync("search", "harbour", "--source", "other");

        Assert.Equal(["wire/port.txt", "wire/harbour.txt"], Lines(both.Output).Select(line => line.GetProperty("path").GetString()));
        Assert.Contains("wire/harbour.txt", one.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("wire/port.txt", one.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Success, "", "pipeline: No articles match.\n"), (none.ExitCode, none.Output, none.Error));
    }

    [Fact]
    public async Task List_takes_the_filters_of_sentiment_phrase_and_language()
    {
        var all = Lines((await RunAsync("list", "--language", "en", "--state", "Enriched", "--json")).Output);
        var article = all.Single(line => line.GetProperty("path").GetString() == "wire/harbour.txt");
        var phrase = article.GetProperty("keyPhrases")[0].GetString()!;
        var label = article.GetProperty("sentiment").GetProperty("label").GetString()!;

        var found = await RunAsync("list", "--phrase", phrase.ToUpperInvariant(), "--sentiment", label, "--positive", "0..1", "--json");

        Assert.Equal(3, all.Count);
        Assert.Contains("wire/harbour.txt", Lines(found.Output).Select(line => line.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Trends_show_sentiment_by_day_and_refuse_a_range_that_is_too_long()
    {
        var json = await RunAsync("trends", "--from", "2024-05-03", "--to", "2024-05-04", "--json");
        var text = await RunAsync("trends", "sentiment", "--from", "2024-05-03", "--to", "2024-05-04");
        var phrases = await RunAsync("trends", "phrases", "--from", "2024-05-03", "--to", "2024-05-04", "--json");
        var tooLong = await RunAsync("trends", "phrases", "--from", "2024-01-01", "--to", "2024-05-04");

        var points = Lines(json.Output)[0].GetProperty("points");
        Assert.Equal(["2024-05-03", "2024-05-04"], points.EnumerateArray().Select(point => point.GetProperty("day").GetString()));
        Assert.Equal(2, text.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(1, Lines(phrases.Output)[0].GetProperty("articles").GetInt32()); // One is a copy of the other and counts once with it.
        Assert.Equal((ExitCode.Usage, true), (tooLong.ExitCode, tooLong.Error.Contains("31 days", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Changes_go_on_behind_a_cursor_and_save_theirs_in_a_file()
    {
        var file = _folder.Of("cursor");

        var all = Lines((await RunAsync("changes", "--json")).Output);
        var rest = await RunAsync("changes", "--cursor", all[0].GetProperty("cursor").GetString()!, "--json");
        var first = await RunAsync("changes", "--cursor-file", file);
        var second = await RunAsync("changes", "--cursor-file", file);

        Assert.Equal(["other/ferry.txt", "wire/harbour.txt", "wire/port.txt"], all.Select(line => line.GetProperty("path").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(all.Skip(1).Select(line => line.ToString()), Lines(rest.Output).Select(line => line.ToString()));
        Assert.Equal(3, first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("", second.Output);
        Assert.Equal(all[^1].GetProperty("cursor").GetString(), (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim());
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_change_whose_line_could_not_be_written_comes_again()
    {
        var file = _folder.Of("cursor");
        var (captured, _, error) = CommandRun.Capture();
        var terminal = new Pipeline.Cli.Output.Terminal { Output = new FullDisk(), Error = error, Input = captured.Input };

        var exitCode = await CommandLine.InvokeAsync(["changes", "--cursor-file", file, "--storage", store.Connection], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Environment, exitCode);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Followed_changes_end_with_an_interruption()
    {
        using var interrupted = new CancellationTokenSource();
        var (captured, output, error) = CommandRun.Capture();
        var terminal = new Pipeline.Cli.Output.Terminal { Output = new InterruptAfter(output, 3, interrupted), Error = error, Input = captured.Input };

        var exitCode = await CommandLine.InvokeAsync(["changes", "--follow", "--json", "--storage", store.Connection], terminal, interrupted.Token);

        Assert.Equal(ExitCode.Interrupted, exitCode);
        Assert.Equal(3, Lines(output.ToString()).Count);
    }

    [Theory]
    [InlineData("must be one that this command printed", "changes", "--cursor", "1.2")]
    [InlineData("either --cursor or", "changes", "--cursor", "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0", "--cursor-file", "x")]
    [InlineData("A search needs a word", "search", "?!")]
    [InlineData("--fields must be of", "export", "--fields", "id,nonsense")]
    [InlineData("either --json or", "export", "--json", "--format", "csv")]
    public async Task What_cannot_be_meant_is_a_usage_error(string message, params string[] args)
    {
        var run = await RunAsync(args);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_writes_chosen_fields_and_texts_as_NDJSON_and_CSV()
    {
        var file = _folder.Write("articles.csv", "before");

        var lines = Lines((await RunAsync("export", "--fields", "title,path", "--with-text", "--source", "wire")).Output);
        var csv = await RunAsync("export", "--format", "csv", "--output", file, "--fields", "path,sentiment");
        var one = await RunAsync("export", "--format", "csv", "--fields", "path", "--limit", "1");

        Assert.Equal(["title", "path", "text"], lines[0].EnumerateObject().Select(property => property.Name));
        Assert.All(lines, line => Assert.Contains("Fishermen praised", line.GetProperty("text").GetString(), StringComparison.Ordinal));
        Assert.Equal((ExitCode.Success, ""), (csv.ExitCode, csv.Output));
        var written = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal("path,sentiment,positive,neutral,negative", written[0]);
        Assert.Equal(["other/ferry.txt", "wire/harbour.txt", "wire/port.txt"], written[1..].Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
        Assert.Equal(2, one.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task An_export_that_fails_leaves_the_file_as_it_was()
    {
        var file = _folder.Write("articles.ndjson", "before");

        var run = await CommandRun.InvokeAsync("export", "--output", file, "--storage", await store.EmptyAsync());

        Assert.Equal(ExitCode.Environment, run.ExitCode);
        Assert.Equal("before", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    private static List<JsonElement> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.InvokeAsync([.. args, "--storage", store.Connection]);

    /// <summary>Three articles, put through once.</summary>
    public sealed class Store(AzuriteFixture azurite) : IAsyncLifetime
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

        private const string Ferry =
            """
            Ferry to the islands sails again

            By Ole Brandt
            2 May 2024, 08:15

            The ferry to the outer islands sails twice a day again, the county said on Thursday, after a winter without any crossing at all.

            Islanders had waited for months, and the school on the largest island was closed since the pupils could not be brought to it.

            The company that runs the boat has hired a second crew, which is to begin its work before the summer season starts in June.
            """;

        public string Connection { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Connection = await EmptyAsync();
            using var folder = new TemporaryFolder();
            folder.Write("in/wire/harbour.txt", Article);
            folder.Write("in/wire/port.txt", Article.Replace("3 May", "4 May", StringComparison.Ordinal).Replace("two years", "three years", StringComparison.Ordinal));
            folder.Write("in/other/ferry.txt", Ferry);
            var run = await CommandRun.InvokeAsync("run", folder.Of("in"), "--storage", Connection, "--json");
            Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        }

        public Task<string> EmptyAsync() => azurite.CreateAccountAsync(TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }

    /// <summary>Interrupts after so many lines.</summary>
    private sealed class InterruptAfter(StringWriter inner, int lines, CancellationTokenSource interrupted) : StringWriter
    {
        private int _lines;

        public override void WriteLine(string? value)
        {
            inner.WriteLine(value);
            if (++_lines == lines)
            {
                interrupted.Cancel();
            }
        }
    }
}
