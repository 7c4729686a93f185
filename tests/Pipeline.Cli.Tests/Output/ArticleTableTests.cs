using Pipeline.Cli.Output;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Tests.Output;

public sealed class ArticleTableTests
{
    private static readonly ArticleTableRow Enriched = new(
        "local/a.txt", "Harbour opens", "2024-05-03T21:40", new SentimentView("Positive", 0.8, 0.15, 0.05), ["harbour", "ships", "friday", "fourth"], "Enriched", Reason: null);

    private static readonly ArticleTableRow Rejected = new("local/b.bin", Title: null, Published: null, Sentiment: null, [], "Rejected", "Binary");

    [Fact]
    public void Plain_output_is_columns_apart_by_spaces()
    {
        var lines = Print(isTerminal: false, Enriched, Rejected).Split('\n');

        Assert.Equal(["Title", "Published", "Sentiment", "pos/neu/neg", "Key phrases", "State", "File"], Cells(lines[0]));
        Assert.Equal(["Harbour opens", "2024-05-03T21:40", "positive", "0.80/0.15/0.05", "harbour, ships, friday", "Enriched", "local/a.txt"], Cells(lines[1]));
        Assert.Equal(["Rejected: Binary", "local/b.bin"], Cells(lines[2]));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void Wide_letters_keep_the_columns_straight()
    {
        var lines = Print(isTerminal: false, Enriched with { Title = "百年の灯台" }, Enriched).Split('\n');

        // Five letters take ten cells, three fewer than the longest title, "Harbour opens".
        Assert.StartsWith("百年の灯台" + new string(' ', 3 + 2) + "2024", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_gets_a_frame_and_no_control_sequence_of_an_article()
    {
        var output = Print(isTerminal: true, Enriched with { Title = "\e[31mred [bold]mark-up[/]", Path = "local/\e]0;x\a.txt" });

        Assert.Contains('╭', output);
        Assert.DoesNotContain("\e[31m", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e]0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_title_is_cut()
    {
        var output = Print(isTerminal: false, Enriched with { Title = new string('x', 500) });

        Assert.Contains("xxx…", output, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 100), output, StringComparison.Ordinal);
    }

    private static string[] Cells(string line) => [.. line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string Print(bool isTerminal, params ArticleTableRow[] rows)
    {
        var (terminal, output, _) = CommandRun.Capture(outputIsTerminal: isTerminal);
        ArticleTable.Write(terminal, rows);
        return output.ToString();
    }
}
