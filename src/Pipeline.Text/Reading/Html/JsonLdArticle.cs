using System.Text.Json;

namespace Pipeline.Text.Reading.Html;

/// <summary>What the page's JSON-LD says about the article. Everything is optional, and nothing of it is trusted blindly.</summary>
internal sealed record JsonLdArticle
{
    private const int MaxObjects = 5000;

    /// <summary>Properties that lead to other articles than this one.</summary>
    private static readonly HashSet<string> Elsewhere = new(StringComparer.Ordinal)
    {
        "itemListElement", "hasPart", "isPartOf", "mentions", "citation", "relatedLink", "liveBlogUpdate", "comment", "about", "review", "subjectOf", "isBasedOn", "blogPost", "significantLink",
    };

    public string? Headline { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public string? Published { get; init; }

    public string? Modified { get; init; }

    public string? Body { get; init; }

    public string? Section { get; init; }

    public string? Language { get; init; }

    public string? Publisher { get; init; }

    public string? Image { get; init; }

    /// <summary>Whether an object of an article's type was found, not only one of a web page.</summary>
    public bool IsArticle { get; init; }

    /// <summary>Whether that type is one of news, not of articles at large.</summary>
    public bool IsNews { get; init; }

    /// <summary>Reads the scripts at <paramref name="scripts"/>; null when none describes an article or page.</summary>
    public static JsonLdArticle? Find(string html, IReadOnlyList<TextSpan> scripts)
    {
        var objects = new List<JsonElement>();
        var byId = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var span in scripts)
        {
            if (JsonLdScript.Parse(span.Of(html).Trim().ToString()) is { } root)
            {
                Collect(root, objects, byId);
            }
        }

        JsonElement? best = null;
        var bestRank = 0;
        foreach (var candidate in objects)
        {
            var rank = Rank(candidate);
            if (rank > bestRank)
            {
                (best, bestRank) = (candidate, rank);
            }
        }

        return best is { } chosen ? Read(chosen, byId, bestRank) : null;
    }

    private static void Collect(JsonElement root, List<JsonElement> objects, Dictionary<string, JsonElement> byId)
    {
        var open = new Stack<JsonElement>();
        open.Push(root);
        while (open.Count > 0 && objects.Count < MaxObjects)
        {
            var element = open.Pop();
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray().Reverse())
                {
                    open.Push(item);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                objects.Add(element);
                if (Text(element, "@id") is { } id && element.EnumerateObject().Count() > 1)
                {
                    byId.TryAdd(id, element);
                }

                foreach (var property in element.EnumerateObject())
                {
                    if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && !Elsewhere.Contains(property.Name))
                    {
                        open.Push(property.Value);
                    }
                }
            }
        }
    }

    private const int ArticleRank = 10;
    private const int NewsRank = ArticleRank + 10;

    private static int Rank(JsonElement element)
    {
        var rank = 0;
        foreach (var type in Strings(element, "@type"))
        {
            var name = type.AsSpan(type.LastIndexOf('/') + 1);
            rank = Math.Max(rank, name switch
            {
                "NewsArticle" or "ReportageNewsArticle" or "AnalysisNewsArticle" or "OpinionNewsArticle" or "BackgroundNewsArticle" or "ReviewNewsArticle" or "AskPublicNewsArticle" or "LiveBlogPosting" => NewsRank,
                "Article" or "BlogPosting" or "Report" or "SocialMediaPosting" or "TechArticle" or "ScholarlyArticle" or "SatiricalArticle" or "AdvertiserContentArticle" or "MedicalScholarlyArticle" => ArticleRank + 5,
                "Review" or "VideoObject" or "Recipe" or "HowTo" => 3,
                "WebPage" or "ItemPage" or "AboutPage" or "MedicalWebPage" => 2,
                _ => 0,
            });
        }

        if (rank == 0)
        {
            return 0;
        }

        rank += element.TryGetProperty("headline", out _) ? 2 : 0;
        rank += element.TryGetProperty("datePublished", out _) ? 1 : 0;
        return rank;
    }

    private static JsonLdArticle Read(JsonElement element, Dictionary<string, JsonElement> byId, int rank) => new()
    {
        IsArticle = rank >= ArticleRank,
        IsNews = rank >= NewsRank,
        Headline = rank >= ArticleRank ? Text(element, "headline") ?? Text(element, "name") : Text(element, "headline"),
        Description = Text(element, "description"),
        Authors = [.. Names(element, "author", byId), .. rank >= ArticleRank ? [] : Names(element, "creator", byId)],
        Published = Text(element, "datePublished") ?? Text(element, "dateCreated") ?? Text(element, "uploadDate"),
        Modified = Text(element, "dateModified"),
        Body = Text(element, "articleBody"),
        Section = Strings(element, "articleSection").FirstOrDefault(),
        Language = Text(element, "inLanguage"),
        Publisher = Names(element, "publisher", byId).FirstOrDefault(),
        Image = ImageUrl(element),
    };

    private static string? Text(JsonElement element, string name) => Strings(element, name).FirstOrDefault();

    private static IEnumerable<string> Strings(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            yield break;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.String && Read(item) is { } text)
                {
                    yield return text;
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.String && Read(value) is { } text)
        {
            yield return text;
        }
    }

    private static string? Read(JsonElement value)
    {
        var text = value.GetString()?.Trim();
        return text is { Length: > 0 } ? text : null;
    }

    private static List<string> Names(JsonElement element, string property, Dictionary<string, JsonElement> byId)
    {
        var names = new List<string>();
        if (element.TryGetProperty(property, out var value))
        {
            AddNames(value, names, byId, depth: 0);
        }

        return names;
    }

    private static void AddNames(JsonElement value, List<string> names, Dictionary<string, JsonElement> byId, int depth)
    {
        const int DeepestReference = 4;
        switch (value.ValueKind)
        {
            case JsonValueKind.String when Read(value) is { } name:
                names.Add(name);
                break;
            case JsonValueKind.Array when depth < DeepestReference:
                foreach (var item in value.EnumerateArray())
                {
                    AddNames(item, names, byId, depth + 1);
                }

                break;
            case JsonValueKind.Object:
                if (value.TryGetProperty("name", out var inner) && depth < DeepestReference)
                {
                    AddNames(inner, names, byId, depth + 1);
                }
                else if (Text(value, "@id") is { } id && byId.TryGetValue(id, out var target) && depth < DeepestReference)
                {
                    AddNames(target, names, byId, depth + 1);
                }

                break;
        }
    }

    private static string? ImageUrl(JsonElement element)
    {
        if (!element.TryGetProperty("image", out var image))
        {
            return null;
        }

        if (image.ValueKind == JsonValueKind.Array && image.GetArrayLength() > 0)
        {
            image = image[0];
        }

        return image.ValueKind == JsonValueKind.Object ? Text(image, "url") ?? Text(image, "contentUrl") : image.ValueKind == JsonValueKind.String ? Read(image) : null;
    }
}
