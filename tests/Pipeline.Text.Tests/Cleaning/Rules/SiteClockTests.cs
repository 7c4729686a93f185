using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class SiteClockTests
{
    [Fact]
    public void Removes_the_day_of_the_visit_above_a_labelled_date()
    {
        var draft = RuleTest.Apply<SiteClock>("Sunday, Aug 07, 2022", "Last Update : 04:24 pm", "", "A title", "Published at 09:40 pm August 17th, 2021", "", RuleTest.Prose, "", RuleTest.MoreProse);
        Assert.Equal(["A title", "Published at 09:40 pm August 17th, 2021", RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
        Assert.Equal(2, draft.Removed.Count);
    }

    [Fact]
    public void Keeps_a_date_above_the_title_when_it_is_the_only_one()
    {
        var draft = RuleTest.Apply<SiteClock>("Sunday, Aug 07, 2022", "A title", "", RuleTest.Prose);
        Assert.Equal(3, draft.Blocks.Count);
    }
}
