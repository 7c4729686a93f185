using System.Runtime.CompilerServices;
using Pipeline.Cli.Output;
using Pipeline.Core.Articles;
using Pipeline.Text;
using Pipeline.Text.Reading.Containers;

namespace Pipeline.Cli.Input;

/// <summary>Cleans the articles that a command line names, one after the other. A rejected one is reported on standard error, and the others are cleaned all the same.</summary>
internal sealed class CleanedFiles(Terminal terminal)
{
    private readonly ArticleCleaner _cleaner = new();

    /// <summary>What the command exits with: whether an article that was read so far was rejected.</summary>
    public int ExitCode { get; private set; } = Cli.ExitCode.Success;

    /// <summary>Reads and cleans <paramref name="paths"/>, as <see cref="ArticleSource.Resolve"/> gives them.</summary>
    public async IAsyncEnumerable<(SourceFile File, CleanOutcome Outcome)> ReadAsync(IReadOnlyList<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            var file = await ArticleSource.ReadAsync(path, terminal, TextLimits.Default.MaxBytes, cancellationToken);
            if (IsTooLarge(path) is { } tooLarge)
            {
                yield return Report(file, tooLarge);
                continue;
            }

            foreach (var (source, refused) in Articles(file, cancellationToken))
            {
                yield return Report(source, refused ?? _cleaner.Clean(source, cancellationToken));
            }
        }
    }

    // The file itself, or each article of a file with several.
    private static IEnumerable<(SourceFile Source, CleanOutcome? Refused)> Articles(SourceFile file, CancellationToken cancellationToken)
    {
        if (ArticleContainer.Open(file, TextLimits.Default, cancellationToken) is not { } container)
        {
            return [(file, null)];
        }

        return container.Survey(cancellationToken).Rejection is { } rejection
            ? [(file, CleanOutcome.Rejected(rejection.Reason, rejection.Detail))]
            : container.Items(cancellationToken).Select(item => (new SourceFile(ItemPath.Of(file.Name, item.Name), item.Bytes), item.Rejection is { } refused ? CleanOutcome.Rejected(refused.Reason, refused.Detail) : null));
    }

    private (SourceFile File, CleanOutcome Outcome) Report(SourceFile file, CleanOutcome outcome)
    {
        if (!outcome.IsArticle)
        {
            terminal.WriteError($"{file.Name}: rejected as {outcome.Rejection.Reason}. {outcome.Rejection.Detail}");
            ExitCode = Cli.ExitCode.ArticleNotSuccessful;
        }

        return (file, outcome);
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
