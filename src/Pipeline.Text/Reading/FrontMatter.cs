using System.Collections.Frozen;
using Pipeline.Text.Dates;

namespace Pipeline.Text.Reading;

/// <summary>Reads the facts in a Markdown file's front matter: plain <c>key: value</c> lines, inline lists and dash lists. No YAML beyond that.</summary>
internal static class FrontMatter
{
    private static readonly FrozenSet<string> AuthorKeys = FrozenSet.Create("author", "authors", "byline", "by");

    /// <summary>The facts stated between the fences.</summary>
    public static DocumentFacts Read(IEnumerable<string> lines)
    {
        var facts = new DocumentFacts();
        var authors = new List<string>();
        var listKey = "";
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.StartsWith("- ", StringComparison.Ordinal) && AuthorKeys.Contains(listKey))
            {
                AddAuthors(authors, line[2..]);
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != '#')
            {
                listKey = line[..colon].Trim().ToLowerInvariant();
                var value = line[(colon + 1)..].Trim();
                facts = With(facts, listKey, value);
                if (AuthorKeys.Contains(listKey))
                {
                    AddAuthors(authors, value);
                }
            }
        }

        return authors.Count == 0 ? facts : facts with { Authors = authors, Byline = string.Join(", ", authors) };
    }

    private static DocumentFacts With(DocumentFacts facts, string key, string rawValue)
    {
        var value = Unquote(rawValue);
        if (value.Length == 0)
        {
            return facts;
        }

        return key switch
        {
            "title" or "headline" => facts with { Title = value },
            "description" or "summary" or "standfirst" or "subtitle" or "deck" => facts with { Standfirst = value },
            "date" or "published" or "pubdate" or "publishdate" => facts with { Published = DateReader.Find(value) },
            "updated" or "lastmod" or "modified" => facts with { Updated = DateReader.Find(value) },
            "lang" or "language" or "locale" when value.Length >= 2 => facts with { Language = value[..2].ToLowerInvariant() },
            "section" or "category" or "rubric" or "desk" => facts with { Rubric = value },
            "source" or "site" or "publication" when !IsWebAddress(value) => facts with { SiteName = value },
            "url" or "canonical" or "canonical_url" or "link" or "source" when IsWebAddress(value) => facts with { CanonicalUrl = new Uri(value).AbsoluteUri },
            "image" or "cover" when IsWebAddress(value) => facts with { LeadImageUrl = new Uri(value).AbsoluteUri },
            _ => facts,
        };
    }

    private static void AddAuthors(List<string> authors, string value) =>
        authors.AddRange(value.TrimStart('[').TrimEnd(']').Split(',').Select(Unquote).Where(name => name.Length > 0));

    private static string Unquote(string value)
    {
        var trimmed = value.Trim();
        return trimmed.Length >= 2 && trimmed[0] is '"' or '\'' && trimmed[^1] == trimmed[0] ? trimmed[1..^1].Replace("''", "'", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal) : trimmed;
    }

    private static bool IsWebAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
