using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;

namespace Pipeline.Core.Tests.Upkeep;

/// <summary>Steps of Reconcile that were given up.</summary>
public sealed class ReplayedStepTests(AzuriteFixture azurite)
{
    private const string ReconcilePoison = PipelineStorage.ReconcileQueue + PipelineStorage.PoisonSuffix;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_of_a_sweep_that_was_given_up_is_filed_with_its_cause_and_a_replay_does_it()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, new() { ["Pipeline:ReconcilePageSize"] = "2" });
        for (var i = 0; i < 3; i++)
        {
            await pipeline.DropAsync($"daily/{i}.txt", Samples.Bridge);
        }

        var run = (await pipeline.Get<Reconciler>().RunAsync(Cancel)).Run;
        var step = (await pipeline.TakeAsync<ReconcileRequest>(PipelineStorage.ReconcileQueue))!;
        await pipeline.Storage.Articles.DeleteAsync(cancellationToken: Cancel);
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => pipeline.Get<ReconcileSteps>().RunAsync(step, Cancel));
        await pipeline.Storage.Articles.CreateAsync(cancellationToken: Cancel);
        await pipeline.Storage.Queue(ReconcilePoison).SendMessageAsync(BinaryData.FromObjectAsJson(step), cancellationToken: Cancel);

        var report = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);

        Assert.Equal(new ReplayReport(1, 1, 0, IsComplete: true), report);
        var letter = Assert.Single(await pipeline.Get<DeadLetters>().OfAsync("unreadable", Cancel).ToListAsync(Cancel));
        Assert.Equal((ReasonCodes.ReconcileFailed, "List: RequestFailedException 404 ContainerNotFound", DeadLetterResolution.Replayed), (letter.Reason, letter.Cause, letter.Resolution));
        while (await pipeline.TakeAsync<ReconcileRequest>(PipelineStorage.ReconcileQueue) is { } next)
        {
            await pipeline.Get<ReconcileSteps>().RunAsync(next, Cancel);
        }

        var done = await pipeline.Get<RunStore>().GetAsync(ReconcileSteps.Kind, run!, Cancel);
        Assert.Equal((RunState.Done, null), (done!.State, done.Detail));
    }

    [Fact]
    public async Task A_step_of_a_sweep_that_went_on_is_filed_and_left_alone()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.Storage.Queue(ReconcilePoison).SendMessageAsync(BinaryData.FromObjectAsJson(new ReconcileRequest("gone", 3)), cancellationToken: Cancel);

        var report = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);

        Assert.Equal(new ReplayReport(1, 0, 0, IsComplete: true), report);
        Assert.Equal(DeadLetterResolution.Superseded, Assert.Single(await pipeline.Get<DeadLetters>().OfAsync("unreadable", Cancel).ToListAsync(Cancel)).Resolution);
    }
}
