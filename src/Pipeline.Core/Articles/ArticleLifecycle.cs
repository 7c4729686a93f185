using Pipeline.Tables;
using static Pipeline.Tables.ArticleEvent;

namespace Pipeline.Core.Articles;

/// <summary>
/// Which states an article may go through, and why. Nothing else changes a row's state. Each step stands in the row's History, so that it is written by the very commit that takes it.
/// </summary>
internal static class ArticleLifecycle
{
    /// <summary>Longest reason that the history keeps; reason codes and errors are far shorter.</summary>
    private const int LongestReason = 100;

    /// <summary>The state that <paramref name="why"/> leads to from <paramref name="from"/>, null for an article without a row; null when it cannot happen there.</summary>
    public static ArticleState? Next(ArticleState? from, ArticleEvent why) => (why, from) switch
    {
        (FileSeen, _) => ArticleState.Received,
        (Healed, not (null or ArticleState.Deleted)) => ArticleState.Received,
        (FileGone, not (null or ArticleState.Deleted)) => ArticleState.Deleted,
        (AttemptFailed, not null) => from,
        (ArticleEvent.Cleaned, ArticleState.Received) => ArticleState.Cleaned,
        (ArticleEvent.Expanded, ArticleState.Received) => ArticleState.Expanded,
        (ArticleEvent.Rejected, ArticleState.Received) => ArticleState.Rejected,
        (ArticleEvent.Enriched, ArticleState.Cleaned) => ArticleState.Enriched,
        (Waiting or AskedAgain or Interrupted, ArticleState.Received or ArticleState.Cleaned) => from,
        (GaveUp, ArticleState.Received or ArticleState.Cleaned) => ArticleState.Failed,
        (Refused, ArticleState.Cleaned) => ArticleState.Failed,
        (ContentLost, ArticleState.Cleaned) => ArticleState.Received,
        (Replayed or Retried, ArticleState.Failed) => ArticleState.Received,
        (CleaningStale, ArticleState.Cleaned or ArticleState.Enriched or ArticleState.Rejected or ArticleState.Expanded) => ArticleState.Received,
        (EnrichmentStale, ArticleState.Enriched) => ArticleState.Cleaned,
        _ => null,
    };

    /// <summary>Why upkeep asks for an article of state <paramref name="from"/> to go on from <paramref name="target"/>.</summary>
    public static ArticleEvent Asking(ArticleState from, ArticleState target) =>
        from == target ? AskedAgain : target == ArticleState.Cleaned ? EnrichmentStale : CleaningStale;

    /// <summary>
    /// Takes the step; what kept the article from going on before is over. The row holds already what the event brought: versions, records. An article that
    /// has to go on is in line for its next stage from <paramref name="now"/> on.
    /// </summary>
    /// <exception cref="InvalidOperationException">The event cannot happen in the row's state.</exception>
    public static void Enter(ArticleRow row, ArticleEvent why, DateTimeOffset now, string? reason = null, string? detail = null)
    {
        var from = row.ETag == default ? null : (ArticleState?)row.State;
        row.State = Next(from, why) ?? throw new InvalidOperationException($"Article {row.ArticleId} is {from?.ToString() ?? "unknown"}: it cannot be {why}.");
        row.StageSince = row.State is ArticleState.Received or ArticleState.Cleaned ? now : null;
        (row.Reason, row.ReasonDetail, row.WaitUntil) = (reason, detail, null);
        Record(row, why, now, reason);
    }

    /// <summary>The article waits for its next stage until <paramref name="until"/>: however long that is, it is not stuck.</summary>
    /// <exception cref="InvalidOperationException">The article is not on its way.</exception>
    public static void Wait(ArticleRow row, DateTimeOffset now, DateTimeOffset until, string reason, string? detail)
    {
        Enter(row, Waiting, now, reason, detail);
        (row.StageSince, row.WaitUntil) = (null, until);
    }

    /// <summary>An attempt failed; nothing else changes.</summary>
    public static void Note(ArticleRow row, DateTimeOffset now, string error) => Record(row, AttemptFailed, now, error);

    private static void Record(ArticleRow row, ArticleEvent why, DateTimeOffset now, string? reason)
    {
        var entry = new HistoryEntry(now, why, row.State) { Reason = reason is { Length: > LongestReason } ? reason[..LongestReason] : reason };
        entry = why switch
        {
            ArticleEvent.Cleaned or ArticleEvent.Rejected => entry with { Cleaner = row.CleanerVersion, Segmenter = row.SegmenterVersion },
            ArticleEvent.Enriched => entry with { Analyser = $"{row.Analyser} {row.AnalyserVersion}", Bought = row.RecordsBought, Saved = row.RecordsSaved },
            _ => entry,
        };
        row.History = Fold(row.History, entry) ?? [.. row.History, entry];
    }

    /// <summary>
    /// Counts what repeats, also in turns with one other event, as waiting and being asked again do: else an outage of a day would push out all that happened before. Null: it is no repeat.
    /// </summary>
    private static IReadOnlyList<HistoryEntry>? Fold(IReadOnlyList<HistoryEntry> history, HistoryEntry entry)
    {
        for (var i = history.Count - 1; i >= Math.Max(0, history.Count - 2); i--)
        {
            var known = history[i];
            var isBetween = i < history.Count - 1 && !(Repeats(entry.Event) && Repeats(history[^1].Event));
            if (!isBetween && (known.Event, known.State, known.Reason, known.Cleaner, known.Analyser) == (entry.Event, entry.State, entry.Reason, entry.Cleaner, entry.Analyser) && entry.Bought is null)
            {
                return [.. history.Take(i), known with { Times = (known.Times ?? 1) + 1, Last = entry.At }, .. history.Skip(i + 1)];
            }
        }

        return null;
    }

    private static bool Repeats(ArticleEvent why) => why is Waiting or AskedAgain or AttemptFailed;
}
