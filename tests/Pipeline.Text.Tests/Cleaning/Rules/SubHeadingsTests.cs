using Pipeline.Text.Cleaning.Rules;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class SubHeadingsTests
{
    private static BlockKind KindOf(string line) =>
        RuleTest.Apply<SubHeadings>(RuleTest.Prose, "", line, "", RuleTest.MoreProse).Blocks[1].Kind;

    [Theory]
    [InlineData("Sovereignty vs security")]
    [InlineData("Years of courting")]
    [InlineData("Was nun geplant ist")]
    [InlineData("‘Ik hoef de snelweg niet meer op’")]
    [InlineData("Who pays?")]
    [InlineData("残す道を探る")]
    [InlineData("متطوعون من كل مكان")]
    public void A_short_line_alone_between_paragraphs_is_a_heading(string line) => Assert.Equal(BlockKind.Heading, KindOf(line));

    [Theory]
    [InlineData("He never came back.")]
    [InlineData("– Nei, sier han")]
    [InlineData("and so it went on")]
    [InlineData("This is what they said:")]
    public void Other_short_lines_are_text(string line) => Assert.Equal(BlockKind.Text, KindOf(line));

    [Fact]
    public void A_short_line_above_a_paragraph_that_announces_a_list_is_a_heading() =>
        Assert.Equal(BlockKind.Heading, RuleTest.Apply<SubHeadings>(RuleTest.Prose, "", "What it cost", "", "The bridge cost six million, a million more than planned, for these reasons:", "", "the price of steel;").Blocks[1].Kind);
}
