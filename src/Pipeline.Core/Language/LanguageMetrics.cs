using System.Diagnostics.Metrics;

namespace Pipeline.Core.Language;

/// <summary>Every instrument about Azure AI Language.</summary>
public sealed class LanguageMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Pipeline.Language";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _bought;
    private readonly Counter<long> _saved;

    /// <summary>Starts at zero.</summary>
    public LanguageMetrics()
    {
        _requests = _meter.CreateCounter<long>("pipeline.language.requests", "{request}", "Requests by feature.");
        _failures = _meter.CreateCounter<long>("pipeline.language.failures", "{request}", "Failed requests by reason code.");
        _bought = _meter.CreateCounter<long>("pipeline.language.records.bought", "{record}", "Text records bought.");
        _saved = _meter.CreateCounter<long>("pipeline.language.records.saved", "{record}", "Text records found in the cache.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Requested(LanguageFeature feature) => _requests.Add(1, new KeyValuePair<string, object?>("feature", feature.ToString()));

    internal void Failed(string reason) => _failures.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void Counted(int bought, int saved)
    {
        _bought.Add(bought);
        _saved.Add(saved);
    }
}
