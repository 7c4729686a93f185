using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class HardWrapsTests
{
    private static readonly string[] Wrapped =
    [
        "The harbour was quiet on Monday morn-",
        "ing, and the fishermen who had come",
        "down to look at the water went home",
        "again without a word. It was cold.",
        "",
        "Nobody could say when the boats would",
        "leave, although the wind had dropped",
        "and the forecast was good.",
    ];

    [Fact]
    public void Joins_lines_that_were_wrapped_at_a_column()
    {
        var draft = RuleTest.Apply<HardWraps>(Wrapped);
        Assert.Equal(
            ["The harbour was quiet on Monday morning, and the fishermen who had come down to look at the water went home again without a word. It was cold.", "Nobody could say when the boats would leave, although the wind had dropped and the forecast was good."],
            draft.Lines());
        Assert.Equal(string.Join('\n', Wrapped[..4]), draft.Blocks[0].Source.Of(draft.Source.Text).ToString());
    }

    [Fact]
    public void Leaves_paragraphs_on_lines_of_their_own_alone()
    {
        string[] lines = ["A short line above.", "Another paragraph that goes on for a good while longer than that.", "And a third one here.", "The fourth says no more.", "The fifth is the last of them all."];
        Assert.Equal(lines, RuleTest.Apply<HardWraps>(lines).Lines());
    }

    [Fact]
    public void Joins_a_sentence_that_goes_on_in_lower_case() =>
        Assert.Equal(["The mayor, who had waited for this day, smiled"], RuleTest.Apply<HardWraps>("The mayor, who had waited for this day,", "smiled").Lines());

    [Theory]
    [InlineData('\u2010')]
    [InlineData('¬')]
    public void Other_hyphens_at_line_ends_are_mended_too(char hyphen)
    {
        var draft = RuleTest.Apply<HardWraps>([Wrapped[0].Replace('-', hyphen), .. Wrapped[1..]]);
        Assert.StartsWith("The harbour was quiet on Monday morning, and", draft.Blocks[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_keeps_its_hyphen_at_the_end_of_a_line()
    {
        var draft = RuleTest.Apply<HardWraps>("The keeper of the lighthouse, who is sixty-", "three and learned to weave, spent two winters", "there and said that she would not have missed", "a single one of them for anything in the", "world, come what may.");
        Assert.Contains("sixty-three and learned", Assert.Single(draft.Blocks).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_head_of_a_page_is_no_wrapped_paragraph()
    {
        string[] head = ["Opinion", "Comment", "Why we must keep the roundabout in town", "A comment by Freda Ossow", "07.06.2024", "Save and share this"];
        string[] lines = [.. head, "", RuleTest.Prose, "", RuleTest.MoreProse, "", RuleTest.Prose + " " + RuleTest.MoreProse, "", RuleTest.MoreProse, "", RuleTest.Prose, "", RuleTest.Prose];
        Assert.Equal(lines.Where(line => line.Length > 0), RuleTest.Apply<HardWraps>(lines).Lines());
    }
}
