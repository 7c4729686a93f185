using Pipeline.Tables.Keys;

namespace Pipeline.Tables.Tests.Keys;

public sealed class KeyTextTests
{
    [Theory]
    [InlineData("central asia", "central asia")]
    [InlineData("a/b\\c#d?e", "a%002Fb%005Cc%0023d%003Fe")]
    [InlineData("100%", "100%0025")]
    [InlineData("~tilde", "%007Etilde")]
    [InlineData("tab\tand\u0085", "tab%0009and%0085")]
    [InlineData("Zürich 東京 🙂", "Zürich 東京 🙂")]
    public void Forbidden_characters_are_escaped_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, KeyText.Escape(text));

    [Fact]
    public void Half_a_surrogate_pair_is_escaped() => Assert.Equal("lone %D83D half", KeyText.Escape("lone \uD83D half"));

    [Fact]
    public void Different_texts_never_share_a_key() =>
        Assert.Equal(5, new[] { "a/b", "a%002Fb", "a%b", "~a", "%007Ea" }.Select(KeyText.Escape).Distinct().Count());

    [Fact]
    public void A_text_that_is_too_long_becomes_a_hash_that_fits()
    {
        var first = KeyText.Escape(new string('a', 2_000));
        var second = KeyText.Escape(new string('a', 2_001));

        Assert.StartsWith("~", first, StringComparison.Ordinal);
        Assert.Equal(65, first.Length);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("Central  Asia ", "central asia")]
    [InlineData("CAFE\u0301", "caf\u00e9")]
    public void Phrases_are_compared_without_case_spacing_and_composition(string phrase, string expected) =>
        Assert.Equal(expected, KeyText.NormalisePhrase(phrase));
}
