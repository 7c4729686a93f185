using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class LigaturesTests
{
    [Fact]
    public void A_ligature_becomes_its_letters_and_keeps_its_place_in_the_source()
    {
        const string line = "the o\uFB03cial \uFB02ag";
        var draft = RuleTest.Apply<Ligatures>("Before", line);
        Assert.Equal(["Before", "the official flag"], draft.Lines());
        Assert.Equal("ligatures", Assert.Single(draft.Notes).Code);
        Assert.Equal(line, draft.Blocks[1].Source.Of(draft.Source.Text).ToString());
    }

    [Fact]
    public void Letters_of_other_scripts_stay() =>
        Assert.Empty(RuleTest.Apply<Ligatures>("œuvre, Æsop, \uFEFB, 喫茶店").Notes);
}
