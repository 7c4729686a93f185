using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class NewslettersTests
{
    [Theory]
    [InlineData("Sign up for our newsletter")]
    [InlineData("Newsletter abonnieren")]
    [InlineData("Inscrivez-vous à notre newsletter")]
    [InlineData("Подпишитесь на рассылку")]
    public void Removes_them(string line) => RuleTest.Removes<Newsletters>(line);

    [Theory]
    [InlineData("The newsletter that started a revolt")]
    [InlineData("Members of parliament")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<Newsletters>(line);
}
