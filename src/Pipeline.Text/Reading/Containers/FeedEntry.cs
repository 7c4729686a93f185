using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Text.Reading.Containers;

/// <summary>What a feed says about one of its items, or about itself.</summary>
internal sealed class FeedEntry
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _authors = [];
    private string? _title;
    private string? _content;
    private string? _summary;
    private string? _published;
    private string? _updated;
    private string? _language;
    private string? _section;
    private string? _image;

    /// <summary>The guid or id.</summary>
    public string? Id { get; private set; }

    /// <summary>The address.</summary>
    public string? Link { get; private set; }

    /// <summary>Takes over what an element says.</summary>
    public void Take(string name, string space, Dictionary<string, string> attributes, string value)
    {
        var isMedia = space.Contains("mrss", StringComparison.OrdinalIgnoreCase) || space.Contains("itunes", StringComparison.OrdinalIgnoreCase);
        switch (name)
        {
            case "content" or "thumbnail" when isMedia:
                _image ??= attributes.TryGetValue("url", out var media) && (!attributes.TryGetValue("medium", out var medium) || medium == "image") ? media : null;
                break;
            case "enclosure" when attributes.TryGetValue("type", out var type) && type.StartsWith("image/", StringComparison.Ordinal):
                _image ??= attributes.GetValueOrDefault("url");
                break;
            case "link" when attributes.TryGetValue("href", out var href):
                Link ??= attributes.GetValueOrDefault("rel", "alternate") == "alternate" ? href : null;
                break;
            case "category":
                _section ??= value.Length > 0 ? value : attributes.GetValueOrDefault("label") ?? attributes.GetValueOrDefault("term");
                break;
            case var _ when value.Length == 0 || isMedia:
                break;
            case "title":
                _title ??= value;
                break;
            case "encoded" or "content":
                _content ??= value;
                break;
            case "description" or "summary" or "subtitle":
                _summary ??= value;
                break;
            case "creator" or "author":
                _authors.Add(PersonOf(value));
                break;
            case "pubDate" or "published" or "issued":
                _published ??= value;
                break;
            case "date":
                _published ??= value;
                break;
            case "updated" or "modified":
                _updated ??= value;
                break;
            case "language":
                _language ??= value;
                break;
            case "guid" or "id" or "identifier":
                Id ??= value;
                break;
            case "link":
                Link ??= value;
                break;
        }
    }

    /// <summary>The item as an article of its own; what it does not say is taken from the feed.</summary>
    public byte[] ToJson(FeedEntry feed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", "NewsArticle");
            Write(json, "headline", _title);
            Write(json, "description", _content is null ? null : _summary);
            Write(json, "articleBody", _content ?? _summary);
            Write(json, "datePublished", _published ?? _updated);
            Write(json, "dateModified", _published is null ? null : _updated);
            var authors = _authors.Count > 0 ? _authors : feed._authors;
            if (authors.Count > 0)
            {
                json.WriteStartArray("author");
                authors.ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }

            Write(json, "publisher", feed._title);
            Write(json, "articleSection", _section);
            Write(json, "inLanguage", _language ?? feed._language);
            Write(json, "image", _image);
            Write(json, "url", Link ?? (Uri.TryCreate(Id, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal) ? Id : null));
            Write(json, "identifier", Id);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            json.WriteString(name, value);
        }
    }

    // RSS: "editor@example.org (Jane Doe)"
    private static string PersonOf(string value)
    {
        var open = value.IndexOf('(', StringComparison.Ordinal);
        return value.Contains('@', StringComparison.Ordinal) && open > 0 ? value[(open + 1)..].TrimEnd(')', ' ') : value;
    }
}
