using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class EmbeddedPostsTests
{
    [Theory]
    [InlineData("— Harbour Office 🇬🇧 (@harbour_office) July 18, 2026")]
    [InlineData("No boats today, they say… pic.twitter.com/PbK0B7UjJM")]
    [InlineData("More in our report https://t.co/abcdef")]
    public void Removes_what_a_post_leaves_behind(string line) => RuleTest.Removes<EmbeddedPosts>(line);

    [Theory]
    [InlineData("— Nobody sails, said the harbour master (a cousin of the mayor).")]
    [InlineData("The site pic.twitter.com was down, she said.")]
    public void Keeps_direct_speech_and_sentences_about_the_network(string line) => RuleTest.Keeps<EmbeddedPosts>(line);
}
