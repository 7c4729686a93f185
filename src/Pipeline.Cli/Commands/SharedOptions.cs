using System.CommandLine;
using System.Globalization;

namespace Pipeline.Cli.Commands;

/// <summary>Options that mean the same in every command.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON in UTF-8, one document per line, instead of text.",
        Recursive = true,
    };

    /// <summary>How many at most.</summary>
    /// <param name="what">Of what, with a space in front; may be empty.</param>
    /// <param name="usual">How many without the option; null: all.</param>
    public static Option<int?> Limit(string what, int? usual)
    {
        var option = new Option<int?>("--limit")
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"At most so many{what}. Default: {(usual is { } number ? $"{number}" : "all")}."),
            HelpName = "COUNT",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError("--limit must be 1 or more.");
            }
        });
        return option;
    }
}
