using Pipeline.Cli.Output;
using Pipeline.Text;

namespace Pipeline.Cli.Tests.Output;

public sealed class CleanTextOutputTests
{
    [Fact]
    public void Facts_come_first_then_sections_with_headings_and_paragraphs()
    {
        var output = Print(Articles.Harbour(), why: false);

        Assert.Equal(
            """
            Title:     Harbour opens
            Byline:    Ada Lind
            Published: 2024-05-03T21:40
            Language:  en
            Caption:   The harbour at dawn. (AFP)
            Credits:   AFP

            The harbour opened on Friday.

            ## What comes next

            Ships may enter again.

            """,
            output,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Why_names_place_rule_reason_and_text_of_what_was_removed()
    {
        var output = Print(Articles.Harbour(), why: true);

        Assert.EndsWith(
            """
            Removed: 1
            3:1  byline  the author stands in the byline
                By Ada Lind
            Note  extension-wrong  The file is text.

            """,
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Control_sequences_in_an_article_do_not_reach_the_terminal()
    {
        var article = Articles.Harbour(title: "Bad\e]0;owned\a title", lead: "Clear \e[2J the\u009B31m screen.");

        var output = Print(article, why: true, isTerminal: true, styles: false);

        Assert.DoesNotContain('\e', output);
        Assert.DoesNotContain('\a', output);
        Assert.DoesNotContain('\u009B', output);
        Assert.Contains(@"Bad\u001B]0;owned\u0007 title", output, StringComparison.Ordinal);
        Assert.Contains(@"Clear \u001B[2J the\u009B31m screen.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void Styles_are_shown_on_a_terminal_that_allows_them_only(bool isTerminal, bool styles, bool expected)
    {
        var output = Print(Articles.Harbour(), why: false, isTerminal, styles);

        Assert.Equal(expected, output.Contains('\e', StringComparison.Ordinal));
    }

    private static string Print(CleanArticle article, bool why, bool isTerminal = false, bool styles = true)
    {
        var (terminal, output, _) = CommandRun.Capture(outputIsTerminal: isTerminal, stylesAllowed: styles);
        new CleanTextOutput(terminal, why, showNames: false).Article(Articles.File, article);
        return output.ToString();
    }
}
