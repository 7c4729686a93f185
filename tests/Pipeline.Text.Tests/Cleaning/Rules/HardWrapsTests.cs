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
}
