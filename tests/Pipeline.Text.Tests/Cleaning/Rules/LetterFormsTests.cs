using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class LetterFormsTests
{
    [Theory]
    [InlineData("the o\uFB03cial \uFB02ag", "the official flag")]
    [InlineData("cafe\u0301 in Go\u0308rlitz", "café in Görlitz")]
    [InlineData("й\u0301 и\u0306", "й\u0301 й")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글")]
    public void Letters_are_written_as_a_keyboard_would(string line, string expected) =>
        Assert.Equal([expected], RuleTest.Apply<LetterForms>(line).Lines());

    [Fact]
    public void A_repaired_text_says_so_and_keeps_its_place_in_the_source()
    {
        const string decomposed = "Le cafe\u0301 ferme";
        var draft = RuleTest.Apply<LetterForms>("Before", decomposed);
        Assert.Equal("letters-composed", Assert.Single(draft.Notes).Code);
        Assert.Equal(decomposed, draft.Blocks[1].Source.Of(draft.Source.Text).ToString());
    }

    [Fact]
    public void Text_with_half_a_surrogate_pair_is_left_alone()
    {
        const string line = "half \uD83D a pair, e\u0301";
        Assert.Equal([line], RuleTest.Apply<LetterForms>(line).Lines());
    }

    [Fact]
    public void Composed_text_is_left_alone() => Assert.Empty(RuleTest.Apply<LetterForms>("Das Café in Görlitz, кафе, 喫茶店").Notes);

    [Fact]
    public void A_run_of_accents_that_nobody_writes_is_left_alone()
    {
        var line = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 1000));
        Assert.Equal([line], RuleTest.Apply<LetterForms>(line).Lines());
    }
}
