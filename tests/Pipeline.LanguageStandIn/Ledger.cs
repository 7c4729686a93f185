using System.Security.Cryptography;
using System.Text;

namespace Pipeline.LanguageStandIn;

/// <summary>Keeps what was asked and what was bought.</summary>
public sealed class Ledger(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<long> _arrivals = [];
    private readonly Dictionary<string, int> _purchases = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, int> _byStatus = [];

    /// <summary>Requests so far, the refused ones too.</summary>
    public int Requests { get; private set; }

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

    /// <summary>From the first request to the last.</summary>
    public TimeSpan Span
    {
        get
        {
            lock (_lock)
            {
                return _arrivals.Count == 0 ? TimeSpan.Zero : time.GetElapsedTime(_arrivals[0], _arrivals[^1]);
            }
        }
    }

    /// <summary>The most requests, the refused ones too, in any stretch of time of this length, wherever it begins.</summary>
    public int MostIn(TimeSpan length)
    {
        lock (_lock)
        {
            var (most, first) = (0, 0);
            for (var last = 0; last < _arrivals.Count; last++)
            {
                while (time.GetElapsedTime(_arrivals[first], _arrivals[last]) >= length)
                {
                    first++;
                }

                most = Math.Max(most, last - first + 1);
            }

            return most;
        }
    }

    internal (int Number, int InSecond, int InMinute) Arrived()
    {
        lock (_lock)
        {
            _arrivals.Add(time.GetTimestamp());
            return (++Requests, InLast(Second), InLast(Minute));
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

    private int InLast(TimeSpan length)
    {
        var first = _arrivals.Count - 1;
        while (first > 0 && time.GetElapsedTime(_arrivals[first - 1], _arrivals[^1]) < length)
        {
            first--;
        }

        return _arrivals.Count - first;
    }
}
