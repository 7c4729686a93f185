using System.Diagnostics.Metrics;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Tests.Faults;

/// <summary>
/// Does something in the moment before a storage request leaves: what another worker does meanwhile, or the end of the process. Sees the requests of
/// the test (or task) that made it, and of what that calls.
/// </summary>
internal sealed class StorageMoment : IDisposable
{
    private static readonly AsyncLocal<StorageMoment?> Owner = new();

    private readonly MeterListener _listener = new();
    private readonly string? _kind;
    private readonly Func<Task> _action;
    private int _countdown;

    /// <param name="kind">Kind of the request, as <see cref="StorageOperations"/> names it; null for any.</param>
    /// <param name="ordinal">Which request of that kind, from 1.</param>
    /// <param name="action">Completes before the request leaves.</param>
    public StorageMoment(string? kind, int ordinal, Func<Task> action)
    {
        (_kind, _action, _countdown) = (kind, action, ordinal);
        Owner.Value = this;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == StorageOperations.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(OnRequest);
        _listener.Start();
    }

    /// <summary>Whether it has come.</summary>
    public bool HasCome => Volatile.Read(ref _countdown) <= 0;

    /// <summary>The process dies before the request leaves: nothing that it holds the token of goes on.</summary>
    public static StorageMoment Death(string? kind, int ordinal, CancellationTokenSource process) => new(kind, ordinal, process.CancelAsync);

    public void Dispose() => _listener.Dispose();

    private void OnRequest(Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (Owner.Value == this && (_kind is null || tags[0].Value as string == _kind) && Interlocked.Decrement(ref _countdown) == 0)
        {
            Task.Run(_action).GetAwaiter().GetResult();
        }
    }
}
