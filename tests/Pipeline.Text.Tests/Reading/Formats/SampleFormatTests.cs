using System.Text;
using System.Text.Json;
using Pipeline.Text.Reading.Containers;
using Pipeline.Text.Tests.Samples;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>
/// The sample of every format in <c>tests/samples/articles/halmar-agency</c>, written from the stories by this class: <c>UPDATE_SAMPLES=1</c> writes them anew. That a single article comes out
/// as its expectation says is tested with the other samples.
/// </summary>
public sealed class SampleFormatTests
{
    private const string Address = "https://halmar.example/";

    private static readonly string Folder = Path.Combine(SampleFiles.Articles, "halmar-agency");

    private static readonly Story[] Stories = [Story.Ferry, Story.Bees, Story.Clock];

    public static TheoryData<string, int> Files => new()
    {
        { "ferry.pdf", 0 }, { "bees.docx", 0 }, { "clock.eml", 0 }, { "ferry.mhtml", 0 }, { "bees.json", 0 }, { "clock.nitf.xml", 0 }, { "ferry.newsml.xml", 0 }, { "clock.html.gz", 0 },
        { "feed.rss.xml", 3 }, { "feed.atom.xml", 3 }, { "feed.json", 3 }, { "list.json", 3 }, { "lines.jsonl", 3 }, { "archive.zip", 3 }, { "crawl.warc.gz", 3 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_sample_holds_its_stories(string name, int items)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("UPDATE_SAMPLES") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllBytes(path, Render(name));
        }

        var file = new SourceFile(name, File.ReadAllBytes(path));
        var container = ArticleContainer.Open(file, TextLimits.Default, TestContext.Current.CancellationToken);
        SourceFile[] files = container is null ? [file] : [.. container.Items(TestContext.Current.CancellationToken).Select(item => new SourceFile(item.Name, item.Bytes))];

        Assert.Equal(items, container is null ? 0 : files.Length);
        Assert.All(files, article =>
        {
            var outcome = new ArticleCleaner().Clean(article, TestContext.Current.CancellationToken);
            Assert.Contains(Stories, story => story.Title == outcome.Article?.Title && story.Date == outcome.Article.Published?.Date);
        });
    }

    private static byte[] Render(string name) => name switch
    {
        "ferry.pdf" => PdfRendering.Of(Story.Ferry, head: "Halmar Press Agency"),
        "bees.docx" => WordRendering.Of(Story.Bees, Address),
        "clock.eml" => Renderings.Mail(Story.Clock, Address, html: true),
        "ferry.mhtml" => Renderings.SavedPage(Story.Ferry, Address),
        "bees.json" => Renderings.Json(Story.Bees, Address),
        "clock.nitf.xml" => Renderings.Nitf(Story.Clock, Address),
        "ferry.newsml.xml" => Renderings.NewsMl(Story.Ferry, Address),
        "clock.html.gz" => Renderings.Gzip(Encoding.UTF8.GetBytes(Renderings.Page(Story.Clock, Address))),
        "feed.rss.xml" => Renderings.Rss(Stories, Address),
        "feed.atom.xml" => Renderings.Atom(Stories, Address),
        "feed.json" => Renderings.JsonFeed(Stories, Address),
        "list.json" => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["status"] = "ok", ["articles"] = Stories.Select(story => Renderings.Api(story, Address)) }),
        "lines.jsonl" => Renderings.JsonLines(Stories, Address),
        "archive.zip" => Renderings.Zip(("ferry.html", Encoding.UTF8.GetBytes(Renderings.Page(Story.Ferry, Address))), ("bees.docx", WordRendering.Of(Story.Bees, Address)), ("inner.zip", Renderings.Zip(("clock.json", Renderings.Json(Story.Clock, Address))))),
        "crawl.warc.gz" => Renderings.Gzip(Renderings.Warc(Stories, Address)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
