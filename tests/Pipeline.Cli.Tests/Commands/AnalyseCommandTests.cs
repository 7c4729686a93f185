using System.Text.Json;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Tests.Commands;

public sealed class AnalyseCommandTests : IDisposable
{
    private const string Article =
        """
        Harbour reopens after two years of repairs

        The town of Lindhaven celebrated a wonderful success on Friday. The harbour is 300 metres long.

        Dozens of fishermen were killed in the terrible storm that destroyed the old walls.

        It lies at the mouth of the river Lind, and the ferry to the islands leaves from its eastern quay at eight in the morning and at six in the evening.
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sentences_carry_a_mark_where_there_are_no_colours()
    {
        var run = await CommandRun.InvokeAsync("analyse", _folder.Write("a.txt", Article));

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.StartsWith("Title:       Harbour reopens after two years of repairs\nLanguage:    en\nSentiment:   mixed ", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nKey phrases: .*harbour [01]\.\d\d", run.Output);
        Assert.Contains("\n[+] The town of Lindhaven celebrated a wonderful success on Friday. [=] The harbour is 300 metres long.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n[-] Dozens of fishermen", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_terminal_gets_colours_unless_they_are_unwanted(bool stylesAllowed)
    {
        var (terminal, output, _) = CommandRun.Capture(outputIsTerminal: true, stylesAllowed: stylesAllowed);

        await CommandLine.InvokeAsync(["analyse", _folder.Write("a.txt", Article)], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(stylesAllowed, output.ToString().Contains("\e[31mDozens of fishermen", StringComparison.Ordinal));
        Assert.Equal(!stylesAllowed, output.ToString().Contains("[-] Dozens of fishermen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task JSON_holds_scores_phrases_and_sentences()
    {
        var run = await CommandRun.InvokeAsync("analyse", "--json", _folder.Write("a.txt", Article));

        var article = JsonDocument.Parse(run.Output).RootElement;
        var sentiment = article.GetProperty("sentiment");
        Assert.Equal("Mixed", sentiment.GetProperty("label").GetString());
        Assert.Equal(1, new[] { "positive", "neutral", "negative" }.Sum(name => sentiment.GetProperty(name).GetDouble()), 4);
        Assert.All(article.GetProperty("keyPhrases").EnumerateArray(), phrase => Assert.InRange(phrase.GetProperty("score").GetDouble(), 0, 1));
        var paragraphs = article.GetProperty("sections")[0].GetProperty("paragraphs");
        Assert.Equal(3, paragraphs.GetArrayLength());
        Assert.Equal("Neutral", paragraphs[0].GetProperty("sentences")[1].GetProperty("sentiment").GetProperty("label").GetString());
    }

    [Fact]
    public async Task A_language_without_sentiment_says_so_and_shows_the_text_unmarked()
    {
        const string text = "საქართველოს პარლამენტმა ახალი კანონი მიიღო და მთავრობამ მას მხარი დაუჭირა. ქალაქის საბჭო ორშაბათს შეიკრიბა და ახალი ხიდის მშენებლობის გეგმა განიხილა, რომელიც მდინარის ორივე ნაპირს დააკავშირებს. მშენებლობა გაზაფხულზე დაიწყება და ორ წელიწადს გაგრძელდება.";
        var path = _folder.Write("a.txt", $"პარლამენტმა კანონი მიიღო\n\n{text}\n");

        var run = await CommandRun.InvokeAsync("analyse", path);
        var json = await CommandRun.InvokeAsync("analyse", path, "--json");

        Assert.Contains("Sentiment:   not supported in this language\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Warnings:    SentimentUnsupported\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"\n\n{text}\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(json.Output).RootElement.GetProperty("sentiment").ValueKind);
    }

    [Fact]
    public async Task An_article_cannot_drive_the_terminal()
    {
        var path = _folder.Write("a.txt", Article.Replace("The harbour is", "The \e[2J\u009B31m harbour is", StringComparison.Ordinal));

        var run = await CommandRun.InvokeAsync("analyse", path);

        Assert.DoesNotContain(run.Output, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public async Task A_rejected_file_is_reported_and_the_others_are_analysed()
    {
        var run = await CommandRun.InvokeAsync("analyse", "--json", _folder.Write("empty.txt", ""), _folder.Write("a.txt", Article));

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ExitCode.ArticleNotSuccessful, run.ExitCode);
        Assert.NotEmpty(JsonDocument.Parse(lines[0]).RootElement.GetProperty("rejected").GetProperty("reason").GetString()!);
        Assert.Equal(new OfflineAnalyser().Identity.ToString(), JsonDocument.Parse(lines[1]).RootElement.GetProperty("analyser").GetString());
    }
}
