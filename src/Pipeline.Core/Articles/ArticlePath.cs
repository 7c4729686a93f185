namespace Pipeline.Core.Articles;

/// <summary>Rules for paths of files in the container <c>articles</c>.</summary>
public static class ArticlePath
{
    /// <summary>The source of a file that lies in no folder.</summary>
    public const string Unfiled = "unfiled";

    /// <summary>Longest blob name, in characters (https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata).</summary>
    public const int MaxLength = 1024;

    /// <summary>What tools append to a file while they still write it.</summary>
    private static readonly string[] UnfinishedEndings = [".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".swp", "~"];

    /// <summary>First folder of the path.</summary>
    public static string SourceOf(string path) => path.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? path[..slash] : Unfiled;

    /// <summary>
    /// Whether the file is left alone: a name or folder that starts with "." or "~$" (hidden, office locks), or a name that ends as unfinished
    /// uploads do: .tmp .temp .part .partial .crdownload .download .filepart .swp ~. Whoever renames such a file when it is complete has it processed then.
    /// </summary>
    public static bool IsIgnored(string path) =>
        path.Split('/').Any(part => part.StartsWith('.') || part.StartsWith("~$", StringComparison.Ordinal))
        || UnfinishedEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with the path, in one sentence; null when nothing is.</summary>
    public static string? Fault(string path)
    {
        if (path.Length > MaxLength)
        {
            return $"The path has more than {MaxLength} characters; use a shorter name.";
        }

        if (path.Any(c => char.IsControl(c) || c is '\\' or '\uFFFD' or '\uFFFE' or '\uFFFF'))
        {
            return "The path has a control character, a backslash or a character that is no text; rename the file.";
        }

        return IsAddressable(path) ? null : "The path has an empty, '.' or '..' part; rename the file.";
    }

    /// <summary>Whether a request for the path means this very file: an address with an empty, "." or ".." part is shortened on its way, and may end in another container.</summary>
    internal static bool IsAddressable(string path) => !path.Split('/').Any(part => part is "" or "." or "..");
}
