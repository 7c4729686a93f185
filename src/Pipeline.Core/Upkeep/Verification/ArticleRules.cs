using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>What must hold for a row of Articles by itself.</summary>
internal static class ArticleRules
{
    /// <summary>Whether nothing works on the article: a stage or a repair has to be asked for.</summary>
    public static bool IsAtRest(ArticleRow row) => row.State is not (ArticleState.Received or ArticleState.Cleaned);

    /// <summary>The column that contradicts the row's state; null when none does.</summary>
    public static string? Contradiction(ArticleRow row)
    {
        if (!ArticleIds.IsId(row.ArticleId) || row.Key != TableKey.Article(row.ArticleId))
        {
            return nameof(row.Key);
        }

        (bool Holds, string Column)[] demands = row.State switch
        {
            ArticleState.Received => [(HasNext(row), nameof(row.StageSince))],
            ArticleState.Cleaned => [(HasNext(row), nameof(row.StageSince)), (row.CleanHash is not null, nameof(row.CleanHash))],
            ArticleState.Enriched =>
            [
                (row.Reason is null, nameof(row.Reason)),
                (row.EnrichmentHash is not null, nameof(row.EnrichmentHash)),
                (row.CleanHash is not null && row.EnrichedFrom == row.CleanHash, nameof(row.EnrichedFrom)),
                (row.SegmentCount is not null, nameof(row.SegmentCount)),
                (row.Analyser is not null && row.AnalyserVersion is not null, nameof(row.Analyser)),
                .. Published(row),
            ],
            ArticleState.Rejected => [(row.Reason is not null, nameof(row.Reason)), (row.EnrichmentHash is null, nameof(row.EnrichmentHash)), .. Published(row)],
            ArticleState.Failed => [(row.Reason is not null, nameof(row.Reason)), (row.IndexTime is not null, nameof(row.IndexTime))],
            ArticleState.Deleted => [(row.EnrichmentHash is null, nameof(row.EnrichmentHash)), (row.CleanHash is null, nameof(row.CleanHash)), (row.SourceETag is null, nameof(row.SourceETag))],
            _ => [],
        };
        return demands.FirstOrDefault(demand => !demand.Holds).Column;
    }

    /// <summary>Whether the hash of the current version is that of the row's facts. Only an outcome of the schema known here can be told.</summary>
    public static bool IsOutcomeRight(ArticleRow row) =>
        row.State is not (ArticleState.Enriched or ArticleState.Rejected) // Of a tombstone even the path may be purged.
        || row.SchemaVersion != ArticleRow.CurrentSchemaVersion
        || row.Outcome == ArticlePublisher.OutcomeOf(row);

    /// <summary>Whether what follows the row's last commit is still to be done.</summary>
    public static bool IsUnfinished(ArticleRow row) =>
        IsAtRest(row) && (row.ChangeOwed is not null || !IndexEntry.For(row).Select(entry => entry.ToString()).ToHashSet(StringComparer.Ordinal).SetEquals(row.IndexRecord));

    /// <summary>The enrichment that a segment's RowKey names.</summary>
    public static string SetOf(string rowKey) => rowKey.LastIndexOf('-') is var dash and > 0 ? rowKey[..dash] : rowKey;

    private static bool HasNext(ArticleRow row) => row.StageSince is not null || row.WaitUntil is not null;

    private static IEnumerable<(bool Holds, string Column)> Published(ArticleRow row) =>
        [(row.IndexTime is not null, nameof(row.IndexTime)), (row.Outcome is not null, nameof(row.Outcome)), (row.Version > 0, nameof(row.Version))];
}
