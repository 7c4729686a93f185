using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Upkeep;

/// <summary>
/// Compares the container <c>articles</c> with the table Articles and brings in what events missed: new, changed and deleted files. A container of one page
/// is compared at once; a larger one by a chain of messages, see <see cref="ReconcileSteps"/>.
/// </summary>
public sealed partial class Reconciler(
    PipelineStorage storage,
    RunStore runs,
    RunFiles files,
    ReconcileSteps steps,
    MessageSender messages,
    TimeProvider time,
    IOptions<PipelineOptions> options,
    ILogger<Reconciler> logger)
{
    /// <summary>Missing files that are still looked for at once.</summary>
    private const int MostMissing = 5_000;

    /// <summary>
    /// Starts a run, or finds one at work: one whose messages were lost is asked to go on. When nothing changed in a container of one page this costs a
    /// read of the control row, a listing, and a query for each 1,000 rows; no report is written.
    /// </summary>
    /// <exception cref="AggregateException">What failed, after all files had their turn.</exception>
    public async Task<ReconcileReport> RunAsync(CancellationToken cancellationToken)
    {
        var control = await runs.ControlAsync(ReconcileSteps.Kind, cancellationToken);
        if (await runs.RunningAsync(control, cancellationToken) is { } running)
        {
            if (time.GetUtcNow() - running.Updated > options.Value.StuckAfter && await runs.TrySaveAsync(running, cancellationToken))
            {
                await AskAsync(running, cancellationToken);
            }

            return new ReconcileReport(0, 0, 0, running.Id);
        }

        var page = await Listing.PageAsync(storage, null, options.Value.ReconcilePageSize, cancellationToken);
        return page.Next is null && await CompareAsync(page.Files, cancellationToken) is { } found
            ? await FinishAsync(found, control, cancellationToken)
            : await StartAsync(control, cancellationToken);
    }

    /// <summary>Goes on with a run that waits to be confirmed: what it found missing, and is still missing, is deleted. Returns the run.</summary>
    /// <exception cref="InvalidOperationException">There is no such run, it does not wait, or another one is at work.</exception>
    public async Task<UpkeepRun> ConfirmAsync(string id, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(ReconcileSteps.Kind, id, cancellationToken) ?? throw new InvalidOperationException($"There is no run {id}.");
        var control = await runs.ControlAsync(ReconcileSteps.Kind, cancellationToken);
        if (run.State == RunState.Running && run.Phase == ReconcileSteps.Delete)
        {
            await AskAsync(run, cancellationToken); // Confirmed already; its message may be lost.
            return run;
        }

        if (run.State != RunState.NeedsConfirmation)
        {
            throw new InvalidOperationException($"Run {id} does not wait to be confirmed: it is {run.State}.");
        }

        if (await runs.RunningAsync(control, cancellationToken) is { } running)
        {
            throw new InvalidOperationException($"Run {running.Id} is at work; confirm when it has ended.");
        }

        (control.Active, control.Pending) = (id, control.Pending == id ? null : control.Pending);
        (run.State, run.Finished, run.Detail) = (RunState.Running, null, null);
        if (!await runs.TrySaveAsync(control, cancellationToken) || !await runs.TrySaveAsync(run, cancellationToken))
        {
            throw new InvalidOperationException("Another run began at this moment; confirm again.");
        }

        await AskAsync(run, cancellationToken);
        return run;
    }

    /// <summary>Compares one page with all rows; null when they are too many.</summary>
    private async Task<Comparison?> CompareAsync(IReadOnlyList<ListedFile> listed, CancellationToken cancellationToken)
    {
        var sorted = listed.OrderBy(file => file.ArticleId, StringComparer.Ordinal).ToList();
        var found = await ReconcileJoin.RunAsync(sorted, steps.RowsAsync("", null, cancellationToken), int.MaxValue, MostMissing);
        return found.IsComplete ? found : null;
    }

    private async Task<ReconcileReport> FinishAsync(Comparison found, RunControl control, CancellationToken cancellationToken)
    {
        var errors = new List<Exception>(await steps.ReceiveAsync(found.Changed, cancellationToken));
        var run = runs.New(ReconcileSteps.Kind);
        var pending = control.Pending;
        (run.Seen, run.Missing, run.Asked) = (found.Seen, found.Missing.Count, found.Changed.Count - errors.Count);
        if (DeletionGuard.Allows(run.Missing, run.Seen, options.Value))
        {
            var (deleted, failed) = await steps.DeleteAsync(found.Missing, cancellationToken);
            run.Deleted = deleted;
            errors.AddRange(failed);
            if (pending is not null)
            {
                await steps.WithdrawAsync(cancellationToken);
                pending = null;
            }
        }
        else if (pending is null)
        {
            await files.AddMissingAsync(run.Id, 0, found.Missing, cancellationToken);
            await steps.GuardAsync(run, cancellationToken);
            pending = run.State == RunState.NeedsConfirmation ? run.Id : null;
        }

        run.Errors = errors.Count;
        var state = run.State == RunState.Running ? RunState.Done : run.State;
        if (run.Asked + run.Deleted + run.Errors > 0 || state == RunState.NeedsConfirmation)
        {
            await runs.TryFinishAsync(run, state, cancellationToken);
            LogReconciled(logger, run);
        }

        return errors.Count == 0
            ? new ReconcileReport(found.Changed.Count, (int)run.Deleted, (int)(run.Missing - run.Deleted), pending)
            : throw new AggregateException(errors);
    }

    private async Task<ReconcileReport> StartAsync(RunControl control, CancellationToken cancellationToken)
    {
        var run = runs.New(ReconcileSteps.Kind);
        run.Phase = ReconcileSteps.List;
        if (!await runs.TryStartAsync(run, control, cancellationToken))
        {
            return new ReconcileReport(0, 0, 0); // Somebody else has started one.
        }

        await AskAsync(run, cancellationToken);
        LogStarted(logger, run.Id);
        return new ReconcileReport(0, 0, 0, run.Id);
    }

    private Task AskAsync(UpkeepRun run, CancellationToken cancellationToken) =>
        messages.SendAsync(new ReconcileRequest(run.Id, run.Step), TimeSpan.Zero, cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Run}.")]
    private static partial void LogReconciled(ILogger logger, UpkeepRun run);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reconcile {Run} started: its steps are messages.")]
    private static partial void LogStarted(ILogger logger, string run);
}

/// <summary>What a run of <see cref="Reconciler"/> found at once.</summary>
/// <param name="Received">Files that were new or changed.</param>
/// <param name="Deleted">Articles whose file is gone.</param>
/// <param name="Kept">Articles whose file was not listed, and which were left alone.</param>
/// <param name="Run">The run that goes on by messages, or waits to be confirmed; null when all is done.</param>
public sealed record ReconcileReport(int Received, int Deleted, int Kept, string? Run = null);
