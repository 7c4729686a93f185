using Pipeline.Text.Cleaning;
using Pipeline.Text.Cleaning.Rules;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class RepeatedLabelsTests
{
    [Fact]
    public void Removes_a_label_that_comes_again_and_again()
    {
        var draft = RuleTest.Apply<RepeatedLabels>(RuleTest.Prose, "Article content", RuleTest.MoreProse, "Article content", RuleTest.Prose, "Article content");
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse, RuleTest.Prose], draft.Lines());
        Assert.Equal(3, draft.Removed.Count);
    }

    [Theory]
    [InlineData("COURIER:")]
    [InlineData("And then?")]
    [InlineData("\"No\"")]
    public void Keeps_what_belongs_to_an_interview(string line)
    {
        string[] lines = [line, RuleTest.Prose, line, RuleTest.MoreProse, line];
        Assert.Equal(lines, RuleTest.Apply<RepeatedLabels>(lines).Lines());
    }

    [Fact]
    public void Keeps_what_mark_up_calls_an_item()
    {
        var item = new Block(BlockKind.ListItem, "Free mooring", default);
        var draft = RuleTest.Apply<RepeatedLabels>(new ArticleDraft(new DecodedSource("", "utf-8", ".html", []), new SourceDocument { Blocks = [item, item, item, item] }));
        Assert.Equal(4, draft.Blocks.Count);
    }

    [Fact]
    public void The_first_of_them_stays_when_it_may_be_the_title()
    {
        var draft = RuleTest.Apply<RepeatedLabels>("Rising tides weigh on the harbour", RuleTest.Prose, "Rising tides weigh on the harbour", RuleTest.MoreProse, "Rising tides weigh on the harbour");
        Assert.Equal(["Rising tides weigh on the harbour", RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }
}
