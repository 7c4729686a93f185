using System.Text;

namespace Pipeline.Text.Tests.Cleaning;

public sealed class ComposedTextTests
{
    [Theory]
    [InlineData("Cafe\u0301 in Go\u0308rlitz", "Café in Görlitz")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글")]
    public void Accents_in_a_title_are_composed_and_the_body_stays_as_written(string title, string expected)
    {
        const string lead = "Das Cafe\u0301 war am Montag geschlossen, und die Fischer gingen ohne ein Wort nach Hause, wie sie es seit vielen Jahren tun.";
        var bytes = Encoding.UTF8.GetBytes($"# {title}\n\n{lead}\n\n{lead.Replace("Montag", "Dienstag", StringComparison.Ordinal)}\n");

        var article = new ArticleCleaner().Clean(new SourceFile("a.md", bytes), TestContext.Current.CancellationToken).Article!;

        Assert.Equal(expected, article.Title);
        Assert.StartsWith(lead, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_accents_that_nobody_writes_is_left_alone()
    {
        var title = "Ae" + string.Concat(Enumerable.Repeat("\u0301\u0323", 100));
        var bytes = Encoding.UTF8.GetBytes($"# {title}\n\n{RuleTest.Prose}\n\n{RuleTest.MoreProse}\n");
        Assert.Equal(title, new ArticleCleaner().Clean(new SourceFile("a.md", bytes), TestContext.Current.CancellationToken).Article!.Title);
    }
}
