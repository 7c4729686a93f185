using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Pipeline.Core.Storage;

/// <summary>Counts every storage request by kind, such as "table.update" or "blob.get". Retries count too: they are paid for.</summary>
public sealed class StorageOperations : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Pipeline.Storage";

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _counter;

    /// <summary>Starts at zero.</summary>
    public StorageOperations() => _counter = _meter.CreateCounter<long>("pipeline.storage.operations", "{operation}", "Storage requests by kind.");

    /// <summary>The counts so far.</summary>
    public IReadOnlyDictionary<string, long> Snapshot() => new SortedDictionary<string, long>(_counts, StringComparer.Ordinal);

    /// <summary>Starts again at zero.</summary>
    public void Reset() => _counts.Clear();

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Count(string kind)
    {
        _counts.AddOrUpdate(kind, 1, static (_, n) => n + 1);
        _counter.Add(1, new KeyValuePair<string, object?>("kind", kind));
    }
}
