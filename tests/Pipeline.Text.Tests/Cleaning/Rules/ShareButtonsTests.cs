using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class ShareButtonsTests
{
    [Theory]
    [InlineData("Share")]
    [InlineData("Share to FacebookShare to TwitterEmail UsCopy the Link")]
    [InlineData("Teilen   Twittern   Senden")]
    [InlineData("Partager sur Facebook")]
    [InlineData("Compartir en WhatsApp")]
    [InlineData("Поделиться")]
    [InlineData("シェアする")]
    [InlineData("شارك")]
    [InlineData("14K Shares")]
    public void Removes_them(string line) => RuleTest.Removes<ShareButtons>(line);

    [Theory]
    [InlineData("Share prices fell on Monday")]
    [InlineData("He printed it")]
    [InlineData("The email that ended a career")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<ShareButtons>(line);
}
