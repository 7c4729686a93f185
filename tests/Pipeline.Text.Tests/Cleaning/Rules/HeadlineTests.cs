using Pipeline.Text.Cleaning.Rules;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class HeadlineTests
{
    [Fact]
    public void The_line_with_the_words_of_the_text_is_the_title()
    {
        var draft = RuleTest.Apply<Headline>("Local news", "Fishermen wait as the harbour stays quiet", "", RuleTest.Prose, "", RuleTest.MoreProse);
        Assert.Equal("Fishermen wait as the harbour stays quiet", draft.Title);
        Assert.Equal("Local news", draft.Rubric);
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void A_standfirst_that_returns_in_the_text_is_not_the_title()
    {
        var draft = RuleTest.Apply<Headline>("Harbour quiet", RuleTest.Prose.TrimEnd('.'), "", RuleTest.MoreProse, "", RuleTest.Prose);
        Assert.Equal("Harbour quiet", draft.Title);
    }

    [Fact]
    public void A_stated_title_wins()
    {
        var draft = RuleTest.Apply<Headline>(RuleTest.Draft(new DocumentFacts { Title = "Stated" }, "Fishermen wait as the harbour stays quiet", RuleTest.Prose));
        Assert.Equal("Stated", draft.Title);
        Assert.Equal(2, draft.Blocks.Count);
    }

    [Fact]
    public void Text_without_a_headline_has_none()
    {
        var draft = RuleTest.Apply<Headline>(RuleTest.Prose, "", RuleTest.MoreProse);
        Assert.Null(draft.Title);
        Assert.Equal(2, draft.Blocks.Count);
    }
}
