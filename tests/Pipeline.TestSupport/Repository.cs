namespace Pipeline.TestSupport;

/// <summary>Files of the repository, found from wherever the tests run.</summary>
public static class Repository
{
    /// <summary>The folder that holds Pipeline.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The text of a file, its path given from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Replaces the text of a file.</summary>
    public static void Write(string path, string text) => File.WriteAllText(Path.Combine(Root, path), text);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Pipeline.sln is in no folder above the tests.");
    }
}
