using System.Net;
using System.Text;
using System.Xml;

namespace Pipeline.Text.Reading.Containers;

/// <summary>The items of an RSS (0.9x, 1.0, 2.0) or Atom feed, each as a schema.org article in JSON, which the reader of JSON knows.</summary>
internal static class FeedItems
{
    /// <summary>The format by the root element; null when the text is no feed.</summary>
    public static string? FormatOf(string text) => SafeXml.RootOf(text) switch
    {
        "rss" => "rss",
        "RDF" when text.Contains("purl.org/rss/1.0", StringComparison.Ordinal) => "rss",
        "feed" when text.Contains("http://www.w3.org/2005/Atom", StringComparison.Ordinal) => "atom",
        _ => null,
    };

    /// <summary>The items.</summary>
    public static IEnumerable<ContainerItem> Read(DecodedSource source, string prefix, Expansion expansion)
    {
        var (text, rejection) = SafeXml.Prepare(source.Text, expansion.Limits.MaxDepth, expansion.Token);
        if (text is null)
        {
            if (prefix.Length == 0)
            {
                throw new ContainerRefusedException(rejection!);
            }

            yield return expansion.Item(prefix, default, rejection);
            yield break;
        }

        var feed = new FeedEntry();
        using var reader = SafeXml.Create(new StringReader(text));
        reader.Read();
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName is "rss" or "RDF" or "feed" or "channel")
            {
                reader.Read();
            }
            else if (reader.LocalName is "item" or "entry")
            {
                expansion.CountEntry();
                var entry = new FeedEntry();
                ReadEntry(reader, entry);
                var bytes = entry.ToJson(feed);
                yield return expansion.Item(JsonLinesItems.Name(prefix, entry.Id ?? entry.Link ?? ItemName.OfContent(bytes)), bytes);
            }
            else
            {
                ReadChild(reader, feed);
            }
        }
    }

    private static void ReadEntry(XmlReader reader, FeedEntry entry)
    {
        var depth = reader.Depth;
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && !reader.EOF && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                ReadChild(reader, entry);
            }
            else
            {
                reader.Read();
            }
        }

        if (!isEmpty && !reader.EOF)
        {
            reader.Read();
        }
    }

    private static void ReadChild(XmlReader reader, FeedEntry entry)
    {
        var (name, space, depth, isEmpty) = (reader.LocalName, reader.NamespaceURI, reader.Depth, reader.IsEmptyElement);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.MoveToNextAttribute())
        {
            attributes[reader.LocalName] = reader.Value;
        }

        reader.MoveToElement();
        reader.Read();
        var text = new StringBuilder();
        var markup = new StringBuilder();
        var hasElements = false;
        var inner = "";
        string? person = null;
        while (!isEmpty && !reader.EOF && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    hasElements = true;
                    inner = reader.LocalName;
                    markup.Append('<').Append(reader.LocalName);
                    var closes = reader.IsEmptyElement;
                    while (reader.MoveToNextAttribute())
                    {
                        markup.Append(' ').Append(reader.LocalName).Append("=\"").Append(WebUtility.HtmlEncode(reader.Value)).Append('"');
                    }

                    markup.Append(closes ? " />" : ">");
                    break;
                case XmlNodeType.EndElement:
                    inner = "";
                    markup.Append("</").Append(reader.LocalName).Append('>');
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    person = inner == "name" ? person ?? reader.Value : person;
                    text.Append(reader.Value);
                    markup.Append(WebUtility.HtmlEncode(reader.Value));
                    break;
            }

            reader.Read();
        }

        entry.Take(name, space, attributes, person ?? (hasElements ? markup.ToString() : text.ToString()).Trim());
    }
}
