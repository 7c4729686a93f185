using System.CommandLine;
using System.Globalization;

namespace Pipeline.Cli.Commands;

/// <summary>Options that are days.</summary>
internal static class DateOptions
{
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return date;
            }

            result.AddError($"{name} must be a date like 2024-05-03, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    /// <exception cref="CommandFailedException">The range ends before it begins.</exception>
    public static void RequireOrder(DateOnly? from, DateOnly? to)
    {
        if (from > to)
        {
            throw CommandFailedException.Usage("--from lies after --to.");
        }
    }
}
