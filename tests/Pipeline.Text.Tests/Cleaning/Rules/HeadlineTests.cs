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

    [Fact]
    public void The_line_between_a_kicker_and_the_text_is_the_title()
    {
        var draft = RuleTest.Apply<Headline>("Politics", "Quiet harbour: why the fishermen went home without a word", "A quiet Monday", "Fishermen go home as the harbour stays quiet", RuleTest.Prose, "", RuleTest.MoreProse);
        Assert.Equal("Fishermen go home as the harbour stays quiet", draft.Title);
    }

    [Fact]
    public void The_line_above_a_standfirst_is_the_title()
    {
        var draft = RuleTest.Apply<Headline>("Economy", "Boats wait while harbour water stays quiet, Monday or Tuesday", "The fishermen of the quiet harbour came down on Monday morning to look at the water", RuleTest.Prose, "", RuleTest.MoreProse);
        Assert.Equal("Boats wait while harbour water stays quiet, Monday or Tuesday", draft.Title);
    }

    [Fact]
    public void A_rubric_written_twice_is_not_the_title()
    {
        var draft = RuleTest.Apply<Headline>("Harbour Morning", "Harbour Morning", "Nets hang dry as nobody in town sails", "", RuleTest.Prose, "", RuleTest.MoreProse);
        Assert.Equal("Nets hang dry as nobody in town sails", draft.Title);
    }

    [Theory]
    [InlineData("News    Local    Fishermen wait as the harbour stays quiet")]
    [InlineData("A calm Monday  -  Fishermen wait as the harbour stays quiet")]
    [InlineData("\"Not a word\"Fishermen wait as the harbour stays quiet")]
    public void Elements_that_stood_beside_the_title_are_no_part_of_it(string line) =>
        Assert.Equal("Fishermen wait as the harbour stays quiet", RuleTest.Apply<Headline>(line, "", RuleTest.Prose, "", RuleTest.MoreProse).Title);

    [Fact]
    public void A_place_before_a_dash_is_not_the_title() =>
        Assert.Null(RuleTest.Apply<Headline>("AUSTER BAY, Wash. —", RuleTest.Prose, "", RuleTest.MoreProse).Title);
}
