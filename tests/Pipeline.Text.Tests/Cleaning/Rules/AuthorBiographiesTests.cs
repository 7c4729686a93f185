using Pipeline.Text.Cleaning.Rules;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class AuthorBiographiesTests
{
    [Fact]
    public void Removes_what_follows_the_label()
    {
        var draft = RuleTest.Apply<AuthorBiographies>(RuleTest.Prose, RuleTest.MoreProse, "About the author", "Jane Doe", "She writes about harbours and has won prizes for it.");
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void Removes_a_sentence_about_the_author()
    {
        var draft = RuleTest.Apply<AuthorBiographies>(RuleTest.Draft(new DocumentFacts { Authors = ["Jane Doe"] }, RuleTest.Prose, RuleTest.MoreProse, "Jane Doe is a politics reporter for the Courier."));
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void Keeps_a_sentence_about_somebody_else()
    {
        string[] lines = [RuleTest.Prose, RuleTest.MoreProse, "John Roe is a fisherman from the old harbour."];
        Assert.Equal(lines, RuleTest.Apply<AuthorBiographies>(RuleTest.Draft(new DocumentFacts { Authors = ["Jane Doe"] }, lines)).Lines());
    }
}
