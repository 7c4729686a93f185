using System.Globalization;
using System.Text.Json;
using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Reading.Json;

/// <summary>An article as JSON holds it: schema.org, JSON Feed, WordPress, and the shapes of news APIs, which differ in the names of their members only.</summary>
/// <param name="Facts">What the members state.</param>
/// <param name="Body">The text, plain or mark-up; the summary when there is nothing longer.</param>
internal sealed record JsonArticle(DocumentFacts Facts, string Body)
{
    // Names are compared without case, "_" and "-". Of several the first that has a value counts.
    private static readonly string[] Titles = ["headline", "title", "webtitle", "name"];
    private static readonly string[] Bodies = ["articlebody", "contenthtml", "bodyhtml", "content", "body", "bodytext", "contenttext", "fulltext", "maintext", "articletext", "fullcontent", "text", "html"];
    private static readonly string[] Summaries = ["description", "summary", "standfirst", "abstract", "excerpt", "trailtext", "subtitle", "dek", "lead", "leadparagraph"];
    private static readonly string[] Published = ["datepublished", "publishedat", "published", "pubdate", "publisheddate", "datepublish", "publicationdate", "webpublicationdate", "firstpublicationdate", "publishdate", "date", "dategmt", "datecreated", "createdat", "timestamp"];
    private static readonly string[] Updated = ["datemodified", "updatedat", "updated", "lastmodified", "modified", "modifiedgmt", "dateupdated", "datemodify"];
    private static readonly string[] Authors = ["author", "authors", "byline", "creator", "creators", "by"];
    private static readonly string[] Sites = ["publisher", "source", "sitename", "site", "outlet", "provider", "newspaper"];
    private static readonly string[] Addresses = ["url", "canonicalurl", "weburl", "link", "permalink", "mainentityofpage", "sourceurl"];
    private static readonly string[] Languages = ["inlanguage", "language", "lang", "locale"];
    private static readonly string[] Sections = ["articlesection", "section", "sectionname", "category", "rubric", "desk"];
    private static readonly string[] Images = ["image", "imageurl", "urltoimage", "leadimage", "topimage", "thumbnailurl", "thumbnail", "bannerimage"];
    private static readonly string[] Ids = ["id", "guid", "@id", "uuid", "uri", "url", "link", "weburl", "permalink", "canonicalurl"];

    /// <summary>Members that hold the text of an object's value.</summary>
    private static readonly string[] Inner = ["rendered", "main", "name", "value", "text", "#text", "$t", "url", "@id"];

    /// <summary>A text this long is an article whether or not it has a title.</summary>
    private const int LongBody = 200;

    /// <summary>Search engines answer with objects in objects, never deeper than this.</summary>
    private const int SearchedDepth = 6;

    private const int SearchedObjects = 5_000;

    /// <summary>Later than any date that counts seconds since 1970: it counts milliseconds.</summary>
    private const double MostSeconds = 1e11;

    /// <summary>Whether the object looks like an article: a title with a text or summary, or a long text.</summary>
    public static bool IsShaped(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && (BodyOf(element) is { } body ? body.Length >= LongBody || First(element, Titles) is not null : First(element, Summaries) is not null && First(element, Titles) is not null);

    /// <summary>The article in <paramref name="root"/>; null when there is none.</summary>
    public static JsonArticle? Find(JsonElement root)
    {
        List<JsonElement>? best = null;
        var bestRank = 0;
        var open = new Queue<List<JsonElement>>();
        open.Enqueue([root]);
        for (var seen = 0; seen < SearchedObjects && open.TryDequeue(out var path); seen++)
        {
            var element = path[^1];
            if (element.ValueKind == JsonValueKind.Object)
            {
                var rank = Rank(element);
                if (rank > bestRank)
                {
                    (best, bestRank) = (path, rank);
                }
            }

            if (path.Count < SearchedDepth)
            {
                foreach (var child in Children(element))
                {
                    open.Enqueue([.. path, child]);
                }
            }
        }

        return best is null ? null : Read(best, root);
    }

    /// <summary>What names the article among others: its id or address; null when it has neither.</summary>
    public static string? IdOf(JsonElement element) => First(element, Ids);

    private static IEnumerable<JsonElement> Children(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Where(child => child.ValueKind is JsonValueKind.Object or JsonValueKind.Array),
        JsonValueKind.Object => element.EnumerateObject().Select(member => member.Value).Where(child => child.ValueKind is JsonValueKind.Object or JsonValueKind.Array),
        _ => [],
    };

    private static int Rank(JsonElement element)
    {
        var isArticle = element.TryGetProperty("@type", out var type) && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray() : Enumerable.Repeat(type, 1))
            .Any(t => t.ValueKind == JsonValueKind.String && t.GetString()!.EndsWith("Article", StringComparison.Ordinal) || t.ValueKind == JsonValueKind.String && t.GetString()!.EndsWith("Posting", StringComparison.Ordinal));
        var body = BodyOf(element)?.Length ?? 0;
        if (!isArticle && !IsShaped(element))
        {
            return 0;
        }

        return (isArticle ? 4 : 0) + (body >= LongBody ? 3 : body > 0 ? 1 : 0) + (First(element, Titles) is null ? 0 : 2);
    }

