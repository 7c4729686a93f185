using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.Core.Upkeep;

/// <summary>
/// The steps of a run of <see cref="Reconciler"/> over more files than one page: List writes a manifest for each page of the listing; Compare joins, for one
/// first digit of the ids after the other, the manifests with the rows; Guard decides whether what is missing may be deleted; Delete does it. Each step is a
/// small message and ends with a commit of the run's row, so that of a step that was asked for twice one counts; repeating its work does no harm.
/// </summary>
public sealed partial class ReconcileSteps(
    PipelineStorage storage,
    RunStore runs,
    RunFiles files,
    ArticleStore articles,
    SourceFiles sources,
    ReceiveStage receive,
    DeleteStage delete,
    MessageSender messages,
    IOptions<PipelineOptions> options,
    ILogger<ReconcileSteps> logger)
{
    /// <summary>Partition of the reports.</summary>
    public const string Kind = "reconcile";

    internal const string List = "List";
    internal const string Compare = "Compare";
    internal const string Guard = "Guard";
    internal const string Delete = "Delete";

    private const string FirstDigit = "0";

    /// <summary>Missing files that one step finds at most: their paths take some 10 MB.</summary>
    private const int MostMissing = 50_000;

    /// <summary>How long new files wait while the queues are full.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(15);

    private static readonly string[] s_columns = ["PartitionKey", "RowKey", nameof(ArticleRow.Path), nameof(ArticleRow.SourceETag)];

    /// <summary>Does a step and asks for the next. A step that is not the run's next is nobody's any more.</summary>
    public async Task RunAsync(ReconcileRequest message, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(Kind, message.Run, cancellationToken) is not { State: RunState.Running } run || run.Step != message.Step)
        {
            return;
        }

        try
        {
            await RunAsync(run, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The host hears of the error, and so does whoever finds the message given up.
            if (await runs.GetAsync(Kind, message.Run, cancellationToken) is { State: RunState.Running } failed && failed.Step == message.Step)
            {
                failed.Detail = $"{failed.Phase}: {StageGuard.Describe(e)}";
                await runs.TrySaveAsync(failed, cancellationToken);
            }

            throw;
        }
    }

    private async Task RunAsync(UpkeepRun run, CancellationToken cancellationToken)
    {
        var delay = TimeSpan.Zero;
        switch (run.Phase)
        {
            case List:
                await ListAsync(run, cancellationToken);
                break;
            case Compare:
                var room = options.Value.ReprocessLimit - await messages.CountAsync(cancellationToken);
                if (room > 0)
                {
                    await CompareAsync(run, (int)room, cancellationToken);
                }
                else
                {
                    (delay, run.Step) = (Wait, run.Step - 1); // The same step again.
                }

                break;
            case Guard:
                await GuardAsync(run, cancellationToken);
                break;
            default:
                await DeleteAsync(run, cancellationToken);
                break;
        }

        if (run.State == RunState.Running)
        {
            run.Step++;
            run.Detail = null;
            if (await runs.TrySaveAsync(run, cancellationToken))
            {
                await messages.SendAsync(new ReconcileRequest(run.Id, run.Step), delay, cancellationToken);
            }
        }
        else if (await runs.TryFinishAsync(run, run.State, cancellationToken))
        {
            LogEnded(logger, run);
        }
    }

    /// <summary>Rows of files, items excepted (they come and go with the file that they are in), and of no tombstones, of ids after <paramref name="after"/>; with a digit, of those that begin with it.</summary>
    internal IAsyncEnumerable<ArticleRow> RowsAsync(string after, string? digit, CancellationToken cancellationToken) => articles.QueryAsync(
        digit is null
            ? $"State ne '{nameof(ArticleState.Deleted)}'"
            : TableClient.CreateQueryFilter($"PartitionKey ge {after[..Math.Min(2, after.Length)]} and PartitionKey lt {digit + "g"} and RowKey gt {after} and State ne 'Deleted'"),
        s_columns,
        cancellationToken).Where(row => ItemPath.HashOf(row) is null);

    /// <summary>Receives files. Returns what failed; the rows say it too.</summary>
    internal Task<IReadOnlyCollection<Exception>> ReceiveAsync(IEnumerable<string> paths, CancellationToken cancellationToken) =>
        EachArticle.RunAsync(paths, receive.SweepAsync, cancellationToken);

    /// <summary>Deletes the articles of files that are gone; each is asked for once more. Returns how many were, and what failed.</summary>
    internal async Task<(int Deleted, IReadOnlyCollection<Exception> Errors)> DeleteAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var deleted = 0;
        var errors = await EachArticle.RunAsync(paths, async (path, token) =>
        {
            if (await sources.GetETagAsync(path, token) is null)
            {
                await delete.RunAsync(path, token);
                Interlocked.Increment(ref deleted);
            }
        }, cancellationToken);
        return (deleted, errors);
    }

    /// <summary>Decides by the guard: the run goes on to delete, or waits for an operator, unless another one does so already.</summary>
    internal async Task GuardAsync(UpkeepRun run, CancellationToken cancellationToken)
    {
        await files.RemoveManifestsAsync(run.Id, cancellationToken);
        run.Phase = Delete;
        if (DeletionGuard.Allows(run.Missing, run.Seen, options.Value))
        {
            await WithdrawAsync(cancellationToken);
            return;
        }

        string? pending = null;
        await runs.ChangeControlAsync(Kind, control => pending = control.Pending ??= run.Id, cancellationToken);
        if (pending == run.Id)
        {
            run.State = RunState.NeedsConfirmation;
            run.Detail = "More files are missing than the guard allows; nothing was deleted. Check the container; if the files are meant to be gone, confirm the run.";
            LogGuarded(logger, run.Missing, run.Seen, run.Id);
        }
        else
        {
            await files.RemoveAllOfAsync(run.Id, cancellationToken);
            run.State = RunState.Done;
            run.Detail = $"More files are missing than the guard allows; run {pending} waits to be confirmed.";
        }
    }

    /// <summary>What an operator was asked to confirm is no longer so.</summary>
    internal async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        if (await runs.PendingAsync(Kind, cancellationToken) is { } pending)
        {
            await files.RemoveAllOfAsync(pending.Id, cancellationToken);
            if (pending.State == RunState.NeedsConfirmation)
            {
                await runs.TryFinishAsync(pending, RunState.Withdrawn, cancellationToken);
            }

            await runs.ChangeControlAsync(Kind, control => control.Pending = control.Pending == pending.Id ? null : control.Pending, cancellationToken);
        }
    }

    private async Task ListAsync(UpkeepRun run, CancellationToken cancellationToken)
    {
        var page = await Listing.PageAsync(storage, run.Cursor, options.Value.ReconcilePageSize, cancellationToken);
        await files.AddManifestAsync(run.Id, run.Step, Manifest.Of(page.Files), cancellationToken);
        (run.Phase, run.Cursor) = page.Next is null ? (Compare, FirstDigit) : (List, page.Next);
    }

    private async Task CompareAsync(UpkeepRun run, int room, CancellationToken cancellationToken)
    {
        var after = run.Cursor ?? FirstDigit;
        var digit = after[..1];
        var listed = await files.ReadGroupAsync(run.Id, Convert.ToInt32(digit, 16), after, cancellationToken);
        var found = await ReconcileJoin.RunAsync(listed, RowsAsync(after, digit, cancellationToken), room, MostMissing);
        var errors = await ReceiveAsync(found.Changed, cancellationToken);
        await files.AddMissingAsync(run.Id, run.Step, found.Missing, cancellationToken);

        run.Seen += found.Seen;
        run.Asked += found.Changed.Count - errors.Count;
        run.Missing += found.Missing.Count;
        run.Errors += errors.Count;
        (run.Phase, run.Cursor) = (found.IsComplete, digit) switch
        {
            (false, _) => (Compare, found.Last),
            (true, "f") => (Guard, null),
            _ => (Compare, (Convert.ToInt32(digit, 16) + 1).ToString("x", System.Globalization.CultureInfo.InvariantCulture)),
        };
    }

    private async Task DeleteAsync(UpkeepRun run, CancellationToken cancellationToken)
    {
        if (await files.NextMissingAsync(run.Id, cancellationToken) is not { } list)
        {
            await files.RemoveAllOfAsync(run.Id, cancellationToken);
            await runs.ChangeControlAsync(Kind, control => control.Active = control.Active == run.Id ? null : control.Active, cancellationToken);
            run.State = RunState.Done;
            return;
        }

        var (deleted, errors) = await DeleteAsync(list.Paths, cancellationToken);
        await files.RemoveAsync(list.Name, cancellationToken);
        (run.Deleted, run.Errors) = (run.Deleted + deleted, run.Errors + errors.Count);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Run}.")]
    private static partial void LogEnded(ILogger logger, UpkeepRun run);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Missing} of {Seen} files are missing, more than the guard allows: nothing was deleted. Check the container; if the files are meant to be gone: pipeline reconcile --confirm {Run}")]
    private static partial void LogGuarded(ILogger logger, long missing, long seen, string run);
}
