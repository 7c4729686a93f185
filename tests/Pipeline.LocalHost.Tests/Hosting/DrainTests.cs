using Azure.Storage.Queues;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Hosting;

public sealed class DrainTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SIGTERM_a_running_function_finishes_no_other_starts_and_the_process_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGTERM is a signal of Unix.");
        var account = await azurite.CreateAccountAsync(Token);
        var queue = await Account.QueueAsync(account, "slow", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("first", Token);
        using var process = Start(account);
        await process.ReadUntilAsync("started first");

        await process.TerminateAsync();
        await process.ReadUntilAsync("Taking no more work");
        await queue.SendMessageAsync("second", Token);
        await process.WriteLineAsync("go");

        await process.ReadUntilAsync("finished first");
        Assert.Equal(0, await process.WaitForExitAsync());
        var left = Assert.Single((await queue.PeekMessagesAsync(10, Token)).Value);
        Assert.Equal("second", left.Body.ToString());
        Assert.Equal(0, left.DequeueCount);
    }

    [Fact]
    public async Task A_function_that_outlives_the_drain_limit_is_cancelled_and_its_message_comes_back_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGTERM is a signal of Unix.");
        var account = await azurite.CreateAccountAsync(Token);
        var queue = await Account.QueueAsync(account, "slow", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("first", Token);
        using var process = Start(account, "--LocalHost:DrainTimeout=00:00:00.2");
        await process.ReadUntilAsync("started first");

        await process.TerminateAsync();

        await process.ReadUntilAsync("cancelled first");
        Assert.Equal(0, await process.WaitForExitAsync());
        Assert.Single((await queue.PeekMessagesAsync(10, Token)).Value);
    }

    private static TestHostProcess Start(string account, params string[] settings) =>
        TestHostProcess.Start([$"--Storage={account}", "--LocalHost:Port=0", "--AzureFunctionsJobHost:extensions:queues:batchSize=1", "--AzureFunctionsJobHost:extensions:queues:newBatchThreshold=0", .. settings]);
}