    private static JsonArticle? Read(List<JsonElement> path, JsonElement root)
    {
        // Facts that the object lacks stand in the objects around it: { "webTitle", "fields": { "bodyText" } }.
        string? Find(string[] names) => path.AsEnumerable().Reverse().Where(e => e.ValueKind == JsonValueKind.Object).Select(e => First(e, names)).FirstOrDefault(value => value is not null);
        var element = path[^1];
        var summary = Find(Summaries);
        var body = BodyOf(element) ?? summary;
        if (body is null)
        {
            return null;
        }

        var site = InlineText.Plain(Find(Sites));
        var stated = path.AsEnumerable().Reverse().Where(e => e.ValueKind == JsonValueKind.Object).Select(e => Names(e, root)).FirstOrDefault(names => names.Count > 0) ?? [];
        var authors = AuthorNames.From(stated, site);
        var language = Find(Languages);
        return new JsonArticle(
            new DocumentFacts
            {
                Title = InlineText.Plain(Find(Titles)),
                Standfirst = summary is not null && summary != body ? InlineText.Plain(summary) : null,
                Authors = authors,
                Byline = authors.Count > 0 ? string.Join(", ", authors) : null,
                Published = Date(Find(Published)),
                Updated = Date(Find(Updated)),
                Language = language is { Length: >= 2 } && char.IsAsciiLetter(language[0]) && (language.Length == 2 || language[2] is '-' or '_') ? language[..2].ToLowerInvariant() : null,
                Rubric = InlineText.Plain(Find(Sections)),
                SiteName = site is not null && IsAddress(site) ? null : site,
                CanonicalUrl = Find(Addresses) is { } url && IsAddress(url) ? url : null,
                LeadImageUrl = Find(Images) is { } image && IsAddress(image) ? image : null,
            },
            body);
    }

    private static bool IsAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private static ArticleDate? Date(string? value)
    {
        if (value is null || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || value.Length == 8)
        {
            return MetadataDate.Read(value);
        }

        var seconds = number > MostSeconds ? number / 1000 : number;
        if (seconds is < 0 or > MostSeconds)
        {
            return null;
        }

        var moment = DateTime.UnixEpoch.AddSeconds(Math.Floor(seconds));
        return new ArticleDate(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment), TimeSpan.Zero, value);
    }

    private static string? BodyOf(JsonElement element)
    {
        foreach (var value in Values(element, Bodies))
        {
            if ((value.ValueKind == JsonValueKind.Array ? Paragraphs(value) : Text(value)) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    // ["One.", "Two."] or [{ "type": "paragraph", "text": "One." }]
    private static string? Paragraphs(JsonElement array)
    {
        var parts = array.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.Object ? Values(part, ["text", "content", "html", "value", "body"]).Select(Text).FirstOrDefault(text => text is not null) : Text(part)).Where(text => text is not null);
        var text = string.Join("\n\n", parts);
        return text.Length == 0 ? null : text;
    }

    private static List<string> Names(JsonElement element, JsonElement root)
    {
        var names = new List<string>();
        foreach (var value in Values(element, Authors))
        {
            foreach (var author in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value])
            {
                if ((author.ValueKind == JsonValueKind.Object ? First(author, ["name", "fullname", "displayname", "original"]) ?? Referenced(author, root) : Text(author)) is { } name)
                {
                    names.Add(name);
                }
            }

            if (names.Count > 0)
            {
                break;
            }
        }

        return names;
    }

    // { "author": { "@id": "#jane" } } beside { "@id": "#jane", "name": "Jane Doe" } in the @graph
    private static string? Referenced(JsonElement reference, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || First(reference, ["@id"]) is not { } id || !root.TryGetProperty("@graph", out var graph) || graph.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        return graph.EnumerateArray().Where(node => node.ValueKind == JsonValueKind.Object && First(node, ["@id"]) == id).Select(node => First(node, ["name"])).FirstOrDefault(name => name is not null);
    }

    private static string? First(JsonElement element, string[] names) => Values(element, names).Select(Text).FirstOrDefault(text => text is not null);

    private static IEnumerable<JsonElement> Values(JsonElement element, string[] names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var name in names)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (IsNamed(member.Name, name))
                {
                    yield return member.Value;
                }
            }
        }
    }

    private static bool IsNamed(string member, string name)
    {
        if (member.Length < name.Length)
        {
            return false;
        }

        var at = 0;
        foreach (var c in member)
        {
            if (c is '_' or '-')
            {
                continue;
            }

            if (at == name.Length || char.ToLowerInvariant(c) != name[at])
            {
                return false;
            }

            at++;
        }

        return at == name.Length;
    }

    private static string? Text(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return String(value);
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind is JsonValueKind.String or JsonValueKind.Object:
                return Text(value[0]);
            case JsonValueKind.Object:
                foreach (var name in Inner)
                {
                    if (value.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.String && String(inner) is { } text)
                    {
                        return text;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static string? String(JsonElement value)
    {
        var text = value.GetString()?.Trim();
        return text is { Length: > 0 } ? text : null;
    }
}
