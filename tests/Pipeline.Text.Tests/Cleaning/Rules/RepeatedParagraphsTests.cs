using Pipeline.Text.Cleaning.Rules;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class RepeatedParagraphsTests
{
    [Fact]
    public void The_second_of_two_near_identical_paragraphs_goes()
    {
        var draft = RuleTest.Apply<RepeatedParagraphs>("The situation in Kabul ‘is stabilizing’, it said", "", RuleTest.Prose, "", "The situation in Kabul \"is stabilizing\", it said.");
        Assert.Equal(["The situation in Kabul ‘is stabilizing’, it said", RuleTest.Prose], draft.Lines());
        Assert.Equal("repeated-paragraphs", Assert.Single(draft.Removed).Rule);
    }

    [Fact]
    public void The_title_again_goes()
    {
        var draft = RuleTest.Apply<RepeatedParagraphs>(RuleTest.Draft(new DocumentFacts { Title = "A Title" }, "A title", RuleTest.Prose));
        Assert.Equal([RuleTest.Prose], draft.Lines());
    }

    [Fact]
    public void Short_lines_may_come_twice()
    {
        string[] lines = ["\"Yes.\"", RuleTest.Prose, "\"Yes.\""];
        Assert.Equal(lines, RuleTest.Apply<RepeatedParagraphs>(lines).Lines());
    }
}
