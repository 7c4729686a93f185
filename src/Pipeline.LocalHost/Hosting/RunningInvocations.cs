namespace Pipeline.LocalHost.Hosting;

/// <summary>What all invocations share: the token that is cancelled when the drain limit is over, and word of each completion.</summary>
internal sealed class RunningInvocations : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _nextCompletion = NewSource();

    /// <summary>Cancelled when functions must end now.</summary>
    public CancellationToken CancellationToken => _cancellation.Token;

    /// <summary>
    /// Ends when any function has ended: what it did may well be a new message, so idle queues are looked at again.
    /// </summary>
    public Task NextCompletion
    {
        get
        {
            lock (_lock)
            {
                return _nextCompletion.Task;
            }
        }
    }

    public void Completed()
    {
        TaskCompletionSource completed;
        lock (_lock)
        {
            completed = _nextCompletion;
            _nextCompletion = NewSource();
        }

        completed.SetResult();
    }

    public Task CancelAsync() => _cancellation.CancelAsync();

    public void Dispose() => _cancellation.Dispose();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
