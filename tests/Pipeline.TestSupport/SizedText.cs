using System.Globalization;
using System.Text;

namespace Pipeline.TestSupport;

/// <summary>A text that can be written at any size, to see how work grows with it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="FileName">Tells the readers what it is.</param>
/// <param name="Write">Writes it; the argument is the wanted length in code units, the result is about as long.</param>
public sealed record SizedText(string Name, string FileName, Func<int, string> Write)
{
    private const string Head = "Ferry returns to Port Maren after the storm\n\nThe night ferry sailed again on Monday, and more than a hundred people stood on the quay of Port Maren to see it come in from the sea.\n\n";

    private const string PageHead = "<!doctype html><html lang=en><head><title>Ferry returns to Port Maren</title></head><body><article><h1>Ferry returns to Port Maren</h1><p>"
        + "The night ferry sailed again on Monday, and more than a hundred people stood on the quay of Port Maren to see it come in from the sea.</p>";

    /// <summary>Articles as they are, but for their length.</summary>
    public static IReadOnlyList<SizedText> Articles { get; } =
    [
        new("article (text)", "a.txt", size => Head + Prose(size)),
        new("article (Markdown)", "a.md", size => "# " + Head + Prose(size)),
        new("article (HTML)", "a.html", size => PageHead + Grow(size, Paragraphs(paragraph => $"<p class=\"story-text\">{paragraph}</p>\n<aside><a href=\"/more\">More</a></aside>\n")) + "</article></body></html>"),
    ];

    /// <summary>What a careless or ill-willed source may send.</summary>
    public static IReadOnlyList<SizedText> Hostile { get; } =
    [
        Text("one line", "the tide came in and went out again "),
        Text("short lines", i => $"Runner {i} finished the race in good health after the last bridge.\n"),
        Text("labels", i => $"Runner {i}\n"),
        Text("short lines without stop", i => $"runner {i} of the race came in very late\n\n"),
        Text("hyphens at line ends", "the ferry came to the har-\nbour and left for the isl-\n"),
        Text("quotes", "\""),
        Text("guillemets", "« – » "),
        Text("dots", "."),
        Text("spaced dots", ". "),
        Text("abbreviations", "Mr. Dr. Prof. U.S. No. p.m. "),
        Text("initials", "A. B. "),
        Text("spaces", " "),
        Text("line breaks", "\n"),
        Text("bullets", "• "),
        Text("list items", i => $"{(i % 900) + 1}) item "),
        Text("open brackets", "("),
        Text("references", "end. [1] [2] "),
        Text("dashes", "-- – — "),
        Text("strokes", "_"),
        Text("letters without spaces", "a"),
        Text("capitals", "PORT MAREN FERRY "),
        Text("digits", "7"),
        Text("dates", i => $"Monday, {(i % 28) + 1} March 2024 10:{i % 60:D2}\n"),
        Text("dates in one line", i => $"{(i % 28) + 1} March 2024 "),
        Text("bylines", "By Astrid Vollan and Petter Haugen\n"),
        Text("many authors", i => $"By Astrid Vollan{Letters(i)}\n"),
        Text("authors in one line", "By " + "Astrid Vollan, Petter Haugen, ", prefix: "By "),
        Text("captions", i => $"The quay of Port Maren in winter {Letters(i)}. AFP/Petter Haugen\n"),
        Text("same captions", "The quay of Port Maren in winter (Photo: Petter Haugen)\n"),
        Text("credits", i => $"Photo: Petter {Letters(i)}\n"),
        Text("share buttons", "Share on Facebook\nTweet\n"),
        Text("related links", i => $"Read more: ferry number {Letters(i)} of the day\n"),
        Text("addresses", "https://www.example.org/a/b?c=d#e "),
        Text("repeated leads", Head),
        Text("identical paragraphs", "The night ferry sailed again on Monday and more than a hundred people stood on the quay.\n\n"),
        Text("near-equal paragraphs", i => $"The night ferry {Letters(i)} sailed again on Monday, and more than a hundred people stood on the quay of Port Maren to see it.\n\n"),
        Text("growing prefixes", i => $"The night ferry{string.Concat(Enumerable.Repeat(" sailed", i % 60))} again on Monday.\n\n"),
        Text("control characters", "a\u200b\u00ad\u202e\u0007 "),
        Text("mojibake", "caf\u00c3\u00a9 \u00e2\u20ac\u201cno\u00e2\u20ac\u2122 "),
        Text("combining marks", "e\u0301\u0302\u0303"),
        Text("ideographs", "渡轮周一再次启航，一百多人站在码头上。"),
        Text("Arabic commas", "عاد القارب، "),
        Markdown("nested quotes", ">"),
        Markdown("nested lists", "- - "),
        Markdown("open links", "["),
        Markdown("links", "[a](b) "),
        Markdown("images", "!["),
        Markdown("links without end", "[a]("),
        Markdown("underscores", "_a "),
        Markdown("stars", "*a **b "),
        Markdown("ticks", "`a ``b "),
        Markdown("table bars", "|"),
        Markdown("headings", "# a\n\n"),
        Markdown("angle brackets", "<"),
        Markdown("references to nothing", "[a]: b\n"),
        Html("angle brackets", "<"),
        Html("open tags", "<p"),
        Html("open paragraphs", "<p>word "),
        Html("unclosed elements", "<div>word "),
        Html("unclosed inline elements", "<b>word "),
        Html("crossed elements", "<b><i>word</b></i> "),
        Html("crossed links", "<a href=x><div>word</a></div> "),
        Html("closing tags", "</p></div>"),
        Html("attributes", i => $"data-a{i}=1 ", opening: "<p "),
        Html("same attribute", "class=a ", opening: "<p "),
        Html("classes", i => $"story-{i} ", opening: "<p class=\""),
        Html("line breaks", "word<br>"),
        Html("empty elements", "<span></span>"),
        Html("nested to the bound", string.Concat(Enumerable.Repeat("<div>", 200)) + "word " + string.Concat(Enumerable.Repeat("</div>", 200))),
        Html("table rows", "<tr><td>word ", opening: "<table>"),
        Html("text in tables", "word<b>", opening: "<table>"),
        Html("comments", "<!-- - -->"),
        Html("open comment", "-", opening: "<!--"),
        Html("scripts", "<script>a<b</script>"),
        Html("open script", "<", opening: "<script>"),
        Html("ampersands", "&"),
        Html("entities", "&amp;&nbsp;&#8217;&notit;"),
        Html("links", i => $"<li><a href=\"/story/{i}\">Ferry number {i} of the day is late</a></li>"),
        Html("images", i => $"<figure><img src=\"{i}.jpg\" alt=\"The quay\"><figcaption>The quay of Port Maren in winter {i}. Petter Haugen</figcaption></figure>"),
        Html("meta elements", i => $"<meta property=\"article:author\" content=\"Astrid {Letters(i)}\">", opening: "</article>"),
        Html("headings", i => $"<h2>What comes {i}</h2>"),
        Html("identical paragraphs", "<p>The night ferry sailed again on Monday and more than a hundred people stood on the quay.</p>"),
        Html("near-equal paragraphs", i => $"<p>The night ferry {Letters(i)} sailed again on Monday, and more than a hundred people stood on the quay of Port Maren to see it.</p>"),
        Html("articles", i => $"<article><h2>Ferry {i} is late</h2><p>The night ferry {Letters(i)} sailed again on Monday, and a hundred people stood on the quay to see it.</p></article>", opening: "</article>"),
        Html("JSON-LD nested", "{\"a\":[", opening: "<script type=\"application/ld+json\">"),
        Html("JSON-LD blocks", i => $"<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Ferry {i}\",\"author\":{{\"name\":\"Astrid {Letters(i)}\"}}}}</script>"),
        Html("JSON-LD body", "The night ferry sailed again. ", opening: "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"", closing: "\"}</script>"),
    ];

