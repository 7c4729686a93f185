using Pipeline.Text.Cleaning;
using Pipeline.Text.Cleaning.Rules;
using Pipeline.Text.Reading;

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

    [Theory]
    [InlineData("Sign up for our newsletter and read it first.", false)]
    [InlineData("The co-operative of Lindholm asks every new member to create an account, to name a mooring and to say how often the boat goes out; the harbour master then answers by letter, and whoever has waited longer than two years is asked again in spring, because half of the applicants have moved away by the time a place is free at last.", true)]
    public void Of_marked_up_paragraphs_only_short_ones_are_prompts(string text, bool stays)
    {
        var source = new DecodedSource(text, "utf-8", ".html", []);
        var draft = RuleTest.Apply<ReaderPrompts>(new ArticleDraft(source, new SourceDocument { Blocks = [new Block(BlockKind.Paragraph, text, new TextSpan(0, text.Length))] }));
        Assert.Equal(stays ? [text] : [], draft.Lines());
    }
}
