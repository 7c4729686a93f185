using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class LinkHintsTests
{
    [Theory]
    [InlineData("Akkus von Panasonic(öffnet im neuen Fenster) mit 271 Wh/kg", "Akkus von Panasonic mit 271 Wh/kg")]
    [InlineData("See the report (opens in a new tab), it said.", "See the report, it said.")]
    [InlineData("He opens in a new tab every song.", "He opens in a new tab every song.")]
    public void Takes_the_hint_out(string line, string expected) => Assert.Equal([expected], RuleTest.Apply<LinkHints>(line).Lines());

    [Fact]
    public void The_hint_stands_among_what_was_removed()
    {
        var draft = RuleTest.Apply<LinkHints>(RuleTest.Prose, "See the report (Opens in a new tab), it said.");
        var removal = Assert.Single(draft.Removed);
        Assert.Equal("(Opens in a new tab)", removal.Source.Of(draft.Source.Text).ToString());
        Assert.Equal(removal.Text, removal.Source.Of(draft.Source.Text).ToString());
    }
}
