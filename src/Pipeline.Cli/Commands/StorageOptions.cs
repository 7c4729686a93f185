using System.CommandLine;
using Pipeline.Cli.Input;

namespace Pipeline.Cli.Commands;

/// <summary>Arguments and options of commands that read files or use a storage account.</summary>
internal static class StorageOptions
{
    private const int DefaultTimeout = 300;

    public static Option<string?> Storage() => new("--storage")
    {
        Description = "Connection string of the storage account. Default: the setting Storage of the environment, else the local emulator.",
        HelpName = "CONNECTION",
    };

    public static Option<string?> Source() => new("--source")
    {
        Description = $"The source that all files are filed under, a folder name. Default: the subfolder a file lies in, else \"{InputFiles.DefaultSource}\".",
        HelpName = "NAME",
    };

    public static Option<int> Timeout() => new("--timeout")
    {
        Description = $"Give up when no article has finished for so many seconds. Default: {DefaultTimeout}.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => DefaultTimeout,
    };

    /// <summary>Files that are read where they lie.</summary>
    public static Argument<string[]> LocalFiles() => new("FILE")
    {
        Description = "Article files; \"-\" is standard input, which is also read when it is redirected and no file is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Argument<string[]> Files() => new("PATH")
    {
        Description = "Article files, and folders that are read with their subfolders. Hidden and unfinished files are skipped.",
        Arity = ArgumentArity.OneOrMore,
    };
}
