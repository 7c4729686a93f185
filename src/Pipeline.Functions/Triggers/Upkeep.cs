using Pipeline.Core.Upkeep;

namespace Pipeline.Functions;

/// <summary>What runs on a schedule.</summary>
public sealed class Upkeep(Reconciler reconciler, Reprocessor reprocessor)
{
    /// <summary>Brings in what events missed.</summary>
    [Function("Reconcile")]
    public Task ReconcileAsync([TimerTrigger("%ReconcileSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        reconciler.RunAsync(cancellationToken);

    /// <summary>Asks again for what waits, is stuck or is stale.</summary>
    [Function("Reprocess")]
    public Task ReprocessAsync([TimerTrigger("%ReprocessSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        reprocessor.RunAsync(cancellationToken);
}
