using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Pipeline.Text.Reading.Office;

/// <summary>The core properties of a document; null where it states none.</summary>
internal sealed record DocxProperties(string? Title, string? Creator, string? Created, string? Language)
{
    /// <summary>Longest value that is believed; the properties are one line each.</summary>
    private const int LongestValue = 500;

    /// <summary>Reads the part; a document without it has no properties.</summary>
    public static DocxProperties Read(CoreFilePropertiesPart? part, int maxDepth, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (part is not null)
        {
            using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
            using var reader = SafeXml.Create(new StreamReader(stream));
            var name = "";
            while (reader.Read() && reader.Depth <= maxDepth)
            {
                cancellationToken.ThrowIfCancellationRequested();
                name = reader.NodeType == XmlNodeType.Element ? reader.LocalName : name;
                if (reader.NodeType == XmlNodeType.Text && reader.Value.Trim() is { Length: > 0 and <= LongestValue } value)
                {
                    values.TryAdd(name, value);
                }
            }
        }

        return new DocxProperties(values.GetValueOrDefault("title"), values.GetValueOrDefault("creator"), values.GetValueOrDefault("created"), values.GetValueOrDefault("language"));
    }
}
