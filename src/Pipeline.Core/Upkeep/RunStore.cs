using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Storage;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Upkeep;

/// <summary>
/// The table Runs. Beside the reports, each kind has one row that names the run at work and the one that waits for an operator; it is only ever replaced as
/// it was read, so that of two that start at once one gives way.
/// </summary>
public sealed class RunStore(PipelineStorage storage, TimeProvider time)
{
    /// <summary>Reports are kept so long.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Sorts behind all ids, which begin with a digit.</summary>
    private const string ControlKey = "control";

    /// <summary>Old reports that a new one removes at most.</summary>
    private const int Removed = 100;

    /// <summary>Few processes change a control row, and seldom.</summary>
    private const int MostConflicts = 10;

    private readonly TableClient _table = storage.Table(PipelineStorage.RunsTable);

    /// <summary>A run that begins now; nothing is stored yet.</summary>
    internal UpkeepRun New(string kind)
    {
        var now = time.GetUtcNow();
        var id = TableKey.NewestFirst(now, RandomNumberGenerator.GetHexString(8, lowercase: true));
        return new UpkeepRun { Kind = kind, Id = id, Started = now, Updated = now };
    }

    /// <summary>The run, or null.</summary>
    public async Task<UpkeepRun?> GetAsync(string kind, string id, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(kind, id, cancellationToken: cancellationToken);
        return found.HasValue && id != ControlKey ? UpkeepRun.Read(found.Value!) : null;
    }

    /// <summary>Reports of a kind, newest first.</summary>
    public IAsyncEnumerable<UpkeepRun> ListAsync(string kind, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {kind} and RowKey lt {ControlKey}"), cancellationToken: cancellationToken)
            .Select(UpkeepRun.Read);

    /// <summary>The run of this kind that waits for an operator, or null.</summary>
    public async Task<UpkeepRun?> PendingAsync(string kind, CancellationToken cancellationToken) =>
        (await ControlAsync(kind, cancellationToken)).Pending is { } id ? await GetAsync(kind, id, cancellationToken) : null;

    /// <summary>Writes the run as it was read. False: somebody else was faster.</summary>
    internal Task<bool> TrySaveAsync(UpkeepRun run, CancellationToken cancellationToken)
    {
        run.Updated = time.GetUtcNow();
        return TryWriteAsync(run.Write(), run.ETag, etag => run.ETag = etag, cancellationToken);
    }

    /// <summary>Ends the run and removes reports that are too old.</summary>
    internal async Task<bool> TryFinishAsync(UpkeepRun run, RunState state, CancellationToken cancellationToken)
    {
        (run.State, run.Finished) = (state, time.GetUtcNow());
        if (!await TrySaveAsync(run, cancellationToken))
        {
            return false;
        }

        var oldest = TableKey.NewestFirst(run.Started - Kept, "");
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {run.Kind} and RowKey gt {oldest} and RowKey lt {ControlKey} and State ne 'NeedsConfirmation'");
        await foreach (var old in _table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken).Take(Removed))
        {
            await _table.DeleteEntityAsync(old.PartitionKey, old.RowKey, ETag.All, cancellationToken);
        }

        return true;
    }

    internal async Task<RunControl> ControlAsync(string kind, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(kind, ControlKey, cancellationToken: cancellationToken);
        return found.HasValue
            ? new RunControl(kind) { ETag = found.Value!.ETag, Active = found.Value.GetString(nameof(RunControl.Active)), Pending = found.Value.GetString(nameof(RunControl.Pending)) }
            : new RunControl(kind);
    }

    /// <summary>Changes the control row as it is now, whoever else changes it.</summary>
    internal async Task ChangeControlAsync(string kind, Action<RunControl> change, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostConflicts; i++)
        {
            var control = await ControlAsync(kind, cancellationToken);
            change(control);
            if (await TrySaveAsync(control, cancellationToken))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Lost {MostConflicts} writes of the control row of {kind} in a row.");
    }

    /// <summary>The run at work, or null.</summary>
    internal async Task<UpkeepRun?> RunningAsync(RunControl control, CancellationToken cancellationToken) =>
        control.Active is { } id && await GetAsync(control.Kind, id, cancellationToken) is { State: RunState.Running } run ? run : null;

    /// <summary>Stores the run as the one at work. False: somebody else started one.</summary>
    internal async Task<bool> TryStartAsync(UpkeepRun run, RunControl control, CancellationToken cancellationToken)
    {
        if (!await TrySaveAsync(run, cancellationToken))
        {
            return false;
        }

        control.Active = run.Id;
        if (await TrySaveAsync(control, cancellationToken))
        {
            return true;
        }

        await _table.DeleteEntityAsync(run.Kind, run.Id, ETag.All, cancellationToken);
        return false;
    }

    internal Task<bool> TrySaveAsync(RunControl control, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(control.Kind, ControlKey);
        if (control.Active is not null)
        {
            entity[nameof(RunControl.Active)] = control.Active;
        }

        if (control.Pending is not null)
        {
            entity[nameof(RunControl.Pending)] = control.Pending;
        }

        return TryWriteAsync(entity, control.ETag, etag => control.ETag = etag, cancellationToken);
    }

    private async Task<bool> TryWriteAsync(TableEntity entity, ETag read, Action<ETag> written, CancellationToken cancellationToken)
    {
        try
        {
            var response = read == default
                ? await _table.AddEntityAsync(entity, cancellationToken)
                : await _table.UpdateEntityAsync(entity, read, TableUpdateMode.Replace, cancellationToken);
            written(response.Headers.ETag ?? throw new InvalidOperationException("The table service sent no ETag."));
            return true;
        }
        catch (RequestFailedException e) when (LostWrite.Is(e))
        {
            return false;
        }
    }
}

/// <summary>Which runs of a kind matter now.</summary>
internal sealed class RunControl(string kind)
{
    public string Kind { get; } = kind;

    public ETag ETag { get; set; }

    /// <summary>The run at work, or one that was the last.</summary>
    public string? Active { get; set; }

    /// <summary>The run that waits for an operator.</summary>
    public string? Pending { get; set; }
}
