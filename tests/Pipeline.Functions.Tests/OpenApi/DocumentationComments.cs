using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pipeline.Functions.Tests.OpenApi;

/// <summary>What the documentation comments say of a type and the parameters of its record, from the file beside its assembly.</summary>
internal static partial class DocumentationComments
{
    private static readonly Dictionary<string, XElement> s_members = new(StringComparer.Ordinal);

    /// <summary>What the type is.</summary>
    public static string Summary(Type type) => Text(Member(type)?.Element("summary")) ?? throw new InvalidOperationException($"{type.Name} has no documentation comment.");

    /// <summary>What a property is, by its name in JSON; null when nothing is said.</summary>
    public static string? Parameter(Type type, string name) =>
        Text(Member(type)?.Elements("param").FirstOrDefault(parameter => string.Equals(parameter.Attribute("name")?.Value, name, StringComparison.OrdinalIgnoreCase)));

    private static XElement? Member(Type type)
    {
        if (s_members.Count == 0)
        {
            foreach (var assembly in new[] { typeof(PipelineApplication).Assembly, typeof(Core.PipelineOptions).Assembly })
            {
                var comments = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
                foreach (var member in comments.Descendants("member"))
                {
                    s_members[member.Attribute("name")!.Value] = member;
                }
            }
        }

        return s_members.GetValueOrDefault("T:" + type.FullName);
    }

    private static string? Text(XElement? element) => element is null ? null : Spaces().Replace(element.Value, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
