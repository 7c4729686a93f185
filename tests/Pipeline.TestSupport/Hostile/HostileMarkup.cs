using System.Globalization;
using System.Text;

namespace Pipeline.TestSupport.Hostile;

/// <summary>Pages that are built to break a parser, a tree or a reader of what was stored.</summary>
internal static class HostileMarkup
{
    private const int Million = 1_000_000;

    /// <summary>About as many as are read.</summary>
    private const int MostElements = 49_900;

    private static readonly string[] Handlers = ["onload", "onerror", "onclick", "onmouseover", "onfocus", "onanimationstart", "ontoggle", "onpointerenter", "onbegin", "onpageshow"];
    private static readonly string[] Attributes = ["href", "src", "action", "formaction", "poster", "data", "srcset", "background", "style", "content", "xlink:href", "cite"];
    private static readonly string[] Elements = ["p", "img", "a", "svg", "iframe", "object", "embed", "form", "video", "body", "details", "math", "base", "meta", "link", "button"];

    public static IEnumerable<(string Kind, string Extension, byte[] Bytes)> Files(Random random) =>
        All(random).Select(file => (file.Kind, ".html", HostileBytes.Utf8(file.Html)));

    private static IEnumerable<(string Kind, string Html)> All(Random random) =>
    [
        .. Nested().Select(html => ("nesting", html)),
        .. Scripts(random).Select(html => ("scripts in attributes", html)),
        .. StatedFacts().Select(html => ("scripts in metadata", html)),
        .. ShownScripts().Select(html => ("scripts as text", html)),
        .. Entities().Select(html => ("entities", html)),
        .. Many().Select(html => ("a million tags", html)),
        .. Giants().Select(html => ("giant attributes", html)),
        .. Unclosed().Select(html => ("unclosed", html)),
        .. Enumerable.Range(0, 16).Select(_ => ("random markup", Soup(random))),
        .. StatedDates().Select(html => ("dates", html)),
    ];

    private static IEnumerable<string> Nested()
    {
        foreach (var (tag, depth) in new[] { ("div", 499), ("div", 5_000), ("b", 20_000), ("a", 10_000), ("table><tr><td", 3_000), ("ul><li", 30_000), ("blockquote", 100_000), ("font", 100_000), ("svg", 5_000), ("template", 5_000), ("select", 5_000), ("math", 5_000), ("button", 5_000), ("p><object", 3_000) })
        {
            yield return HostileBytes.Page + Repeat($"<{tag}>", depth) + "The end of it.";
        }
    }

    private static IEnumerable<string> Scripts(Random random)
    {
        foreach (var element in Elements)
        {
            var attributes = string.Join(' ', Handlers.Select(name => $"{name}=\"alert({random.Next(9)})\"").Concat(Attributes.Select(name => $"{name}=\"javascript:alert({random.Next(9)})\"")));
            yield return $"<!doctype html><html lang=en><body {attributes}><article><h1 {attributes}>Ferry returns to Port Maren</h1><p {attributes}>The night ferry sailed again on Monday, and <a {attributes}>more than</a> a hundred people "
                + $"stood on the quay of Port Maren to see it <{element} {attributes}>come in</{element}> from the sea.</p><figure><img {attributes}><figcaption {attributes}>The quay of Port Maren. Photo: Petter Haugen</figcaption></figure>"
                + $"<p {attributes}>The harbour master said that the ship would sail every evening until the end of March, and that tickets cost as much as before the storm.</p></article>";
        }
    }

