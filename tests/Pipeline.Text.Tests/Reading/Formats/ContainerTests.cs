using System.Text;
using System.Text.Json;
using Pipeline.Text.Reading.Containers;

namespace Pipeline.Text.Tests.Reading.Formats;

public sealed class ContainerTests
{
    private const string Address = "https://courier.example/";

    private static readonly Story[] Stories = [Story.Ferry, Story.Bees, Story.Clock];

    private static readonly byte[] List = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["status"] = "ok", ["articles"] = Stories.Select(story => Renderings.Api(story, Address)) });

    private static readonly byte[] Zip = Renderings.Zip(
        ("a/ferry.html", Encoding.UTF8.GetBytes(Renderings.Page(Story.Ferry, Address))),
        ("a/picture.png", [1, 2, 3]),
        ("__MACOSX/a/._ferry.html", [1]),
        ("bees.docx", WordRendering.Of(Story.Bees, Address)),
        ("inner.zip", Renderings.Zip(("clock.json", Renderings.Json(Story.Clock, Address)))));

    public static TheoryData<string, string, byte[]> Containers => new()
    {
        { "feed.xml", "rss", Renderings.Rss(Stories, Address) },
        { "feed", "atom", Renderings.Atom(Stories, Address) },
        { "feed.json", "jsonfeed", Renderings.JsonFeed(Stories, Address) },
        { "list.json", "json", List },
        { "array.json", "json", JsonSerializer.SerializeToUtf8Bytes(Stories.Select(story => Renderings.Api(story, Address))) },
        { "lines.txt", "jsonl", Renderings.JsonLines(Stories, Address) },
        { "lines.jsonl.gz", "jsonl", Renderings.Gzip(Renderings.JsonLines(Stories, Address)) },
        { "crawl.warc", "warc", Renderings.Warc(Stories, Address) },
        { "crawl.warc.gz", "warc", Renderings.Gzip(Renderings.Warc(Stories, Address)) },
        { "feed.xml.gz", "rss", Renderings.Gzip(Renderings.Rss(Stories, Address)) },
        { "archive", "zip", Zip },
        { "feeds.zip", "zip", Renderings.Zip(("feeds/rss.xml", Renderings.Rss(Stories, Address))) },
    };

    [Theory]
    [MemberData(nameof(Containers), DisableDiscoveryEnumeration = true)]
    public void Every_item_is_an_article_with_its_facts(string name, string format, byte[] bytes)
    {
        var container = ArticleContainer.Open(new SourceFile(name, bytes), TextLimits.Default, TestContext.Current.CancellationToken)!;

        Assert.Equal(format, container.Format);
        Assert.Null(container.Survey(TestContext.Current.CancellationToken).Rejection);
        var articles = container.Items(TestContext.Current.CancellationToken).Select(item => new ArticleCleaner().Clean(new SourceFile(item.Name, item.Bytes), TestContext.Current.CancellationToken)).ToList();
        Assert.All(articles, outcome => Assert.True(outcome.IsArticle, outcome.Rejection?.ToString()));
        Assert.Equal(Stories.Select(story => (story.Title, story.Author, (DateOnly?)story.Date)), articles.Select(outcome => (outcome.Article!.Title!, outcome.Article.Authors.Single(), outcome.Article.Published?.Date)));
        Assert.All(articles.Zip(Stories), pair => Assert.Equal(pair.Second.Blocks[^1].Text, pair.First.Article!.Paragraphs[^1].Span.Of(pair.First.Article.Text).ToString()));
    }

    [Theory]
    [MemberData(nameof(Containers), DisableDiscoveryEnumeration = true)]
    public void Names_are_paths_and_stay_the_same(string name, string format, byte[] bytes)
    {
        List<ContainerItem> Items() => [.. ArticleContainer.Open(new SourceFile(name, bytes), TextLimits.Default, TestContext.Current.CancellationToken)!.Items(TestContext.Current.CancellationToken)];

        var items = Items();

        Assert.Equal(items.Select(item => item.Name), Items().Select(item => item.Name));
        Assert.Equal(items.Count, items.Select(item => item.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(items, item => Assert.DoesNotContain(item.Name.Split('/'), part => part is "" or "." or ".."));
        Assert.NotEmpty(format);
    }

    [Theory]
    [MemberData(nameof(Containers), DisableDiscoveryEnumeration = true)]
    public void Cut_off_or_damaged_containers_give_items_or_a_reason(string name, string format, byte[] bytes)
    {
        Assert.NotEmpty(format);
        var random = new Random(5);
        for (var i = 1; i < 12; i++)
        {
            Check(bytes[..(bytes.Length * i / 12)]);
            var damaged = bytes.ToArray();
            for (var hit = 0; hit < 8; hit++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Check(damaged);
        }

        void Check(byte[] content)
        {
            var container = ArticleContainer.Open(new SourceFile(name, content), TextLimits.Default, TestContext.Current.CancellationToken);
            if (container is not null && container.Survey(TestContext.Current.CancellationToken).Rejection is null)
            {
                Assert.All(container.Items(TestContext.Current.CancellationToken), item => Assert.Equal(item.Rejection is not null, item.Bytes.IsEmpty && item.Rejection is not null));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Containers), DisableDiscoveryEnumeration = true)]
    public void A_cancelled_token_stops_the_items(string name, string format, byte[] bytes)
    {
        var container = ArticleContainer.Open(new SourceFile(name, bytes), TextLimits.Default, TestContext.Current.CancellationToken)!;
        Assert.Equal(format, container.Format);
        Assert.ThrowsAny<OperationCanceledException>(() => container.Items(new CancellationToken(canceled: true)).ToList());
    }

    [Fact]
    public void One_bad_entry_does_not_spoil_the_rest()
    {
        var zip = Renderings.Zip(("a.json", Renderings.Json(Story.Ferry, Address)), ("bomb.txt", new byte[20 * 1024 * 1024]), ("b.json", Renderings.Json(Story.Bees, Address)));
        var container = ArticleContainer.Open(new SourceFile("a.zip", zip), TextLimits.Default with { MaxExpansionRatio = 2_000, MaxBytes = 1024 * 1024 }, TestContext.Current.CancellationToken)!;

        Assert.Null(container.Survey(TestContext.Current.CancellationToken).Rejection);
        Assert.Equal([("a.json", null), ("bomb.txt", RejectionReason.TooLarge), ("b.json", null)], container.Items(TestContext.Current.CancellationToken).Select(item => (item.Name, item.Rejection?.Reason)));
    }

    [Fact]
    public void A_bad_line_does_not_spoil_the_rest()
    {
        var lines = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Renderings.JsonLines([Story.Ferry], Address)) + "{\"title\": \"cut of\n\n" + Encoding.UTF8.GetString(Renderings.JsonLines([Story.Bees], Address)));
        var items = ArticleContainer.Open(new SourceFile("a.jsonl", lines), TextLimits.Default, TestContext.Current.CancellationToken)!.Items(TestContext.Current.CancellationToken).ToList();

        Assert.Equal([null, RejectionReason.Malformed, null], items.Select(item => item.Rejection?.Reason));
    }

    [Fact]
    public void Names_that_point_elsewhere_are_names_only()
    {
        var zip = Renderings.Zip(("../../etc/a.txt", "x"u8.ToArray()), ("C:\\b\\..\\c.txt", "x"u8.ToArray()), ("/d.txt", "x"u8.ToArray()));
        var items = ArticleContainer.Open(new SourceFile("a.zip", zip), TextLimits.Default, TestContext.Current.CancellationToken)!.Items(TestContext.Current.CancellationToken);

        Assert.Equal(["etc/a.txt", "C:/b/c.txt", "d.txt"], items.Select(item => item.Name));
    }

    [Theory]
    [InlineData("a.html")]
    [InlineData("a.html.gz")]
    public void A_single_article_is_no_container(string name)
    {
        var page = Encoding.UTF8.GetBytes(Renderings.Page(Story.Ferry, Address));
        var file = new SourceFile(name, name.EndsWith(".gz", StringComparison.Ordinal) ? Renderings.Gzip(page) : page);

        Assert.Null(ArticleContainer.Open(file, TextLimits.Default, TestContext.Current.CancellationToken));
        Assert.Equal("html", new ArticleCleaner().Clean(file, TestContext.Current.CancellationToken).Article?.Format);
    }

    [Fact]
    public void A_list_read_as_one_article_is_refused_by_name() =>
        Assert.Equal(RejectionReason.SeveralArticles, new ArticleCleaner().Clean(new SourceFile("list.json", List), TestContext.Current.CancellationToken).Rejection?.Reason);

    [Fact]
    public void Feeds_with_the_faults_of_templates_are_repaired()
    {
        var feed = Encoding.UTF8.GetString(Renderings.Rss(Stories, Address)).Replace("<channel>", "<channel><description>News &amp; views&nbsp;& more\u0001</description>", StringComparison.Ordinal);
        var container = ArticleContainer.Open(new SourceFile("feed.xml", Encoding.UTF8.GetBytes(feed)), TextLimits.Default, TestContext.Current.CancellationToken)!;

        Assert.Equal(3, container.Items(TestContext.Current.CancellationToken).Count());
    }
}
