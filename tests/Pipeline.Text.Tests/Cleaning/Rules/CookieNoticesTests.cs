using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class CookieNoticesTests
{
    [Theory]
    [InlineData("Accept all cookies")]
    [InlineData("We use cookies")]
    [InlineData("Datenschutzerklärung")]
    [InlineData("Tout accepter")]
    public void Removes_them(string line) => RuleTest.Removes<CookieNotices>(line);

    [Theory]
    [InlineData("Cookies for the firefighters")]
    [InlineData("He refused to accept")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<CookieNotices>(line);
}
