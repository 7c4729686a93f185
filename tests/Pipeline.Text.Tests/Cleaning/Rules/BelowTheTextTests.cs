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

    [Fact]
    public void Keeps_a_last_section_of_short_paragraphs()
    {
        string[] lines = [.. Article.SelectMany(line => new[] { line, "" }), "What happens next", "", "Both sides meet again on Wednesday morning.", "", "Nobody had said yes by late Tuesday evening."];
        Assert.Equal(lines.Where(line => line.Length > 0), RuleTest.Apply<BelowTheText>(lines).Lines());
    }

    [Fact]
    public void Removes_teasers_that_stand_apart_like_sections()
    {
        string[] teasers = ["Storm closes ports", "", "The port was closed on Monday because of a storm.", "", "Fish prices rise again", "", "Prices have risen by a tenth since the spring."];
        Assert.Equal(Article, RuleTest.Apply<BelowTheText>([.. Article, "", .. teasers]).Lines());
    }

    [Fact]
    public void Keeps_a_list_that_the_last_paragraph_announces()
    {
        string[] lines = [.. Article, "The council names three reasons for the delay:", "the price of steel;", "a spring that nobody knew of;", "a nest of storks."];
        Assert.Equal(lines, RuleTest.Apply<BelowTheText>(lines).Lines());
    }

    [Fact]
    public void Keeps_the_last_paragraph_below_an_advertisement_and_a_link()
    {
        const string last = "The trail was lost at the last stop. Police ask witnesses to call 09999 / 55 01 23.";
        var draft = RuleTest.Draft([.. Article, "Advertisement", "Read also: Fish prices rise again", last]);
        new Advertisements().Apply(draft);
        new RelatedLinks().Apply(draft);
        draft.Compact();
        Assert.Equal([.. Article, last], RuleTest.Apply<BelowTheText>(draft).Lines());
    }

    [Fact]
    public void Lines_joined_to_a_paragraph_do_not_part_it_from_the_next()
    {
        var draft = RuleTest.Draft(
            "For nineteen years the only sound inside the old mill was that",
            "of pigeons. This morning, shortly after six, it was joined by the",
            "clatter of looms, and all of them are older than the women there.",
            "",
            "The looms came from a museum that had closed, by way of a barn in",
            "which they had been stored. Two winters went by until they ran as",
            "they had done before.",
            "",
            "The bank has lent enough for a year.");
        new HardWraps().Apply(draft);
        draft.Compact();
        Assert.All(draft.Blocks, block => Assert.Equal(0, block.RemovedBefore));
        Assert.Equal(3, RuleTest.Apply<BelowTheText>(draft).Blocks.Count);
    }
}
