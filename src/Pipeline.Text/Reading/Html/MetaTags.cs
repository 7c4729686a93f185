using AngleSharp.Dom;

namespace Pipeline.Text.Reading.Html;

/// <summary>The meta and link elements of a page: first value of each name, all values of author names.</summary>
internal sealed class MetaTags
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _authors = [];

    /// <summary>The text of the title element.</summary>
    public string? DocumentTitle { get; private init; }

    /// <summary>The canonical address as written.</summary>
    public string? Canonical { get; private set; }

    /// <summary>The language that the root element declares.</summary>
    public string? RootLanguage { get; private init; }

    /// <summary>Values of the tags that name authors, in order.</summary>
    public IReadOnlyList<string> Authors => _authors;

    /// <summary>Reads <paramref name="document"/>.</summary>
    public static MetaTags Read(IDocument document, IEnumerable<PageNode> body)
    {
        var tags = new MetaTags
        {
            DocumentTitle = Clean(document.Head?.Children.FirstOrDefault(e => e.LocalName == "title")?.TextContent),
            RootLanguage = document.DocumentElement.GetAttribute("lang") ?? document.DocumentElement.GetAttribute("xml:lang"),
        };
        if (document.Head is { } head)
        {
            foreach (var element in head.Children)
            {
                tags.Add(element);
            }
        }

        // Broken heads end early, and the parser moves the rest into the body.
        foreach (var node in body)
        {
            if (node.Tag is "meta" or "link" && node.Attribute("itemprop") is null)
            {
                tags.Add(node.Element!);
            }
        }

        return tags;
    }

    /// <summary>The first value that one of <paramref name="names"/> has, in the order given; null when none.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_values.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return null;
    }

    private void Add(IElement element)
    {
        switch (element.LocalName)
        {
            case "link" when Canonical is null && string.Equals(element.GetAttribute("rel"), "canonical", StringComparison.OrdinalIgnoreCase):
                Canonical = element.GetAttribute("href")?.Trim();
                break;
            case "meta" when Clean(element.GetAttribute("content")) is { } content:
                foreach (var name in (element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("itemprop") ?? element.GetAttribute("http-equiv") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    _values.TryAdd(name, content);
                    if (name.ToLowerInvariant() is "author" or "article:author" or "dc.creator" or "dcterms.creator" or "parsely-author" or "sailthru.author" or "byl" or "citation_author")
                    {
                        _authors.Add(content);
                    }
                }

                break;
        }
    }

    private static string? Clean(string? text) => text is null ? null : InlineText.Fold(text) is { Length: > 0 } folded ? folded : null;
}
