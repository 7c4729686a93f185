using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class MojibakeTests
{
    [Theory]
    [InlineData("It isnâ€™t over, said ZoÃ«", "It isn’t over, said Zoë")]
    [InlineData("Ð”Ð¾Ð¼Ð° Ð½Ð° Ñ€ÐµÐºÐµ", "Дома на реке")]
    [InlineData("\u00E2\u20AC\u0153quoted\u00E2\u20AC\u009d \u00E2\u20AC\u201C and\u00C2\u00A0spaced", "“quoted” – and\u00A0spaced")]
    public void Repairs_text_that_was_decoded_twice(string line, string expected)
    {
        var draft = RuleTest.Apply<Mojibake>(line);
        Assert.Equal([expected], draft.Lines());
        Assert.Equal("mojibake-repaired", Assert.Single(draft.Notes).Code);
    }

    [Theory]
    [InlineData("Le CAFÉ» est fermé, à «l’île»")]
    [InlineData("One Ã© alone is a quotation")]
    [InlineData("São Paulo, Ñuñoa, Ørsted")]
    public void Leaves_right_text_alone(string line) => Assert.Equal([line], RuleTest.Apply<Mojibake>(line).Lines());
}
