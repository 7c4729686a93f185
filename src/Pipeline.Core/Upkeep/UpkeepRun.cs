using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Pipeline.Core.Upkeep;

/// <summary>How a run of upkeep stands.</summary>
public enum RunState
{
    /// <summary>At work; its next step is asked for by a message.</summary>
    Running,

    /// <summary>Ended.</summary>
    Done,

    /// <summary>More files are missing than the guard allows: nothing is deleted until an operator says so.</summary>
    NeedsConfirmation,

    /// <summary>The files that were missing are back, or most of them: there is nothing left to confirm.</summary>
    Withdrawn,
}

/// <summary>The report of one run of upkeep, which is its checkpoint too. A row of the table Runs: PartitionKey is the kind, RowKey the id, newest first.</summary>
public sealed class UpkeepRun
{
    /// <summary>"reconcile", "reprocess" or "retention".</summary>
    public required string Kind { get; init; }

    /// <summary>Reversed time of the start and eight random digits.</summary>
    public required string Id { get; init; }

    /// <summary>How it stands.</summary>
    public RunState State { get; set; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When its last step ended.</summary>
    public required DateTimeOffset Updated { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Finished { get; set; }

    /// <summary>What its next step does.</summary>
    public string Phase { get; set; } = "";

    /// <summary>Number of its next step, over all phases.</summary>
    public int Step { get; set; }

    /// <summary>Where within the phase the next step begins.</summary>
    public string? Cursor { get; set; }

    /// <summary>Articles that were looked at.</summary>
    public long Seen { get; set; }

    /// <summary>Articles that a stage was asked for.</summary>
    public long Asked { get; set; }

    /// <summary>Articles whose file was not listed.</summary>
    public long Missing { get; set; }

    /// <summary>Articles that were deleted, because their file is gone.</summary>
    public long Deleted { get; set; }

    /// <summary>Text records that the articles asked for may cost.</summary>
    public long Records { get; set; }

    /// <summary>Articles of which the work failed; their rows say how.</summary>
    public long Errors { get; set; }

    /// <summary>One sentence for the operator.</summary>
    public string? Detail { get; set; }

    internal ETag ETag { get; set; }

    internal static UpkeepRun Read(TableEntity entity) => new()
    {
        Kind = entity.PartitionKey,
        Id = entity.RowKey,
        ETag = entity.ETag,
        State = Enum.Parse<RunState>(entity.GetString(nameof(State))),
        Started = entity.GetDateTimeOffset(nameof(Started)) ?? default,
        Updated = entity.GetDateTimeOffset(nameof(Updated)) ?? default,
        Finished = entity.GetDateTimeOffset(nameof(Finished)),
        Phase = entity.GetString(nameof(Phase)),
        Step = entity.GetInt32(nameof(Step)) ?? 0,
        Cursor = entity.GetString(nameof(Cursor)),
        Seen = entity.GetInt64(nameof(Seen)) ?? 0,
        Asked = entity.GetInt64(nameof(Asked)) ?? 0,
        Missing = entity.GetInt64(nameof(Missing)) ?? 0,
        Deleted = entity.GetInt64(nameof(Deleted)) ?? 0,
        Records = entity.GetInt64(nameof(Records)) ?? 0,
        Errors = entity.GetInt64(nameof(Errors)) ?? 0,
        Detail = entity.GetString(nameof(Detail)),
    };

    internal TableEntity Write()
    {
        var entity = new TableEntity(Kind, Id)
        {
            [nameof(State)] = State.ToString(),
            [nameof(Started)] = Started,
            [nameof(Updated)] = Updated,
            [nameof(Phase)] = Phase,
            [nameof(Step)] = Step,
            [nameof(Seen)] = Seen,
            [nameof(Asked)] = Asked,
            [nameof(Missing)] = Missing,
            [nameof(Deleted)] = Deleted,
            [nameof(Records)] = Records,
            [nameof(Errors)] = Errors,
        };
        Set(entity, nameof(Finished), Finished);
        Set(entity, nameof(Cursor), Cursor);
        Set(entity, nameof(Detail), Detail);
        return entity;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} {Id}: {State}, {Seen} seen, {Asked} asked for, {Missing} missing, {Deleted} deleted, {Errors} errors");

    private static void Set(TableEntity entity, string name, object? value)
    {
        if (value is not null)
        {
            entity[name] = value;
        }
    }
}
