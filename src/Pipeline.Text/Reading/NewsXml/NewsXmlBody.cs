using System.Text;
using System.Xml;
using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Reading.NewsXml;

/// <summary>Collects facts and blocks of agency XML, element by element: the vocabularies of NITF and NewsML-G2 do not contradict each other.</summary>
internal sealed class NewsXmlBody
{
    private static readonly HashSet<string> BlockNames = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "byline", "by", "headline", "caption", "media-caption", "media-producer", "producer", "blockquote", "bq", "fn", "abstract", "description", "story.date", "location", "slugline", "dateline", "td", "tagline", "distributor", "copyrightHolder", "creditline", "name", "figcaption"];

    private readonly ExtractedText _text = new();
    private readonly List<string> _authors = [];
    private readonly Stack<string> _path = new();
    private readonly StringBuilder _run = new();
    private string? _title;
    private string? _standfirst;
    private string? _byline;
    private string? _rubric;
    private string? _site;
    private string? _language;
    private string? _published;
    private string? _updated;
    private string? _sent;
    private string? _caption;
    private readonly List<Caption> _captions = [];

    /// <summary>Reads agency XML of either vocabulary.</summary>
    public static ReadOutcome Of(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        var (text, rejection) = SafeXml.Prepare(source.Text, limits.MaxDepth, cancellationToken);
        if (text is null)
        {
            return new ReadOutcome(null, rejection);
        }

        var body = new NewsXmlBody();
        using var reader = SafeXml.Create(new StringReader(text));
        body.Read(reader, cancellationToken);
        return body.ToOutcome(source.Charset);
    }

    private void Read(XmlReader reader, CancellationToken cancellationToken)
    {
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Start(reader);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    _run.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    End(reader.LocalName);
                    break;
            }
        }
    }

    /// <summary>The document.</summary>
    private ReadOutcome ToOutcome(string charset)
    {
        if (_text.Blocks.Count == 0)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.NoArticle, "The news item carries no text."));
        }

        var authors = AuthorNames.From(_authors, _site);
        return new ReadOutcome(
            new SourceDocument
            {
                Blocks = _text.Blocks,
                Extracted = _text.ToSource(charset),
                ClaimsArticle = true,
                IsWhole = true,
                Facts = new DocumentFacts
                {
                    Title = _title,
                    Standfirst = _standfirst,
                    Authors = authors,
                    Byline = _byline is null ? null : AuthorNames.WithoutOpener(_byline),
                    Published = Date(_published) ?? Date(_sent),
                    Updated = Date(_updated),
                    Language = _language is { Length: >= 2 } ? _language[..2].ToLowerInvariant() : null,
                    Rubric = _rubric,
                    SiteName = _site,
                    Captions = _captions,
                },
            },
            null);
    }

    private void Start(XmlReader reader)
    {
        var name = reader.LocalName;
        if (name == "byttl")
        {
            Take("byline"); // The author's role or agency follows.
        }
        else if (IsBlock(name))
        {
            Flush();
        }

        switch (name)
        {
            case "date.issue":
                _published ??= reader.GetAttribute("norm");
                break;
            case "date.release":
                _sent ??= reader.GetAttribute("norm");
                break;
            case "pubdata":
                _sent ??= reader.GetAttribute("date.publication");
                _site ??= Trimmed(reader.GetAttribute("name"));
                _rubric ??= Trimmed(reader.GetAttribute("position.section"));
                break;
            case "br":
                _run.Append(' ');
                break;
        }

        // Metadata stand outside the text; an xml:lang on the root or the body is the text's.
        _language ??= reader.XmlLang is { Length: >= 2 } stated ? stated : name == "language" ? reader.GetAttribute("tag") : null;
        if (!reader.IsEmptyElement)
        {
            _path.Push(name);
        }
    }

    private void End(string name)
    {
        if (name == "byttl")
        {
            _run.Clear();
        }
        else if (IsBlock(name) || (name is "title" or "versionCreated" or "contentCreated" or "contentModified" or "sent" or "firstCreated" && !IsInText(name)))
        {
            Take(name);
        }

        if (_path.Count > 0)
        {
            _path.Pop();
        }
    }

    // Names, places and the like also stand inside paragraphs, where they are words of the text.
    private bool IsBlock(string name) => BlockNames.Contains(name) && (name is "p" or "li" or "td" or "caption" || !IsInText(name));

    private bool IsInText(string name) => name != "p" && (_path.Contains("p") || _path.Contains("byline") && name is not "byline");

    // Text that stands before a block inside its parent is a block too: <li>text<p>…
    private void Flush()
    {
        if (_path.TryPeek(out var top) && IsBlock(top))
        {
            Take(top);
        }

        _run.Clear();
    }

    private void Take(string name)
    {
        var text = InlineText.Plain(_run.ToString());
        _run.Clear();
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var isBody = _path.Contains("body.content") || _path.Contains("inlineXML") || _path.Contains("body.end");
        switch (name)
        {
            case "hl1" or "headline":
                _title ??= text;
                break;
            case "title" when !_path.Contains("media"):
                _title ??= text;
                break;
            case "hl2" or "abstract" or "description" when !isBody:
                _standfirst ??= text;
                break;
            case "byline" or "by":
                _byline ??= text;
                _authors.Add(text);
                break;
            case "name" when _path.Contains("creator") || _path.Contains("contributor"):
                _authors.Add(text);
                _byline ??= text;
                break;
            case "name" when _path.Contains("provider") || _path.Contains("infoSource"):
                _site ??= text;
                break;
            case "name" when _path.Contains("subject") || _path.Contains("genre"):
                _rubric ??= text;
                break;
            case "story.date":
                _sent ??= text;
                break;
            case "versionCreated":
                _sent ??= text;
                break;
            case "firstCreated" or "contentCreated":
                _published ??= text;
                break;
            case "contentModified":
                _updated ??= text;
                break;
            case "sent":
                _sent ??= text;
                break;
            case "caption" or "media-caption" or "figcaption":
                _caption = text;
                _captions.Add(new Caption(text, null));
                break;
            case "media-producer" or "producer" or "creditline" when _caption is not null && _captions.Count > 0:
                _captions[^1] = new Caption(_captions[^1].Text, text);
                break;
            case "p" or "fn" or "td" when isBody:
                _text.Add(IsCaption() ? BlockKind.Caption : IsQuote() ? BlockKind.Quote : _path.Contains("li") ? BlockKind.ListItem : BlockKind.Paragraph, text);
                break;
            case "p" when _path.Contains("abstract"):
                _standfirst ??= text;
                break;
            case "li" when isBody:
                _text.Add(BlockKind.ListItem, text);
                break;
            case "blockquote" or "bq" when isBody:
                _text.Add(BlockKind.Quote, text);
                break;
            case "hl2" when isBody:
                _text.Add(BlockKind.Heading, text, 2);
                break;
            case ['h', >= '1' and <= '6'] when isBody:
                if (name == "h1" && (_title is null || _title == text))
                {
                    _title = text;
                    break;
                }

                _text.Add(BlockKind.Heading, text, name[1] - '0');
                break;
        }
    }

    private bool IsCaption() => _path.Contains("caption") || _path.Contains("media-caption") || _path.Contains("figcaption");

    private bool IsQuote() => _path.Contains("bq") || _path.Contains("blockquote");

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    // NITF writes 20240503T101500Z, NewsML 2024-05-03T10:15:00Z.
    private static ArticleDate? Date(string? value)
    {
        if (value is { Length: >= 8 } && value.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            var iso = $"{value[..4]}-{value[4..6]}-{value[6..8]}";
            if (value.Length >= 13 && value[8] == 'T')
            {
                iso += $"T{value[9..11]}:{value[11..13]}" + (value.Length >= 15 && char.IsAsciiDigit(value[13]) ? $":{value[13..15]}{value[15..]}" : value[13..]);
            }

            return MetadataDate.Read(iso);
        }

        return MetadataDate.Read(value);
    }
}
