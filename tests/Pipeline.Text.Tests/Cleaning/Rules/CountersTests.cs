using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class CountersTests
{
    [Theory]
    [InlineData("5 min read")]
    [InlineData("12 views")]
    [InlineData("Lesezeit: 4 Minuten")]
    [InlineData("Temps de lecture : 4 min")]
    [InlineData("1.204 Aufrufe")]
    [InlineData("3分で読めます")]
    public void Removes_them(string line) => RuleTest.Removes<Counters>(line);

    [Theory]
    [InlineData("5 minutes to midnight")]
    [InlineData("12 people were hurt")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<Counters>(line);
}