    private static IEnumerable<string> StatedFacts()
    {
        string[] addresses = ["javascript:alert(1)", " java\nscript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "//evil.example/<script>", "https://example.org/\"onload=alert(1)", "file:///etc/passwd", "javascript&colon;alert(1)", "https://example.org/<svg onload=alert(1)>"];
        foreach (var address in addresses)
        {
            var quoted = address.Replace("\"", "&quot;", StringComparison.Ordinal);
            yield return $"<!doctype html><html lang=en><head><title>&lt;script&gt;alert(1)&lt;/script&gt; Ferry returns</title><link rel=canonical href=\"{quoted}\"><meta property=og:url content=\"{quoted}\"><meta property=og:image content=\"{quoted}\">"
                + $"<meta property=og:title content=\"&lt;img src=x onerror=alert(1)&gt; Ferry returns\"><meta name=author content=\"&lt;script&gt;alert(2)&lt;/script&gt;\"><meta property=og:site_name content=\"&lt;svg onload=alert(3)&gt;\"><meta property=article:section content=\"&lt;iframe src=x&gt;\">"
                + $"<meta name=description content=\"The ferry &lt;script&gt;alert(4)&lt;/script&gt; sails again from Port Maren on Monday.\">"
                + $"<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"<img src=x onerror=alert(5)> Ferry\",\"url\":{Json(address)},\"image\":{Json(address)},\"author\":{{\"name\":\"<b onclick=alert(6)>Astrid Vollan</b>\",\"url\":{Json(address)}}},\"articleSection\":\"<script>x\"}}</script></head>"
                + HostileBytes.Page[HostileBytes.Page.IndexOf("<body>", StringComparison.Ordinal)..] + "</article>";
        }
    }

    private static IEnumerable<string> ShownScripts()
    {
        string[] payloads = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=\"javascript:alert(1)\">here</a>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<body onload=alert(1)>", "\"><script>alert(1)</script>", "<math><mtext><script>alert(1)</script>", "<IMG \nSRC=x\nONERROR\n=\nalert(1)>", "<script\n>alert(1)</script\n>", "<object data=javascript:alert(1)>"];
        foreach (var payload in payloads)
        {
            var shown = payload.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
            yield return HostileBytes.Page + $"<h2>{shown}</h2><p>The page of the harbour office showed {shown} instead of the hours, passengers said.</p><figure><img src=a.jpg><figcaption>{shown} on the quay. Photo: {shown}</figcaption></figure><ul><li>{shown}</li></ul><blockquote>{shown}</blockquote></article>";
        }
    }

