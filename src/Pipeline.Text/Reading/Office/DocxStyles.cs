using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Pipeline.Text.Reading.Office;

/// <summary>What the paragraph styles of a document are for. Styles have names of the program's language as ids; their names are English in every file.</summary>
internal sealed class DocxStyles
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads the names; a document without styles has none.</summary>
    public static DocxStyles Read(StyleDefinitionsPart? part, int maxDepth, CancellationToken cancellationToken)
    {
        var styles = new DocxStyles();
        if (part is null)
        {
            return styles;
        }

        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var reader = SafeXml.Create(new StreamReader(stream));
        var id = "";
        while (reader.Read() && reader.Depth <= maxDepth)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "style")
            {
                id = reader.GetAttribute("styleId", reader.NamespaceURI) ?? "";
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "name" && id.Length > 0)
            {
                styles._names.TryAdd(id, (reader.GetAttribute("val", reader.NamespaceURI) ?? "").ToLowerInvariant());
            }
        }

        return styles;
    }

    /// <summary>Kind and level of a paragraph of that style. <see cref="BlockKind.Text"/> when the style says nothing.</summary>
    public (BlockKind Kind, int Level) KindOf(string styleId)
    {
        var name = NameOf(styleId);
        if (name.StartsWith("heading", StringComparison.Ordinal) && name.Length > "heading".Length && char.IsAsciiDigit(name[^1]))
        {
            return (BlockKind.Heading, Math.Clamp(name[^1] - '0', 1, 6));
        }

        return name switch
        {
            "caption" => (BlockKind.Caption, 0),
            "quote" or "intense quote" => (BlockKind.Quote, 0),
            "list paragraph" or "list bullet" or "list number" => (BlockKind.ListItem, 0),
            _ => (BlockKind.Text, 0),
        };
    }

    /// <summary>Whether the style is that of the title.</summary>
    public bool IsTitle(string styleId) => NameOf(styleId) is "title";

    /// <summary>Whether the style is that of the subtitle.</summary>
    public bool IsSubtitle(string styleId) => NameOf(styleId) is "subtitle";

    // "heading 1" is the name of the style, and "Heading1" the id that most programs give it.
    private string NameOf(string styleId) => _names.TryGetValue(styleId, out var name) ? name : styleId.ToLowerInvariant();
}
