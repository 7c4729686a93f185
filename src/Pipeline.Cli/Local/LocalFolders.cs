namespace Pipeline.Cli.Local;

/// <summary>Where local runs keep their data: <c>.pipeline</c> in the current directory.</summary>
internal static class LocalFolders
{
    private const string Root = ".pipeline";

    /// <summary>The emulator's data of <c>up</c>, and of <c>run --keep</c>.</summary>
    public static string EmulatorData => Path.Combine(Root, "azurite");

    /// <summary>The emulator's data of one <c>run</c>; no other run uses it.</summary>
    public static string ThrowawayData => Path.Combine(Root, $"run-{Environment.ProcessId}");

    /// <summary>The log of the latest <c>run</c>. Its folder is made.</summary>
    public static string RunLog
    {
        get
        {
            Directory.CreateDirectory(Root);
            return Path.Combine(Root, "run.log");
        }
    }
}
