using Pipeline.Core.Articles;
using Pipeline.Core.Language;

namespace Pipeline.Core.Tests.Language;

public sealed class GateStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 23, 0, 0, TimeSpan.Zero);
    private static readonly LanguageOptions Options = new() { RequestsPerMinute = 60 };
    private static readonly LanguageFailure Outage = new(ReasonCodes.ServiceUnavailable, "down", null, true);

    [Fact]
    public void Requests_are_spaced_a_little_wider_than_the_rate()
    {
        var state = new GateState();
        var leaves = new List<DateTimeOffset>();
        for (var i = 0; i < 10; i++)
        {
            (state, var answer) = state.Enter(Now, 1, Options);
            leaves.Add(answer.At);
        }

        Assert.Equal(Now, leaves[0]);
        Assert.All(leaves.Zip(leaves.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.1)));
    }

    [Fact]
    public void Who_would_wait_too_long_is_told_to_come_back()
    {
        var state = new GateState { NextSlot = Now + GateState.LongestQueue + TimeSpan.FromSeconds(1) };

        var (next, answer) = state.Enter(Now, 1, Options);

        Assert.Equal((ReasonCodes.Throttled, state.NextSlot), (answer.Reason, answer.At));
        Assert.Same(state, next);
    }

    [Fact]
    public void A_request_to_wait_closes_the_gate_for_everybody_for_that_long()
    {
        var closed = new GateState().Failed(Now, new LanguageFailure(ReasonCodes.Throttled, "wait", TimeSpan.FromSeconds(7), true), 1, Options);

        Assert.Equal(ReasonCodes.Throttled, closed.Enter(Now.AddSeconds(6.9), 1, Options).Answer.Reason);
        Assert.True(closed.Enter(Now.AddSeconds(7), 1, Options).Answer.IsGranted);
    }

    [Fact]
    public void Nobody_is_kept_out_for_longer_than_the_cap()
    {
        var closed = new GateState().Failed(Now, new LanguageFailure(ReasonCodes.QuotaExhausted, "spent", TimeSpan.FromDays(12), true), 1, Options);

        Assert.Equal(Now + Options.LongestPause, closed.ClosedUntil);
    }

    [Fact]
    public void Failures_in_a_row_close_the_gate_for_longer_each_time()
    {
        var state = new GateState();
        var closures = new List<double>();
        var now = Now;
        for (var i = 0; i < 40; i++)
        {
            state = state.Failed(now, Outage, 1, Options);
            closures.Add((state.ClosedUntil!.Value - now).TotalSeconds);
            now = state.ClosedUntil.Value;
        }

        Assert.Equal([1, 2, 4, 8, 16], closures.Take(5));
        Assert.Equal(Options.LongestPause.TotalSeconds, closures[^1]);
    }

    [Fact]
    public void Requests_that_fail_together_are_one_failure()
    {
        var once = new GateState().Failed(Now, Outage, 1, Options);
        var together = once.Failed(Now, Outage, 1, Options).Failed(Now.AddSeconds(0.5), Outage, 1, Options);

        Assert.Equal(once.Failures, together.Failures);
        Assert.Equal(Now.AddSeconds(1.5), together.ClosedUntil);
    }

    [Fact]
    public void After_a_closure_one_request_tries_and_the_others_wait_for_it()
    {
        var closed = new GateState().Failed(Now, Outage, 1, Options);
        var later = Now.AddSeconds(2);

        var (probing, first) = closed.Enter(later, 1, Options);
        var (_, second) = probing.Enter(later, 1, Options);

        Assert.True(first is { IsGranted: true, IsProbe: true });
        Assert.True(second is { IsGranted: false, IsProbe: true });
        Assert.True(probing.ProbeSucceeded().Enter(later, 1, Options).Answer is { IsGranted: true, IsProbe: false });
    }

    [Fact]
    public void A_probe_that_is_never_heard_of_again_is_followed_by_another()
    {
        var (probing, _) = new GateState().Failed(Now, Outage, 1, Options).Enter(Now.AddSeconds(2), 1, Options);

        var (_, answer) = probing.Enter(Now.AddSeconds(3) + Options.RequestTimeout + GateState.ProbeSlack, 1, Options);

        Assert.True(answer is { IsGranted: true, IsProbe: true });
    }

    [Fact]
    public void A_failure_after_the_probe_left_keeps_the_gate_closed()
    {
        var (probing, _) = new GateState().Failed(Now, Outage, 1, Options).Enter(Now.AddSeconds(2), 1, Options);
        var failedAgain = probing.Failed(Now.AddSeconds(3), Outage, 1, Options);

        Assert.Same(failedAgain, failedAgain.ProbeSucceeded());
    }

    [Fact]
    public void A_day_buys_no_more_than_its_budget_and_the_next_day_starts_anew()
    {
        var options = new LanguageOptions { DailyRecordBudget = 10 };
        var (state, _) = new GateState().Enter(Now, 8, options);

        var (_, tooMuch) = state.Enter(Now, 3, options);
        var (_, fits) = state.Enter(Now, 2, options);
        var (tomorrow, anew) = state.Enter(tooMuch.At, 10, options);

        Assert.Equal((ReasonCodes.DailyBudgetSpent, new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)), (tooMuch.Reason, tooMuch.At));
        Assert.True(fits.IsGranted);
        Assert.True(anew.IsGranted);
        Assert.Equal(10, tomorrow.Bought);
    }

    [Fact]
    public void What_was_not_bought_goes_back_into_the_budget()
    {
        var (state, _) = new GateState().Enter(Now, 8, Options);

        Assert.Equal(0, state.Failed(Now, Outage, 8, Options).Bought);
        Assert.Equal(5, state.Refunded(3).BoughtOn(Now));
        Assert.Equal(0, state.BoughtOn(Now.AddDays(1)));
    }
}
