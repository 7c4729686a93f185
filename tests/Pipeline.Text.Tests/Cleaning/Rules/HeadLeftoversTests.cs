using Pipeline.Text.Cleaning.Rules;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class HeadLeftoversTests
{
    [Fact]
    public void Removes_short_lines_between_title_and_text_and_keeps_the_standfirst()
    {
        const string standfirst = "The council said the harbour had been let down by a sensor";
        var draft = RuleTest.Apply<HeadLeftovers>(RuleTest.Draft(new DocumentFacts { Title = "Title" }, "Montejares", standfirst, RuleTest.Prose, "A sub-heading", RuleTest.MoreProse));
        Assert.Equal([standfirst, RuleTest.Prose, "A sub-heading", RuleTest.MoreProse], draft.Lines());
    }
}
