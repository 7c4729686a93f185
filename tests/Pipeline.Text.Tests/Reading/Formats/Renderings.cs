using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>Puts stories into the formats that are text or made of text.</summary>
internal static class Renderings
{
    public static byte[] Json(Story story, string address) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["@context"] = "https://schema.org",
        ["@graph"] = new object[]
        {
            new Dictionary<string, object> { ["@type"] = "Person", ["@id"] = "#author", ["name"] = story.Author },
            new Dictionary<string, object>
            {
                ["@type"] = "NewsArticle",
                ["headline"] = story.Title,
                ["datePublished"] = story.Iso,
                ["author"] = new Dictionary<string, object> { ["@id"] = "#author" },
                ["publisher"] = new Dictionary<string, object> { ["@type"] = "Organization", ["name"] = "Fjordposten" },
                ["mainEntityOfPage"] = address + "story",
                ["image"] = address + "ferry.jpg",
                ["articleBody"] = story.Html,
            },
        },
    });

    /// <summary>As a news API answers it.</summary>
    public static Dictionary<string, object> Api(Story story, string address) => new()
    {
        ["source"] = new Dictionary<string, object?> { ["id"] = null, ["name"] = "Fjordposten" },
        ["author"] = story.Author,
        ["title"] = story.Title,
        ["url"] = address + Slug(story) + ".html",
        ["urlToImage"] = address + "picture.jpg",
        ["publishedAt"] = story.Iso + "T06:30:00Z",
        ["content"] = story.Text,
    };

    public static byte[] Mail(Story story, string address, bool html) => Encoding.UTF8.GetBytes(
        $"Received: from desk.example by mail.example; Fri, 3 May 2024 08:00:00 +0200\r\nFrom: {story.Author} <desk@courier.example>\r\nTo: readers@courier.example\r\nSubject: {story.Title}\r\n"
        + $"Date: {story.Date.ToDateTime(new TimeOnly(8, 0)).ToString("ddd, dd MMM yyyy HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)} +0200\r\nMessage-ID: <1@courier.example>\r\nMIME-Version: 1.0\r\n"
        + (html
            ? "Content-Type: multipart/alternative; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the page.\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Convert.ToBase64String(Encoding.UTF8.GetBytes($"<html><body><img src=\"{address}pixel.gif\"><article>{story.Html}</article></body></html>"), Base64FormattingOptions.InsertLineBreaks) + "\r\n--b1--\r\n"
            : "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + story.Text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n"));

    public static byte[] SavedPage(Story story, string address) => Encoding.UTF8.GetBytes(
        $"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}ferry\r\nSubject: {story.Title}\r\nDate: Mon, 2 Dec 2030 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b2\"\r\n\r\n"
        + "--b2\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + Page(story, address) + "\r\n"
        + $"--b2\r\nContent-Type: text/css\r\nContent-Location: {address}s.css\r\n\r\np {{ color: black }}\r\n--b2--\r\n");

    public static string Page(Story story, string address) =>
        $"<!DOCTYPE html><html lang=\"en\"><head><title>{story.Title}</title><meta name=\"author\" content=\"{story.Author}\"><meta property=\"article:published_time\" content=\"{story.Iso}\"><link rel=\"stylesheet\" href=\"{address}s.css\"></head>"
        + $"<body><article><h1>{story.Title}</h1>{story.Html}<img src=\"{address}a.jpg\"></article></body></html>";

    public static byte[] Nitf(Story story, string address) => Encoding.UTF8.GetBytes(
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE nitf SYSTEM \"{address}nitf.dtd\">\n<nitf><head><title>{X(story.Title)}</title><docdata><date.issue norm=\"{story.Date:yyyyMMdd}T063000Z\"/></docdata></head>"
        + $"<body xml:lang=\"en\"><body.head><hedline><hl1>{X(story.Title)}</hl1></hedline><byline>By <person>{story.Author}</person><byttl>Halmar Press Agency</byttl></byline><dateline><location>VESTNES</location><story.date>{story.Day}</story.date></dateline></body.head>"
        + $"<body.content><block>{string.Concat(story.Blocks.Select(block => block.IsHeading ? $"<hl2>{X(block.Text)}</hl2>" : $"<p>{X(block.Text)}</p>"))}</block>"
        + $"<media media-type=\"image\"><media-reference source=\"{address}a.jpg\"/><media-caption>The quay at dawn.</media-caption><media-producer>Halmar</media-producer></media></body.content></body></nitf>");

    public static byte[] NewsMl(Story story, string address) => Encoding.UTF8.GetBytes(
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://iptc.org/std/nar/2006-10-01/ {address}NewsML-G2.xsd\" guid=\"urn:newsml:halmar:1\" version=\"1\" standard=\"NewsML-G2\" xml:lang=\"en\">"
        + $"<itemMeta><provider qcode=\"nprov:HAL\"><name>Halmar Press Agency</name></provider><versionCreated>{story.Iso}T09:00:00Z</versionCreated><firstCreated>{story.Iso}T06:30:00Z</firstCreated></itemMeta>"
        + $"<contentMeta><creator><name>{story.Author}</name></creator><subject qcode=\"medtop:1\"><name>Transport</name></subject><headline>{X(story.Title)}</headline></contentMeta>"
        + $"<contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{X(story.Title)}</title></head><body>{story.Html}</body></html></inlineXML></contentSet></newsItem>");

    public static byte[] Rss(IEnumerable<Story> stories, string address) => Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel><title>Fjordposten</title><language>en</language>\n"
        + string.Concat(stories.Select(story => $"<item><title>{X(story.Title)}</title><link>{address}{Slug(story)}</link><guid isPermaLink=\"false\">{Slug(story)}</guid><dc:creator>{story.Author}</dc:creator>"
            + $"<pubDate>{story.Date.ToDateTime(new TimeOnly(6, 30)).ToString("ddd, dd MMM yyyy HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)} +0200</pubDate><description>{X(story.Blocks[0].Text)}</description><content:encoded><![CDATA[{story.Html}]]></content:encoded></item>\n"))
        + "</channel></rss>");

    public static byte[] Atom(IEnumerable<Story> stories, string address) => Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Elbkurier</title>\n"
        + string.Concat(stories.Select(story => $"<entry><id>tag:elbkurier.example,2024:{Slug(story)}</id><title>{X(story.Title)}</title><link rel=\"alternate\" href=\"{address}{Slug(story)}\"/><published>{story.Iso}T06:30:00Z</published><updated>{story.Iso}T07:00:00Z</updated>"
            + $"<author><name>{story.Author}</name></author><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{story.Html}</div></content></entry>\n"))
        + "</feed>");

    public static byte[] JsonFeed(IEnumerable<Story> stories, string address) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["version"] = "https://jsonfeed.org/version/1.1",
        ["title"] = "Prairie Dispatch",
        ["items"] = stories.Select(story => new Dictionary<string, object>
        {
            ["id"] = Slug(story),
            ["url"] = address + Slug(story),
            ["title"] = story.Title,
            ["content_html"] = story.Html,
            ["date_published"] = story.Iso + "T06:30:00Z",
            ["authors"] = new[] { new Dictionary<string, string> { ["name"] = story.Author } },
        }),
    });

    public static byte[] JsonLines(IEnumerable<Story> stories, string address) => Encoding.UTF8.GetBytes(string.Concat(stories.Select(story => JsonSerializer.Serialize(Api(story, address)) + "\n")));

    public static byte[] Warc(IEnumerable<Story> stories, string address) => Encoding.UTF8.GetBytes(string.Concat(stories.Select(story =>
    {
        var http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + Page(story, address);
        return $"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 4\r\n\r\nGET \r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}{Slug(story)}\r\nWARC-Date: 2030-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {Encoding.UTF8.GetByteCount(http)}\r\n\r\n{http}\r\n\r\n";
    })));

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in files)
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(2024, 5, 3, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    public static string Slug(Story story) => story.Title.ToLowerInvariant().Replace(' ', '-');

    private static string X(string text) => System.Net.WebUtility.HtmlEncode(text);
}
