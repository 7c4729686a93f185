namespace Pipeline.LocalHost.Storage;

internal static class Pause
{
    /// <summary>Waits; false when the token was cancelled before the time was over.</summary>
    public static async Task<bool> ForAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Delay(duration, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
