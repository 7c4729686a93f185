using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class FootLinksTests
{
    [Fact]
    public void Removes_topics_and_titles_below_the_last_paragraph()
    {
        var draft = RuleTest.Apply<FootLinks>(RuleTest.Prose, "", "A sub-heading", "", RuleTest.MoreProse, "", "Harbour", "How to join your local library");
        Assert.Equal([RuleTest.Prose, "A sub-heading", RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void Keeps_a_short_last_sentence()
    {
        string[] lines = [RuleTest.Prose, "He never came back."];
        Assert.Equal(lines, RuleTest.Apply<FootLinks>(lines).Lines());
    }
}