    private static IEnumerable<string> Entities()
    {
        var laughs = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY lol{i} \"{Repeat($"&lol{i - 1};", 10)}\">"));
        yield return $"<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol0 \"lol\">{laughs}]><html><body><article><p>&lol9;</p>" + HostileBytes.Page;
        yield return "<?xml version=\"1.0\"?><!DOCTYPE foo [<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]><html><body><p>&xxe;</p>" + HostileBytes.Page;
        yield return "<?xml version=\"1.0\"?><!DOCTYPE foo [<!ENTITY % ext SYSTEM \"http://192.0.2.1/evil.dtd\"> %ext;]><html><body><p>&xxe;</p>" + HostileBytes.Page;
        yield return "<!DOCTYPE html PUBLIC \"-//X\" \"http://192.0.2.1/evil.dtd\">" + HostileBytes.Page;
        yield return HostileBytes.Page + $"<p>{Repeat("&amp;", 200_000)}</p>";
        yield return HostileBytes.Page + $"<p>{Repeat("&#0;&#xD800;&#x110000;&#x80;&#99999999999999;&#;&#x;&;", 20_000)}</p>";
        yield return HostileBytes.Page + $"<p>&{new string('a', Million)};</p>";
        yield return HostileBytes.Page + $"<p>{Repeat("&CounterClockwiseContourIntegral", 50_000)}</p>";
        yield return HostileBytes.Page + $"<p>&amp;{Repeat("amp;", 100_000)}lt;script&gt;</p>";
        yield return HostileBytes.Page + "<p>&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e; was seen on the quay of Port Maren on Monday evening.</p>";
    }

    private static IEnumerable<string> Many()
    {
        foreach (var unit in new[] { "<b>", "<br>", "<p>", "<a href=x>", "</p>", "<i></i>", "<td>", "<!---->", "<li>a", "<img src=a>" })
        {
            yield return HostileBytes.Page + Repeat(unit, Million);
            yield return HostileBytes.Page + Repeat(unit, MostElements);
        }
    }

    private static IEnumerable<string> Giants()
    {
        yield return HostileBytes.Page + $"<p title=\"{new string('a', 8 * Million)}\">The end.</p>";
        yield return HostileBytes.Page + $"<p {new string('a', 4 * Million)}=b>The end.</p>";
        yield return HostileBytes.Page + $"<{new string('p', 4 * Million)}>The end.";
        yield return HostileBytes.Page + $"<p class=\"{Repeat("story ", Million)}\">The end.</p>";
        yield return HostileBytes.Page + $"<p {string.Concat(Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"a{i}=\"{i}\" ")))}>The end.</p>";
        yield return HostileBytes.Page + $"<img src=\"data:image/png;base64,{new string('A', 8 * Million)}\"><figure><figcaption>The quay of Port Maren.</figcaption></figure>";
        yield return $"<html><head><link rel=canonical href=\"https://example.org/{new string('a', Million)}\"><meta property=og:image content=\"https://example.org/{new string('b', Million)}\"><title>{Repeat("Ferry ", 200_000)}</title><meta name=author content=\"{Repeat("Astrid Vollan, ", 100_000)}\"></head>" + HostileBytes.Page;
        yield return HostileBytes.Page + $"<p style=\"{Repeat("color:red;", 500_000)}\">The end.</p>";
    }

    private static IEnumerable<string> Unclosed()
    {
        foreach (var end in new[] { "<", "<p", "<p class=", "<p class=\"", "<!--", "<!", "<![CDATA[", "<script>", "<style>", "<textarea>", "<title>", "<xmp>", "<noscript>", "<plaintext>", "<svg><style>", "<select><option>", "&", "&#", "</", "<?" })
        {
            yield return HostileBytes.Page + end + Repeat("The harbour master said that the ship would sail. ", 2_000);
        }
    }

    private static IEnumerable<string> StatedDates()
    {
        foreach (var date in new[] { "0000-00-00", "9999-12-31T23:59:59Z", "99999-01-01", "-0001-01-01", "2021-02-30", "2021-01-01T25:61:61+99:99", "1e308", "9223372036854775807", "NaN", new string('1', 10_000), "2021-W53-7T24:00", "0001-01-01T00:00:00+14:00" })
        {
            yield return $"<html lang=en><head><meta property=article:published_time content=\"{date}\"><script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"datePublished\":\"{date}\",\"dateModified\":{(date.All(char.IsAsciiDigit) && date[0] != '0' ? date : "null")}}}</script></head>" + HostileBytes.Page + $"<time datetime=\"{date}\">{date}</time>";
        }
    }

    private static string Soup(Random random)
    {
        string[] parts = ["<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<table>", "<tr>", "<td>", "</table>", "<form>", "<select>", "<svg>", "<math>", "<mi>", "<foreignObject>", "<template>", "</template>", "<script>", "</script>", "<style>", "</style>", "<p>", "<b>", "</b>", "<i>", "<a href=x>", "</a>", "<title>", "\"", "'", "=", "&amp;", "&#x41;", "\u202e", "<article>", "</article>", "<br>", "<li>", "<ul>", "<frameset>", "<body>", "<html>", "<head>", "<plaintext>", "The ferry sailed. ", "word "];
        var html = new StringBuilder(HostileBytes.Page);
        for (var i = 0; i < 20_000; i++)
        {
            // The element that nothing can end is rare, or it would end every soup at once.
            var part = parts[random.Next(parts.Length)];
            html.Append(part == "<plaintext>" && random.Next(1_000) > 0 ? " " : part);
        }

        return html.ToString();
    }

    private static string Json(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";

    private static string Repeat(string unit, int count) => new StringBuilder(unit.Length * count).Insert(0, unit, count).ToString();
}
