namespace Pipeline.Cli.Tests;

/// <summary>A folder of the test's own, removed at its end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("pipeline-cli-").FullName;

    public string Path { get; }

    public string Write(string name, string text) => Write(name, CommandRun.Utf8(text));

    public string Write(string name, byte[] content)
    {
        var path = Of(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
