using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Upkeep;
using Pipeline.Core.Upkeep.Verification;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Faults;

/// <summary>Clocks that jump and messages that come twice, in another order or weeks late change no fact, and verify finds nothing afterwards.</summary>
public sealed class ClockAndMessageTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 40 * 24)]
    [InlineData(2, -12)]
    [InlineData(3, 400 * 24)]
    [InlineData(4, -36)]
    public async Task A_clock_that_jumps_between_any_stages_changes_no_fact(int seed, int hours)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var random = new Random(seed);
        foreach (var text in new[] { Samples.Bridge, Samples.BridgeRevised })
        {
            var id = await pipeline.DropAsync(Path, text);
            Jump();
            await pipeline.ReceiveAsync(Path);
            Jump();
            await pipeline.Get<CleanStage>().RunAsync(new CleanRequest(id, Path, null), Cancel);
            Jump();
            await pipeline.Get<Reprocessor>().RunAsync(Cancel);
            Jump();
            await pipeline.Get<Reconciler>().RunAsync(Cancel);
            await pipeline.WorkOffAsync();
        }

        await AssertAsync(pipeline, Samples.BridgeRevised);

        void Jump() => pipeline.Time.AdjustTime(pipeline.Time.GetUtcNow().AddHours(random.Next(2) == 0 ? hours : -hours / 2.0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Messages_that_come_twice_reordered_and_weeks_late_change_no_fact(int seed)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var messages = new List<object>();
        foreach (var text in new[] { Samples.Bridge, Samples.BridgeRevised, Samples.Bridge, Samples.BridgeRevised })
        {
            await pipeline.DropAsync(Path, text);
            await pipeline.ReceiveAsync(Path);
            messages.AddRange(await pipeline.WorkOffAsync());
        }

        await DeliverAsync(pipeline, messages, seed);
        await AssertAsync(pipeline, Samples.BridgeRevised);

        await pipeline.Storage.Articles.DeleteBlobAsync(Path, cancellationToken: Cancel);
        await pipeline.Get<DeleteStage>().RunAsync(Path, Cancel);
        await DeliverAsync(pipeline, messages, seed);
        Assert.Contains("State=Deleted", Assert.Single(await pipeline.AllFactsAsync()), StringComparison.Ordinal);
        Assert.Empty((await pipeline.Get<Verifier>().RunAsync(new VerifyRequest(Grace: TimeSpan.Zero), Cancel)).Findings);

        await pipeline.DropAsync(Path, Samples.BridgeRevised);
        await DeliverAsync(pipeline, messages, seed);
        await pipeline.ReceiveAsync(Path);
        await pipeline.WorkOffAsync();
        await AssertAsync(pipeline, Samples.BridgeRevised);
    }

    private static async Task DeliverAsync(PipelineHarness pipeline, List<object> messages, int seed)
    {
        object[] late = [.. messages, .. messages];
        new Random(seed).Shuffle(late);
        foreach (var message in late)
        {
            pipeline.Time.Advance(TimeSpan.FromDays(2));
            await (message is CleanRequest clean
                ? pipeline.Get<CleanStage>().RunAsync(clean, Cancel)
                : pipeline.Get<EnrichStage>().RunAsync((EnrichRequest)message, Cancel));
        }

        await pipeline.WorkOffAsync();
    }

    private async Task AssertAsync(PipelineHarness pipeline, string text)
    {
        await using var calm = await PipelineHarness.CreateAsync(azurite);
        await calm.ProcessAsync(Path, text);
        Assert.Equal(await calm.AllFactsAsync(), await pipeline.AllFactsAsync());
        Assert.Empty((await pipeline.Get<Verifier>().RunAsync(new VerifyRequest(Grace: TimeSpan.Zero), Cancel)).Findings);
        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(ArticleIds.FromPath(Path), Cancel))!.State);
    }
}
