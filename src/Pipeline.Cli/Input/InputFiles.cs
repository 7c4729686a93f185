using System.IO.Enumeration;
using Pipeline.Core.Articles;

namespace Pipeline.Cli.Input;

/// <summary>A file to ingest.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="BlobPath">The path it gets in the container <c>articles</c>: "{source}/{name}".</param>
internal sealed record InputFile(string File, string BlobPath);

/// <summary>What a command line's files and folders hold.</summary>
/// <param name="Files">The files to ingest, in the order of their paths.</param>
/// <param name="Skipped">Hidden and unfinished files, which the pipeline leaves alone (<see cref="ArticlePath.IsIgnored"/>).</param>
internal sealed record InputFiles(IReadOnlyList<InputFile> Files, IReadOnlyList<string> Skipped)
{
    /// <summary>The source of files that lie in no folder, when none is named.</summary>
    public const string DefaultSource = "local";

    /// <summary>Collects the files; folders are read with all their subfolders, links to folders are not followed.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="source">The source of all files; null for the subfolder that a file lies in, as in the container, else <see cref="DefaultSource"/>.</param>
    /// <exception cref="CommandFailedException">A path does not exist, the source is no valid folder name, two files would get one path, or there is nothing to ingest.</exception>
    public static InputFiles Collect(IReadOnlyList<string> paths, string? source)
    {
        if (source is not null && (ArticlePath.Fault($"{source}/x") is not null || ArticlePath.IsIgnored($"{source}/x")))
        {
            throw CommandFailedException.Usage($"\"{source}\" cannot be a source: it is a folder name, without a leading dot.");
        }

        var found = paths.SelectMany(path => Find(path, source)).ToList();
        var files = found.Where(file => !ArticlePath.IsIgnored(file.BlobPath)).ToList();
        foreach (var sameTarget in files.GroupBy(file => file.BlobPath, StringComparer.Ordinal))
        {
            if (sameTarget.Select(file => Path.GetFullPath(file.File)).Distinct(StringComparer.Ordinal).Skip(1).Any())
            {
                throw CommandFailedException.Usage(
                    $"{string.Join(" and ", sameTarget.Select(file => file.File))} would both become {sameTarget.Key}. Name the folder above them, or give each its own --source.");
            }
        }

        files = [.. files.DistinctBy(file => file.BlobPath, StringComparer.Ordinal).OrderBy(file => file.BlobPath, StringComparer.Ordinal)];
        string[] skipped = [.. found.Where(file => ArticlePath.IsIgnored(file.BlobPath)).Select(file => file.File)];
        return files.Count > 0
            ? new InputFiles(files, skipped)
            : throw CommandFailedException.Usage(skipped.Length > 0 ? "There is nothing to ingest: all files are hidden or unfinished." : "There is nothing to ingest: no files found.");
    }

    private static IEnumerable<InputFile> Find(string path, string? source)
    {
        if (File.Exists(path))
        {
            return [new InputFile(path, BlobPath(Path.GetFileName(path), source))];
        }

        return Directory.Exists(path)
            ? FilesIn(path).Select(file => new InputFile(file, BlobPath(Path.GetRelativePath(path, file), source)))
            : throw CommandFailedException.Usage($"There is no file or folder {path}");
    }

    private static string BlobPath(string relativePath, string? source)
    {
        string[] names = [.. relativePath.Split(Path.DirectorySeparatorChar).Select(Carried)];
        var folder = source ?? (names.Length > 1 ? null : DefaultSource);
        return string.Join('/', folder is null ? names : names.Prepend(folder));
    }

    // Storage takes a backslash for a slash, and a listing that holds a control character can be read by nobody. The replacement is a character
    // that the pipeline rejects, so that such a file has its row and reason like any other.
    private static string Carried(string name) =>
        string.Concat(name.Select(c => c == '\\' || char.IsControl(c) || c is '\uFFFE' or '\uFFFF' ? '\uFFFD' : c));

    private static FileSystemEnumerable<string> FilesIn(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        return new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
    }
}
