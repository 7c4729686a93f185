using System.CommandLine;
using Pipeline.Cli.Input;
using Pipeline.Cli.Output;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline clean</c>: shows what the cleaner makes of files, without any storage.</summary>
internal sealed class CleanCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Argument<string[]> _files = StorageOptions.LocalFiles();
    private readonly Option<bool> _why = new("--why")
    {
        Description = "Also print what was removed: where (line:column of the decoded source), by which rule and why.",
    };

    public CleanCommand(Terminal terminal)
        : base("clean", "Clean article files and print the result. Needs no storage.")
    {
        _terminal = terminal;
        Add(_files);
        Add(_why);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var paths = ArticleSource.Resolve(arguments.GetValue(_files) ?? [], _terminal);
        ICleanOutput output = arguments.GetValue(SharedOptions.Json)
            ? new CleanJsonOutput(_terminal)
            : new CleanTextOutput(_terminal, arguments.GetValue(_why), showNames: paths.Count > 1);

        var cleaned = new CleanedFiles(_terminal);
        await foreach (var (file, outcome) in cleaned.ReadAsync(paths, cancellationToken))
        {
            if (outcome.IsArticle)
            {
                output.Article(file, outcome.Article);
            }
            else
            {
                output.Rejected(file, outcome.Rejection);
            }
        }

        return cleaned.ExitCode;
    }
}
