using System.CommandLine;

namespace Pipeline.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON in UTF-8, one document per line, instead of text.",
        Recursive = true,
    };
}
