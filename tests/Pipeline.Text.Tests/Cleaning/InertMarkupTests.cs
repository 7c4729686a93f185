using System.Text;

namespace Pipeline.Text.Tests.Cleaning;

public sealed class InertMarkupTests
{
    private const string Story = "The night ferry sailed again on Monday, and more than a hundred people stood on the quay of Port Maren to see it come in from the sea, where it had waited for the storm to pass. The harbour master said that the ship would sail every evening until the end of March.";

    [Theory]
    [InlineData("The page showed <script>alert(1)</script> only.", "The page showed ‹script>alert(1)‹/script> only.")]
    [InlineData("It showed <img src=x onerror=alert(1)> only.", "It showed ‹img src=x onerror=alert(1)> only.")]
    [InlineData("It showed <! and <?php only.", "It showed ‹! and ‹?php only.")]
    [InlineData("Fewer than a < b or 3 <4 were found <", "Fewer than a < b or 3 <4 were found <")]
    public void A_text_opens_no_tag_and_keeps_its_length(string shown, string stored)
    {
        var article = Clean($"Ferry returns to Port Maren\n\n{Story}\n\n{shown} People were not amused by it.", "a.txt");

        Assert.Contains(stored, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_open_no_tag_either()
    {
        var article = Clean($"---\ntitle: <script>x</script> Ferry\nauthor: <svg onload=x>\nsection: <b>Sea\nurl: https://example.org/<svg>\n---\n\n{Story}\n", "a.md");

        Assert.Equal("‹script>x‹/script> Ferry", article.Title);
        Assert.Equal(["‹svg onload=x>"], article.Authors);
        Assert.Equal("‹b>Sea", article.Rubric);
        Assert.Equal("https://example.org/%3Csvg%3E", article.CanonicalUrl);
    }

    private static CleanArticle Clean(string text, string name) => new ArticleCleaner().Clean(new SourceFile(name, Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken).Article!;
}
