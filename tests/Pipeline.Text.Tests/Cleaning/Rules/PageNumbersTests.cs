using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class PageNumbersTests
{
    [Theory]
    [InlineData("Page 3 of 12")]
    [InlineData("- 3 -")]
    [InlineData("Seite 4")]
    [InlineData("3/12")]
    [InlineData("17")]
    public void Removes_them(string line) => RuleTest.Removes<PageNumbers>(line);

    [Theory]
    [InlineData("3 of them died")]
    [InlineData("Page by page")]
    [InlineData("In 1989")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<PageNumbers>(line);

    [Fact]
    public void Joins_the_halves_of_a_paragraph_that_a_page_number_parted()
    {
        var draft = RuleTest.Apply<PageNumbers>("The fishermen who had come down to look at the wa-", "", "- 7 -", "", "ter went home again.");
        Assert.Equal(["The fishermen who had come down to look at the water went home again."], draft.Lines());
        Assert.Equal(draft.Source.Text, draft.Blocks[0].Source.Of(draft.Source.Text).ToString());
        Assert.Equal("- 7 -", Assert.Single(draft.Removed).Text);
    }

    [Fact]
    public void Leaves_paragraphs_apart_that_a_page_number_stands_between()
    {
        var draft = RuleTest.Apply<PageNumbers>(RuleTest.Prose, "", "Page 3", "", RuleTest.MoreProse);
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }
}
