using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class PageNumbersTests
{
    [Theory]
    [InlineData("Page 3 of 12")]
    [InlineData("- 3 -")]
    [InlineData("Seite 4")]
    [InlineData("3/12")]
    [InlineData("17")]
    public void Removes_them(string line) => RuleTest.Removes<PageNumbers>(line);

    [Theory]
    [InlineData("3 of them died")]
    [InlineData("Page by page")]
    [InlineData("In 1989")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<PageNumbers>(line);
}
