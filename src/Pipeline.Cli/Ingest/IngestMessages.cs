using Pipeline.Cli.Input;
using Pipeline.Cli.Output;

namespace Pipeline.Cli.Ingest;

/// <summary>Messages that ingesting commands share.</summary>
internal static class IngestMessages
{
    private const int Named = 3;

    /// <summary>Says which files were left alone, if any.</summary>
    public static void WriteSkipped(Terminal terminal, InputFiles inputs)
    {
        if (inputs.Skipped.Count > 0)
        {
            var more = inputs.Skipped.Count > Named ? ", …" : "";
            terminal.WriteError($"Skipped {inputs.Skipped.Count} hidden or unfinished: {string.Join(", ", inputs.Skipped.Take(Named))}{more}");
        }
    }
}
