using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class BulletsTests
{
    [Theory]
    [InlineData("• one", "one")]
    [InlineData("▪▪ two", "two")]
    [InlineData("* three", "three")]
    [InlineData("» four", "four")]
    [InlineData("»Quoted in German«", "»Quoted in German«")]
    [InlineData("– Speech in Norwegian", "– Speech in Norwegian")]
    public void Takes_the_bullet_off(string line, string expected) => Assert.Equal([expected], RuleTest.Apply<Bullets>(line).Lines());

    [Fact]
    public void A_bullet_without_text_is_removed_and_recorded()
    {
        var draft = RuleTest.Apply<Bullets>("•", "• An item");
        Assert.Equal(["An item"], draft.Lines());
        Assert.Equal("bullets", Assert.Single(draft.Removed).Rule);
    }
}
