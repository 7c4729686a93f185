using Pipeline.Tables;

namespace Pipeline.Core.Articles;

/// <summary>
/// Articles that came in a file with others: their path is the file's and the item's name behind "!/", and where other rows name the version of their file by its ETag,
/// theirs name the item's bytes by "item:" and a hash. The bytes lie in <c>content</c>.
/// </summary>
public static class ItemPath
{
    /// <summary>How a row names the version of an item whose bytes are not stored yet.</summary>
    public const string NoVersion = Prefix;

    private const string Separator = "!/";
    private const string Prefix = "item:";

    /// <summary>The path of an item.</summary>
    public static string Of(string parent, string item) => parent + Separator + item.Replace(Separator, "!_", StringComparison.Ordinal);

    /// <summary>The path of the file that the item came in.</summary>
    public static string ParentOf(string path) => path[..path.LastIndexOf(Separator, StringComparison.Ordinal)];

    /// <summary>How a row names the item's version.</summary>
    public static string VersionOf(string hash) => Prefix + hash;

    /// <summary>The hash of the item's bytes, empty when they are not stored yet; null when the row is a file's.</summary>
    public static string? HashOf(ArticleRow row) => row.SourceETag?.StartsWith(Prefix, StringComparison.Ordinal) == true ? row.SourceETag[Prefix.Length..] : null;
}
