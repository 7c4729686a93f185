using System.Text;
using System.Text.Json;
using Pipeline.Conformance;

namespace Pipeline.Text.Tests.Reading.Formats;

public abstract class StoriesConformance(string format, string extension, string articleFormat, Func<Story[], string, byte[]> write) : ArticleContainerConformance
{
    private static readonly Story[] Stories = [Story.Ferry, Story.Bees, Story.Clock];

    protected override string Format => format;

    protected override string ArticleFormat => articleFormat;

    protected override string Extension => extension;

    protected override string Title => Story.Ferry.Title;

    protected override int Count => Stories.Length;

    protected override byte[] Article(string address) => write(Stories, address);

    protected static byte[] Repeated(string before, string open, string close, string after, int depth) =>
        Encoding.UTF8.GetBytes(before + string.Concat(Enumerable.Repeat(open, depth)) + string.Concat(Enumerable.Repeat(close, depth)) + after);
}

public sealed class RssConformance() : StoriesConformance("rss", ".xml", "json", Renderings.Rss)
{
    protected override byte[] Nested(int depth) => Repeated("<rss><channel><item>", "<a>", "</a>", "</item></channel></rss>", depth);
}

public sealed class AtomConformance() : StoriesConformance("atom", ".xml", "json", Renderings.Atom)
{
    protected override byte[] Nested(int depth) => Repeated("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>", "<a>", "</a>", "</entry></feed>", depth);
}

public sealed class JsonFeedConformance() : StoriesConformance("jsonfeed", ".json", "json", Renderings.JsonFeed);

public sealed class JsonListConformance() : StoriesConformance("json", ".json", "json", (stories, address) => JsonSerializer.SerializeToUtf8Bytes(stories.Select(story => Renderings.Api(story, address))))
{
    protected override byte[] Nested(int depth) => Repeated("", "[", "]", "", depth);
}

public sealed class JsonLinesConformance() : StoriesConformance("jsonl", ".jsonl", "json", Renderings.JsonLines);

public sealed class PackedJsonLinesConformance() : StoriesConformance("jsonl", ".jsonl.gz", "json", (stories, address) => Renderings.Gzip(Renderings.JsonLines(stories, address)));

public sealed class WarcConformance() : StoriesConformance("warc", ".warc", "html", Renderings.Warc);

public sealed class PackedWarcConformance() : StoriesConformance("warc", ".warc.gz", "html", (stories, address) => Renderings.Gzip(Renderings.Warc(stories, address)));

public sealed class PackedFeedConformance() : StoriesConformance("rss", ".xml.gz", "json", (stories, address) => Renderings.Gzip(Renderings.Rss(stories, address)))
{
    protected override RejectionReason NestedReason => RejectionReason.NestedTooDeep;

    protected override byte[] Nested(int depth) => Enumerable.Range(0, 8).Aggregate(Renderings.Rss([Story.Ferry], "https://courier.example/"), (bytes, _) => Renderings.Gzip(bytes));
}

public sealed class ZipConformance() : StoriesConformance("zip", ".zip", "html", (stories, address) =>
    Renderings.Zip([.. stories.Select((story, i) => ($"{i}.html", Encoding.UTF8.GetBytes(Renderings.Page(story, address))))]))
{
    protected override RejectionReason NestedReason => RejectionReason.NestedTooDeep;

    protected override byte[] Nested(int depth) => Enumerable.Range(0, 8).Aggregate("text"u8.ToArray(), (bytes, i) => Renderings.Zip(($"{i}.zip", bytes)));
}
