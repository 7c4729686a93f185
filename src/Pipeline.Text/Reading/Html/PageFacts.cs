namespace Pipeline.Text.Reading.Html;

/// <summary>What the page states about its article, gathered from JSON-LD, meta tags, microdata and marked-up elements.</summary>
internal sealed class PageFacts
{
    private const int MostHeadings = 20;

    private readonly PageTree _tree;
    private readonly JsonLdArticle? _jsonLd;
    private readonly MetaTags _meta;
    private BylineFinder _byline = null!;

    private PageFacts(PageTree tree, JsonLdArticle? jsonLd)
    {
        _tree = tree;
        _jsonLd = jsonLd;
        _meta = MetaTags.Read(tree.Document, tree.Nodes);
    }

    /// <summary>The summary for search engines and social media, often the standfirst.</summary>
    public IReadOnlyList<string> Descriptions { get; private set; } = [];

    /// <summary>All writings of the headline that the metadata has.</summary>
    public IReadOnlyList<string> Titles { get; private set; } = [];

    /// <summary>Whether the page calls itself an article.</summary>
    public bool ClaimsArticle { get; private set; }

    /// <summary>Whether the page calls itself something else: the page of an author.</summary>
    public bool ClaimsOther { get; private set; }

    /// <summary>The facts.</summary>
    public DocumentFacts Facts { get; private set; } = new();

    /// <summary>Reads the facts of <paramref name="tree"/>.</summary>
    public static PageFacts Read(PageTree tree, JsonLdArticle? jsonLd)
    {
        var page = new PageFacts(tree, jsonLd);
        page.Gather();
        return page;
    }

    private void Gather()
    {
        var site = InlineText.Plain(_meta.First("og:site_name", "application-name") ?? _jsonLd?.Publisher);
        var language = LanguageCode(_meta.RootLanguage ?? _jsonLd?.Language ?? _meta.First("og:locale", "content-language", "language"));
        _byline = new BylineFinder(_tree, site, language);
        var headings = _tree.Nodes.Where(n => n.Tag == "h1" && n.TextLength > 0).Take(MostHeadings).Select(InlineText.Of).Where(t => t.Length > 0).ToList();
        if (headings.Count == 0 && _jsonLd?.Headline is null && _meta.First("og:title", "twitter:title", "dc.title") is null && _meta.DocumentTitle is { } documentTitle)
        {
            headings.AddRange(Shown(documentTitle));
        }

        Descriptions = [.. new[] { _jsonLd?.Description, _meta.First("og:description", "twitter:description"), _meta.First("description") }.Select(InlineText.Plain).OfType<string>()];
        Titles = [.. new[] { _jsonLd?.Headline, _meta.First("og:title"), _meta.First("twitter:title"), _meta.DocumentTitle }.Select(InlineText.Plain).OfType<string>()];
        ClaimsOther = _jsonLd is not { IsArticle: true } && _meta.First("og:type") is "profile";
        ClaimsArticle = _jsonLd is { IsArticle: true } || _meta.First("og:type") is "article" || _meta.First("article:published_time") is not null;
        Facts = new DocumentFacts
        {
            Title = Headline.Choose(headings, InlineText.Plain(_jsonLd?.Headline), _jsonLd is { IsNews: true }, InlineText.Plain(_meta.First("og:title", "twitter:title", "dc.title")), InlineText.Plain(_meta.DocumentTitle), site),
            Authors = Authors(site),
            Published = Published(language),
            Updated = MetadataDate.Read(_jsonLd?.Modified, language) ?? MetadataDate.Read(_meta.First("article:modified_time", "og:updated_time", "last-modified", "lastmod"), language) ?? _byline.Updated(),
            Language = language,
            Rubric = InlineText.Plain(_meta.First("article:section", "section") ?? _jsonLd?.Section),
            CanonicalUrl = Http(_meta.Canonical) ?? Http(_meta.First("og:url")),
            SiteName = site,
            LeadImageUrl = Http(_meta.First("og:image", "og:image:url", "twitter:image")) ?? Http(_jsonLd?.Image),
        };
        Facts = Facts with { Byline = Facts.Authors.Count > 0 ? string.Join(", ", Facts.Authors) : null };
    }

    // Old pages set their headline in large type only: it is the part of the document's title that the page shows.
    private IEnumerable<string> Shown(string documentTitle)
    {
        var parts = Headline.Parts(documentTitle).ToHashSet(StringComparer.Ordinal);
        return _tree.Nodes.Where(n => n.Tag is "b" or "strong" or "font" or "big" or "div" or "p" or "td" or "span" or "h2" or "h3" && n.TextLength > 0 && n.TextLength < documentTitle.Length * 3 && n.LinkLength == 0)
            .Select(InlineText.Of).Where(parts.Contains).Take(1);
    }

    private ArticleDate? Published(string? language)
    {
        ReadOnlySpan<string?> stated =
        [
            _jsonLd?.Published,
            _meta.First("article:published_time", "og:article:published_time", "article:published", "datePublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "sailthru.date", "parsely-pub-date", "publication_date", "cxenseparse:recs:publishtime", "article.published", "citation_publication_date", "created"),
        ];
        foreach (var value in stated)
        {
            if (MetadataDate.Read(value, language) is { } date)
            {
                // Metadata of a day, and the time of that day on the page.
                return date.Time is null && _byline.Published() is { Time: not null } shown && shown.Date == date.Date ? shown : date;
            }
        }

        return _byline.Published();
    }

    // People before the house, and the house only where it signs itself.
    private IReadOnlyList<string> Authors(string? site)
    {
        var stated = _jsonLd?.Authors ?? [];
        return Named(AuthorNames.From(stated, site)) ?? Named(AuthorNames.From(_meta.Authors, site)) ?? Named(_byline.Authors())
            ?? Named(AuthorNames.From(stated, site: null)) ?? AuthorNames.From(_meta.Authors, site: null);
    }

    private static IReadOnlyList<string>? Named(IReadOnlyList<string> names) => names.Count > 0 ? names : null;

    private static string? LanguageCode(string? tag)
    {
        if (tag is null)
        {
            return null;
        }

        var code = tag.Trim().Split('-', '_', ',', ' ')[0].ToLowerInvariant();
        return code.Length == 2 && code.All(char.IsAsciiLetterLower) ? code : null;
    }

    private static string? Http(string? address) =>
        address is not null && Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;
}
