using System.CommandLine;
using Pipeline.Cli.Input;
using Pipeline.Cli.Output;
using Pipeline.Text;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline clean</c>: shows what the cleaner makes of files, without any storage.</summary>
internal sealed class CleanCommand : Command
{
    private readonly Terminal _terminal;
    private readonly ArticleCleaner _cleaner = new();
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Article files; \"-\" is standard input, which is also read when it is redirected and no file is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

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

        var exitCode = ExitCode.Success;
        foreach (var path in paths)
        {
            var file = await ArticleSource.ReadAsync(path, _terminal, TextLimits.Default.MaxBytes, cancellationToken);
            var outcome = IsTooLarge(path) ?? _cleaner.Clean(file, cancellationToken);
            if (outcome.IsArticle)
            {
                output.Article(file, outcome.Article);
                continue;
            }

            output.Rejected(file, outcome.Rejection);
            _terminal.WriteError($"{file.Name}: rejected as {outcome.Rejection.Reason}. {outcome.Rejection.Detail}");
            exitCode = ExitCode.ArticleNotSuccessful;
        }

        return exitCode;
    }

    // Of such a file no more is read than shows it, so the cleaner cannot say how large it is.
    private static CleanOutcome? IsTooLarge(string path)
    {
        var limit = TextLimits.Default.MaxBytes;
        return path != ArticleSource.StandardInput && new FileInfo(path).Length is var length && length > limit
            ? CleanOutcome.Rejected(RejectionReason.TooLarge, $"The file has {length} bytes; the limit is {limit}. Split it.")
            : null;
    }
}
