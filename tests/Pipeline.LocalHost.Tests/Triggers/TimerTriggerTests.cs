using Microsoft.Extensions.Time.Testing;
using Pipeline.LocalHost.Tests.Hosting;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Triggers;

public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 30, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_runs_at_its_occurrences_and_knows_the_next()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var time = new FakeTimeProvider(Start);
        await using var host = await RunningHost.StartAsync<Hourly>(account, probe, time, ("Schedule", "0 0 * * * *"));
        await host.Traffic.SeenAsync(IsStatusWrite);
        Assert.True(probe.IsQuiet);

        Assert.Equal("past due False, next 01:00", await AdvanceUntilAsync(time, probe.NextAsync()));
    }

    [Fact]
    public async Task An_occurrence_missed_while_no_host_ran_runs_once_at_start_as_past_due()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var time = new FakeTimeProvider(Start);
        await using (var first = await RunningHost.StartAsync<Hourly>(account, probe, time, ("Schedule", "0 0 * * * *")))
        {
            await first.Traffic.SeenAsync(IsStatusWrite);
        }

        time.Advance(TimeSpan.FromHours(3));
        await using var second = await RunningHost.StartAsync<Hourly>(account, probe, time, ("Schedule", "0 0 * * * *"));

        Assert.Equal("past due True, next 01:00", await probe.NextAsync());
        await second.Traffic.SeenAsync(IsStatusWrite);
        Assert.True(probe.IsQuiet);
        Assert.Equal("past due False, next 04:00", await AdvanceUntilAsync(time, probe.NextAsync()));
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_the_interval_is_not_overlapped()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var time = new FakeTimeProvider(Start);
        await using var host = await RunningHost.StartAsync<Slow>(account, probe, time);
        await host.Traffic.SeenAsync(IsStatusWrite);
        Assert.Equal("started", await AdvanceUntilAsync(time, probe.NextAsync()));

        time.Advance(TimeSpan.FromHours(2));
        var saved = host.Traffic.NextAsync(IsStatusWrite);
        probe.Release();
        Assert.Equal("finished", await probe.NextAsync());
        await saved;
        Assert.True(probe.IsQuiet);

        Assert.Equal("started", await AdvanceUntilAsync(time, probe.NextAsync()));
        probe.Release();
    }

    [Fact]
    public async Task Of_two_hosts_one_runs_the_timer_and_the_other_takes_over()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var first = new Probe();
        var second = new Probe();
        var time = new FakeTimeProvider(Start);
        await using var host = await RunningHost.StartAsync<AtStartup>(account, first, time);
        Assert.Equal("ran", await first.NextAsync());
        await using var other = await RunningHost.StartAsync<AtStartup>(account, second, time);
        await other.Traffic.SeenAsync(request => request.Contains("comp=lease", StringComparison.Ordinal) && request.EndsWith("409", StringComparison.Ordinal));
        Assert.True(second.IsQuiet);

        await host.StopAsync();

        Assert.Equal("ran", await AdvanceUntilAsync(time, second.NextAsync()));
    }

    [Theory]
    [InlineData("0 0 25 * * *")]
    [InlineData("every hour")]
    public async Task A_wrong_schedule_is_refused_at_start(string schedule)
    {
        var account = await azurite.CreateAccountAsync(Token);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningHost.StartAsync<Hourly>(account, new Probe(), null, ("Schedule", schedule)));

        Assert.Contains($"Schedule '{schedule}' of function 'Hourly'", error.Message, StringComparison.Ordinal);
    }

    // The host may not be waiting yet when the clock is moved, so it is moved until something happens.
    private static async Task<string> AdvanceUntilAsync(FakeTimeProvider time, Task<string> signal)
    {
        while (!signal.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(10));
            await Task.WhenAny(signal, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token));
        }

        return await signal;
    }

    private static bool IsStatusWrite(string request) => request.StartsWith("PUT", StringComparison.Ordinal) && request.Contains("/timers/", StringComparison.Ordinal);

    public sealed class Hourly(Probe probe)
    {
        [Function("Hourly")]
        public void Run([TimerTrigger("%Schedule%")] TimerInfo timer) =>
            probe.Report($"past due {timer.IsPastDue}, next {timer.ScheduleStatus!.Next:HH:mm}");
    }

    public sealed class Slow(Probe probe)
    {
        [Function("Slow")]
        public async Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            probe.Report("started");
            await probe.HoldAsync(CancellationToken.None);
            probe.Report("finished");
        }
    }

    public sealed class AtStartup(Probe probe)
    {
        [Function("AtStartup")]
        public void Run([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer) => probe.Report("ran");
    }
}
