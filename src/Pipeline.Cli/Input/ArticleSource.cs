using Pipeline.Cli.Output;
using Pipeline.Text;

namespace Pipeline.Cli.Input;

/// <summary>Reads the articles that a command line names: files, or standard input.</summary>
internal static class ArticleSource
{
    /// <summary>The name that means standard input.</summary>
    public const string StandardInput = "-";

    // What messages and JSON call an article that has no file name. Without an extension: the format is found by content.
    private const string StandardInputName = "(standard input)";

    /// <summary>The paths to read, checked to exist before work begins.</summary>
    /// <exception cref="CommandFailedException">A file does not exist, or there is nothing to read.</exception>
    public static IReadOnlyList<string> Resolve(IReadOnlyList<string> paths, Terminal terminal)
    {
        if (paths.Count == 0)
        {
            return terminal.InputIsRedirected
                ? [StandardInput]
                : throw CommandFailedException.Usage("Name at least one file, or pipe an article in. --help says more.");
        }

        if (paths.Count(path => path == StandardInput) > 1)
        {
            throw CommandFailedException.Usage("Standard input (\"-\") can be read only once.");
        }

        foreach (var path in paths.Where(path => path != StandardInput))
        {
            if (Directory.Exists(path))
            {
                throw CommandFailedException.Usage($"{path} is a directory. Name the files in it.");
            }

            if (!File.Exists(path))
            {
                throw CommandFailedException.Usage($"There is no file {path}");
            }
        }

        return paths;
    }

    /// <summary>Reads one article; of a file larger than <paramref name="limit"/> bytes only as much as shows that.</summary>
    public static async Task<SourceFile> ReadAsync(string path, Terminal terminal, int limit, CancellationToken cancellationToken)
    {
        if (path == StandardInput)
        {
            return new SourceFile(StandardInputName, await BoundedReader.ReadAsync(terminal.Input, limit, cancellationToken));
        }

        await using var stream = File.OpenRead(path);
        return new SourceFile(path, await BoundedReader.ReadAsync(stream, limit, cancellationToken));
    }
}
