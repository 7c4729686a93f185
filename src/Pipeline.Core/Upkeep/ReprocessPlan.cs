using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Upkeep;

/// <summary>An article that may be asked for.</summary>
/// <param name="ArticleId">Its id.</param>
/// <param name="Rank">What decides what comes first: the smaller is the newer.</param>
/// <param name="Records">Text records that it may cost.</param>
internal readonly record struct Candidate(string ArticleId, string Rank, long Records)
{
    /// <summary>The rank of an article: newest first, by the time of the index.</summary>
    public static string RankOf(ArticleRow row) => RankOf(ReprocessDue.TimeOf(row), row.ArticleId);

    /// <inheritdoc cref="RankOf(ArticleRow)"/>
    public static string RankOf(DateTimeOffset time, string articleId) => TableKey.NewestFirst(time, articleId);
}

/// <summary>Chooses the newest of many candidates, in memory for those chosen only. Pure; several may add at once.</summary>
/// <param name="room">How many are chosen.</param>
internal sealed class ReprocessPlan(int room)
{
    // The oldest first: it goes when a newer one comes.
    private readonly PriorityQueue<Candidate, string> _newest = new(Comparer<string>.Create((one, other) => string.CompareOrdinal(other, one)));
    private readonly Lock _turn = new();

    /// <summary>Candidates that were added.</summary>
    public long Seen { get; private set; }

    public void Add(Candidate candidate)
    {
        lock (_turn)
        {
            Seen++;
            if (_newest.Count < room)
            {
                _newest.Enqueue(candidate, candidate.Rank);
            }
            else if (room > 0)
            {
                _newest.EnqueueDequeue(candidate, candidate.Rank);
            }
        }
    }

    /// <summary>
    /// The newest, newest first, as long as their records stay within <paramref name="budget"/>; null when there is none. One that does not fit is left
    /// out and what is smaller may follow; one that would never fit goes alone, or it would wait for ever.
    /// </summary>
    public IReadOnlyList<Candidate> Take(long? budget)
    {
        var left = budget ?? long.MaxValue;
        var chosen = new List<Candidate>();
        foreach (var (candidate, _) in _newest.UnorderedItems.OrderBy(item => item.Priority, StringComparer.Ordinal))
        {
            if (candidate.Records <= left || (chosen.Count == 0 && candidate.Records > budget))
            {
                left -= candidate.Records;
                chosen.Add(candidate);
            }
        }

        return chosen;
    }
}
