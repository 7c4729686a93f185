using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class ControlCharactersTests
{
    [Theory]
    [InlineData("soft\u00ADhyphen", "softhyphen")]
    [InlineData("broken morn\u00AD", "broken morn-")]
    [InlineData("zero\u200Bwidth\uFEFF", "zerowidth")]
    [InlineData("\u202Aleft\u202C and bell\u0007", "left and bell")]
    [InlineData("icon \uE001 font", "icon  font")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("plain", "plain")]
    public void Takes_out_what_nobody_sees(string line, string expected) =>
        Assert.Equal([expected], RuleTest.Apply<ControlCharacters>(line).Lines());

    [Fact]
    public void A_line_of_nothing_else_is_removed()
    {
        var draft = RuleTest.Apply<ControlCharacters>("\u200B\u200B", "text");
        Assert.Equal(["text"], draft.Lines());
        Assert.Single(draft.Removed);
        Assert.Equal("invisible-characters", Assert.Single(draft.Notes).Code);
    }
}
