using System.Globalization;

namespace Pipeline.Text.Tests.Cleaning;

public sealed class RemovalListTests
{
    [Fact]
    public void A_file_that_is_taken_apart_lists_so_many_removals_and_says_how_many_more_there_were()
    {
        const int credits = RemovalList.MostListed + 321;
        var text = RuleTest.Prose + "\n\n" + RuleTest.MoreProse + "\n\n" + string.Concat(Enumerable.Range(0, credits).Select(i => $"Photo: Petter Haugen {i}\n\n"));

        var article = new ArticleCleaner().Clean(new SourceFile("story.txt", System.Text.Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken).Article!;

        Assert.Equal(RemovalList.MostListed, article.Removed.Count);
        var note = Assert.Single(article.Notes, note => note.Code == "removals-unlisted");
        Assert.StartsWith(321.ToString(CultureInfo.InvariantCulture), note.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_a_list_adds_what_it_counts()
    {
        var removal = new Removal("byline", "The byline", new TextSpan(0, 1), "x");
        var full = new RemovalList();
        for (var i = 0; i < RemovalList.MostListed + 2; i++)
        {
            full.Add(removal);
        }

        var list = new RemovalList { removal, full };

        Assert.Equal((RemovalList.MostListed, 3), (list.Count, list.Unlisted));
    }
}
