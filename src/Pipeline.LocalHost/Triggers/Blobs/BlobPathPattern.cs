using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.LocalHost.Triggers.Blobs;

/// <summary>A blob trigger's path: <c>container/prefix{name}.suffix</c>. A name matches one or more characters, slashes too.</summary>
internal sealed class BlobPathPattern
{
    private readonly Regex _pattern;

    private BlobPathPattern(string container, string prefix, Regex pattern)
    {
        Container = container;
        Prefix = prefix;
        _pattern = pattern;
        Names = [.. pattern.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]))];
    }

    public string Container { get; }

    /// <summary>What every matching blob's name begins with.</summary>
    public string Prefix { get; }

    public IReadOnlyList<string> Names { get; }

    /// <exception cref="InvalidOperationException">The path has no container, or a brace without its partner, or a name that is not an identifier.</exception>
    public static BlobPathPattern Parse(string path, string function)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var container = slash < 0 ? path : path[..slash];
        if (container.Length == 0 || container.Contains('{', StringComparison.Ordinal))
        {
            throw Invalid(path, function, "begins with a container's name");
        }

        var rest = slash < 0 ? "{BlobName}" : path[(slash + 1)..];
        var pattern = new StringBuilder("^");
        var prefix = rest.Split('{')[0];
        for (var position = 0; position < rest.Length;)
        {
            var open = rest.IndexOf('{', position);
            var literal = open < 0 ? rest[position..] : rest[position..open];
            pattern.Append(Regex.Escape(literal));
            if (open < 0)
            {
                break;
            }

            var close = rest.IndexOf('}', open);
            if (close < 0 || !IsName(rest[(open + 1)..close]))
            {
                throw Invalid(path, function, "has names like {name}");
            }

            pattern.Append("(?<").Append(rest, open + 1, close - open - 1).Append(">.+)");
            position = close + 1;
        }

        const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant;
        return new BlobPathPattern(container, prefix, new Regex(pattern.Append('$').ToString(), Options, Regex.InfiniteMatchTimeout));
    }

    /// <summary>Values of the pattern's names, null when the blob does not match.</summary>
    public Dictionary<string, object?>? Match(string blobName)
    {
        var match = _pattern.Match(blobName);
        return match.Success
            ? Names.ToDictionary(name => name, object? (name) => match.Groups[name].Value, StringComparer.OrdinalIgnoreCase)
            : null;
    }

    private static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static InvalidOperationException Invalid(string path, string function, string rule) =>
        new($"Blob path '{path}' of function '{function}' is not valid: a path {rule}.");
}
