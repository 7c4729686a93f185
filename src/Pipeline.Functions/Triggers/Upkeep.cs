using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.Core.Upkeep.Verification;

namespace Pipeline.Functions;

/// <summary>What runs on a schedule, and its steps.</summary>
public sealed class Upkeep(Reconciler reconciler, ReconcileSteps steps, Reprocessor reprocessor, Verifier verifier, DeadLetters deadLetters, Retention retention)
{
    /// <summary>Brings in what events missed.</summary>
    [Function("Reconcile")]
    public Task ReconcileAsync([TimerTrigger("%ReconcileSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        reconciler.RunAsync(cancellationToken);

    /// <summary>A step of a run over many files.</summary>
    [Function("ReconcilePage")]
    public Task ReconcilePageAsync(
        [QueueTrigger(PipelineStorage.ReconcileQueue, Connection = StorageConnection.Name)] ReconcileRequest message,
        CancellationToken cancellationToken) => steps.RunAsync(message, cancellationToken);

    /// <summary>Asks again for what waits, is stuck or is stale.</summary>
    [Function("Reprocess")]
    public Task ReprocessAsync([TimerTrigger("%ReprocessSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        reprocessor.RunAsync(cancellationToken);

    /// <summary>Lets old dead letters go, purges what is older than its source is kept; compares what is stored with what the articles say, and puts right what differs.</summary>
    [Function("Verify")]
    public async Task VerifyAsync([TimerTrigger("%VerifySchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await deadLetters.ExpireAsync(cancellationToken);
        await retention.RunAsync(cancellationToken);
        await verifier.RunScheduledAsync(cancellationToken);
    }
}
