using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class AdvertisementsTests
{
    [Theory]
    [InlineData("Advertisement")]
    [InlineData("ADVERTISEMENT - CONTINUE READING BELOW")]
    [InlineData("Anzeige")]
    [InlineData("Publicité")]
    [InlineData("Реклама")]
    [InlineData("広告")]
    public void Removes_them(string line) => RuleTest.Removes<Advertisements>(line);

    [Theory]
    [InlineData("An advertisement for himself")]
    [InlineData("Werbung für den Frieden")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<Advertisements>(line);
}
