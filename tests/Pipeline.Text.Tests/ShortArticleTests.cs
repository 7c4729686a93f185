using System.Text;

namespace Pipeline.Text.Tests;

public sealed class ShortArticleTests
{
    private const string Claim = "<meta property=\"og:type\" content=\"article\">";
    private const string JsonLd = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Crane falls in Lindholm\"}</script>";

    [Theory]
    [InlineData(Claim, "The harbour of Lindholm is closed. More follows.")]
    [InlineData(JsonLd, "The harbour of Lindholm is closed. More follows.")]
    [InlineData(JsonLd, "リンドホルム港は閉鎖された。続報を待て。")]
    public void A_flash_comes_through_when_the_page_calls_itself_an_article(string head, string text)
    {
        var article = Clean(head, text).Article;
        Assert.Equal(text, article?.Text);
        Assert.Equal("Crane falls in Lindholm", article?.Title);
    }

    [Fact]
    public void A_page_that_claims_nothing_needs_more_than_a_line() =>
        Assert.Equal(RejectionReason.NoArticle, Clean("", "The harbour of Lindholm is closed. More follows.").Rejection?.Reason);

    [Fact]
    public void A_page_without_a_sentence_is_none_whatever_it_claims() =>
        Assert.Equal(RejectionReason.NoArticle, Clean(Claim, "Loading…").Rejection?.Reason);

    private static CleanOutcome Clean(string head, string text) =>
        new ArticleCleaner().Clean(
            new SourceFile("flash.html", Encoding.UTF8.GetBytes($"<!DOCTYPE html><html lang=\"en\"><head><title>Crane falls in Lindholm</title>{head}</head><body><article><h1>Crane falls in Lindholm</h1><p>{text}</p></article></body></html>")),
            TestContext.Current.CancellationToken);
}
