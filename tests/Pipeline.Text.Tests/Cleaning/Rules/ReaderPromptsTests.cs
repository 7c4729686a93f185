using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class ReaderPromptsTests
{
    [Theory]
    [InlineData("Get the day's top stories delivered to your inbox every morning.")]
    [InlineData("We apologize, but this video has failed to load.")]
    [InlineData("Jane Doe in Paris contributed to this report.")]
    [InlineData("Melden Sie sich jetzt für unseren Newsletter an.")]
    [InlineData("Cet article est réservé aux abonnés.")]
    [InlineData("Подпишитесь на наш телеграм-канал")]
    [InlineData("Sign in to your account or register to follow our reporters.")]
    public void Removes_what_the_site_says_to_its_readers(string line) => RuleTest.Removes<ReaderPrompts>(line);

    [Theory]
    [InlineData("The company lost two million subscribers after it raised the price of its newsletter.")]
    [InlineData("\"Create an account and you are lost,\" he said of the new platform.")]
    [InlineData("Voters must register by email before the end of May.")]
    public void Keeps_sentences_about_such_things(string line) => RuleTest.Keeps<ReaderPrompts>(line);
}
