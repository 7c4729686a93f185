using Pipeline.Cli.Output;

namespace Pipeline.Cli.Tests.Output;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Ünï 港 😀", "Ünï 港 😀")]
    [InlineData("\e[31m", @"\u001B[31m")]
    [InlineData("a\u0000b\u007Fc\u0085d", @"a\u0000b\u007Fc\u0085d")]
    [InlineData("a\rb", @"a\u000Db")]
    [InlineData("\u202Eevil\u2066", @"\u202Eevil\u2066")]
    [InlineData("two\nlines\tand tab", "two\nlines\tand tab")]
    public void A_block_keeps_text_and_escapes_what_drives_a_terminal(string text, string expected) => Assert.Equal(expected, SafeText.Block(text));

    [Fact]
    public void Half_a_surrogate_pair_is_escaped() => Assert.Equal(@"a\uD83Db", SafeText.Block("a\uD83Db"));

    [Fact]
    public void A_line_has_no_breaks() => Assert.Equal("two lines and tab", SafeText.Line("two\nlines\tand tab"));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly 10", 10, "exactly 10")]
    [InlineData("one word too many", 9, "one word…")]
    [InlineData("abc😀def", 5, "abc…")]
    public void Shortening_never_splits_a_character(string text, int length, string expected) => Assert.Equal(expected, SafeText.Shorten(text, length));
}