    /// <summary>Paragraphs of invented articles, divided by blank lines.</summary>
    public static string Prose(int size) => Grow(size, Paragraphs(paragraph => paragraph + "\n\n"));

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static SizedText Text(string name, string unit, string prefix = "") => Text(name, _ => unit, prefix);

    private static SizedText Text(string name, Func<int, string> unit, string prefix = "") => new(name, "a.txt", size => Head + prefix + Grow(size, unit));

    private static SizedText Markdown(string name, string unit) => new(name + " (Markdown)", "a.md", size => "# " + Head + Grow(size, _ => unit));

    private static SizedText Html(string name, string unit, string opening = "", string closing = "") => Html(name, _ => unit, opening, closing);

    private static SizedText Html(string name, Func<int, string> unit, string opening = "", string closing = "") => new(name + " (HTML)", "a.html", size => PageHead + opening + Grow(size, unit) + closing);

    private static Func<int, string> Paragraphs(Func<string, string> wrap)
    {
        var generator = new ArticleGenerator(seed: 1);
        return _ => wrap(generator.Paragraph());
    }

    private static string Grow(int size, Func<int, string> unit)
    {
        var text = new StringBuilder(size);
        for (var i = 1; text.Length < size; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{unit(i)}");
        }

        return text.ToString();
    }

    // A word for a number, for texts in which digits mean something else.
    private static string Letters(int number)
    {
        var word = new StringBuilder();
        for (; number > 0; number /= 26)
        {
            word.Append((char)('a' + (number % 26)));
        }

        return word.ToString();
    }
}
