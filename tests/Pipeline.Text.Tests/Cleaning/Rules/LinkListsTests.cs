using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class LinkListsTests
{
    [Fact]
    public void Removes_three_short_lines_in_a_row()
    {
        var draft = RuleTest.Apply<LinkLists>(RuleTest.Prose, "Storm closes ports", "Fish prices rise again", "Who pays for the barrier?", RuleTest.MoreProse);
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void Of_two_the_one_above_the_text_stays_as_its_heading()
    {
        var draft = RuleTest.Apply<LinkLists>(RuleTest.Prose, "Storm closes ports", "A quiet morning", RuleTest.MoreProse);
        Assert.Equal([RuleTest.Prose, "A quiet morning", RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void Keeps_speech_and_items_of_an_enumeration()
    {
        string[] lines = [RuleTest.Prose, "– Nei, sier han", "– Jo, sier hun", "– Kanskje", RuleTest.MoreProse, "better pay;", "shorter hours;", "longer nets;", RuleTest.Prose];
        Assert.Equal(lines, RuleTest.Apply<LinkLists>(lines).Lines());
    }
}
