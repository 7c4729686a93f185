namespace Pipeline.Core.Tests.Hostile;

/// <summary>
/// The most that the managed heap grows while something runs, garbage that is not yet collected included: an upper bound of what is needed. Looked at
/// every millisecond or so by a thread of its own, from a heap that was collected before. Only true while nothing else runs in the process.
/// </summary>
internal sealed class HeapPeak : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);

    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _watcher;
    private long _most;

    public HeapPeak()
    {
        _watcher = new Thread(Watch) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        _watcher.Start();
    }

    /// <summary>Bytes above the beginning.</summary>
    public long Bytes => Math.Max(0, _most - _before);

    /// <summary>Ends the watch.</summary>
    public void Dispose()
    {
        _end.Set();
        _watcher.Join();
        _end.Dispose();
    }

    private void Watch()
    {
        do
        {
            _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: false));
        }
        while (!_end.Wait(Interval));
    }
}
