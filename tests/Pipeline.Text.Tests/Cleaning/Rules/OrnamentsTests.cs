using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class OrnamentsTests
{
    [Theory]
    [InlineData("* * *")]
    [InlineData("———")]
    [InlineData("|")]
    [InlineData("...")]
    public void Removes_them(string line) => RuleTest.Removes<Ornaments>(line);

    [Theory]
    [InlineData("A")]
    [InlineData("1. FC Altenwerder")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<Ornaments>(line);
}
