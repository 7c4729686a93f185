using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Cli.Output;

namespace Pipeline.Cli.Eval;

/// <summary>Reads benchmark data; files that end in <c>.gz</c> are decompressed.</summary>
internal static class EvalInput
{
    private const string GzipExtension = ".gz";

    /// <summary>The name without a trailing <c>.gz</c>.</summary>
    public static string WithoutGzip(string name) =>
        name.EndsWith(GzipExtension, StringComparison.OrdinalIgnoreCase) ? name[..^GzipExtension.Length] : name;

    public static async Task<byte[]> ReadBytesAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = Open(path);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    /// <summary>The JSON value that a file holds.</summary>
    /// <exception cref="CommandFailedException">It is not the JSON that is expected there.</exception>
    public static async Task<T> ReadJsonAsync<T>(string path, CancellationToken cancellationToken)
    {
        await using var stream = Open(RequireFile(path));
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(stream, JsonText.Options, cancellationToken)
                ?? throw CommandFailedException.Usage($"{path} holds null.");
        }
        catch (JsonException exception)
        {
            throw CommandFailedException.Usage($"{path} is not the expected JSON: {exception.Message}");
        }
    }

    /// <summary>The values of a JSON Lines file; blank lines are passed over.</summary>
    /// <exception cref="CommandFailedException">A line is not the JSON that is expected there.</exception>
    public static async IAsyncEnumerable<T> ReadJsonLinesAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Open(RequireFile(path)));
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ParseLine<T>(line, path, number);
            }
        }
    }

    private static T ParseLine<T>(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, JsonText.Options) ?? throw CommandFailedException.Usage($"{path}, line {number} holds null.");
        }
        catch (JsonException exception)
        {
            throw CommandFailedException.Usage($"{path}, line {number} is not the expected JSON: {exception.Message}");
        }
    }

    private static string RequireFile(string path) => File.Exists(path)
        ? path
        : throw CommandFailedException.Usage(Directory.Exists(path) ? $"{path} is a directory; a file is needed." : $"There is no file {path}");

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(GzipExtension, StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
