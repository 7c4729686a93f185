using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class BelowTheTextTests
{
    private static readonly string[] Article = [RuleTest.Prose + " " + RuleTest.MoreProse, RuleTest.MoreProse + " " + RuleTest.Prose, RuleTest.Prose];

    private static readonly string[] Teasers =
    [
        "Storm closes ports", "Culture", "The port was closed on Monday because of a storm warning.", "Fish prices rise again", "Economy",
        "Prices have risen by a tenth since the spring.", "Harbour master retires", "People", "He has served for thirty years in the same office.",
    ];

    [Fact]
    public void Removes_teasers_behind_the_article()
    {
        var draft = RuleTest.Apply<BelowTheText>([.. Article, .. Teasers]);
        Assert.Equal(Article, draft.Lines());
        Assert.All(draft.Removed, removal => Assert.Equal("below-the-text", removal.Rule));
    }

    [Fact]
    public void Keeps_a_short_sentence_at_the_end()
    {
        string[] lines = [.. Article, "He never came back."];
        Assert.Equal(lines, RuleTest.Apply<BelowTheText>(lines).Lines());
    }

    [Fact]
    public void Keeps_sections_with_headings()
    {
        string[] lines = [.. Article, "A new beginning", RuleTest.MoreProse + " " + RuleTest.Prose];
        Assert.Equal(lines, RuleTest.Apply<BelowTheText>(lines).Lines());
    }
}
