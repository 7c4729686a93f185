namespace Pipeline.Core.Upkeep.Verification;

/// <summary>How long to go on.</summary>
/// <param name="time">The clock.</param>
/// <param name="budget">From now; null is for ever.</param>
internal sealed class TimeBudget(TimeProvider time, TimeSpan? budget)
{
    private readonly long _began = time.GetTimestamp();

    public bool IsUp => time.GetElapsedTime(_began) > budget;

    /// <summary>A part of what is left.</summary>
    public TimeBudget Part(double share) => new(time, (budget - time.GetElapsedTime(_began)) * share);
}
