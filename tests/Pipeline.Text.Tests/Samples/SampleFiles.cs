namespace Pipeline.Text.Tests.Samples;

/// <summary>Finds the sample articles of the repository, and the shared ones beside it.</summary>
internal static class SampleFiles
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder with the sample articles.</summary>
    public static string Articles { get; } = Path.Combine(Root, "tests", "samples", "articles");

    /// <summary>The folder with what the articles must give.</summary>
    public static string Expectations { get; } = Path.Combine(Root, "tests", "Pipeline.Text.Tests", "Samples");

    /// <summary>The shared sample article; it need not exist.</summary>
    public static string SharedSample { get; } = Path.Combine(Root, "..", "shared", "samples", "000_827d3407726d24f4.txt");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
