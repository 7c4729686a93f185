using System.Security.Cryptography;
using System.Text;

namespace Pipeline.LanguageStandIn;

/// <summary>Keeps what was asked and what was bought.</summary>
public sealed class Ledger(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<long> _lastMinute = new();
    private readonly Queue<long> _lastSecond = new();
    private readonly Dictionary<string, int> _purchases = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, int> _byStatus = [];

    /// <summary>Requests so far, the refused ones too.</summary>
    public int Requests { get; private set; }

    /// <summary>Most requests in any minute, the refused ones too.</summary>
    public int MostPerMinute { get; private set; }

    /// <summary>Most requests in any second.</summary>
    public int MostPerSecond { get; private set; }

    /// <summary>Text records bought, over all features.</summary>
    public long Records { get; private set; }

    /// <summary>Documents bought, over all features.</summary>
    public int Documents { get; private set; }

    /// <summary>Most documents in one request.</summary>
    public int MostDocuments { get; private set; }

    /// <summary>Documents (text, language, feature) that were bought more than once.</summary>
    public int BoughtTwice
    {
        get
        {
            lock (_lock)
            {
                return _purchases.Values.Count(n => n > 1);
            }
        }
    }

    /// <summary>Answers by status.</summary>
    public IReadOnlyDictionary<int, int> ByStatus
    {
        get
        {
            lock (_lock)
            {
                return new SortedDictionary<int, int>(_byStatus);
            }
        }
    }

    internal (int Number, int InSecond, int InMinute) Arrived()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            MostPerMinute = Math.Max(MostPerMinute, Slide(_lastMinute, now, Minute));
            MostPerSecond = Math.Max(MostPerSecond, Slide(_lastSecond, now, Second));
            return (++Requests, _lastSecond.Count, _lastMinute.Count);
        }
    }

    internal void Answered(int status)
    {
        lock (_lock)
        {
            _byStatus[status] = _byStatus.GetValueOrDefault(status) + 1;
        }
    }

    internal void Bought(string kind, string? language, string text, int records)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{language}\n{text}")));
        lock (_lock)
        {
            Records += records;
            Documents++;
            _purchases[key] = _purchases.GetValueOrDefault(key) + 1;
        }
    }

    internal void Carried(int documents)
    {
        lock (_lock)
        {
            MostDocuments = Math.Max(MostDocuments, documents);
        }
    }

    private int Slide(Queue<long> window, long now, TimeSpan length)
    {
        window.Enqueue(now);
        while (time.GetElapsedTime(window.Peek(), now) >= length)
        {
            window.Dequeue();
        }

        return window.Count;
    }
}
