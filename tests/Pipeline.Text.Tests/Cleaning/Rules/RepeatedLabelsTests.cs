using Pipeline.Text.Cleaning.Rules;

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
}
