using Pipeline.Cli.Input;

namespace Pipeline.Cli.Tests.Input;

public sealed class LineMapTests
{
    [Theory]
    [InlineData("", 0, 1, 1)]
    [InlineData("abc", 2, 1, 3)]
    [InlineData("a\nbc", 2, 2, 1)]
    [InlineData("a\r\nbc", 3, 2, 1)]
    [InlineData("a\r\nbc", 2, 1, 3)]
    [InlineData("a\rbc", 2, 2, 1)]
    [InlineData("a\n\nb", 3, 3, 1)]
    [InlineData("ab", 99, 1, 3)]
    public void Lines_and_columns_count_from_one(string text, int offset, int line, int column) =>
        Assert.Equal((line, column), new LineMap(text).Locate(offset));
}
