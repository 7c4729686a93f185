using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Upkeep;

/// <summary>Tells of a row what has to be done again, when, and at what cost. Pure.</summary>
internal static class ReprocessDue
{
    /// <summary>How often an article that was given up for a passing cause is tried again. An operator's replay begins anew.</summary>
    public const int MostRetries = 4;

    /// <summary>The wait before the first of them; each further one is four times as long: 1, 4, 16 and 64 hours, longer than most outages.</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromHours(1);

    private const int RetryFactor = 4;

    /// <summary>An analysis document costs a text record for each feature and thousand characters begun.</summary>
    private const int CharactersPerRecord = 1_000;

    /// <summary>The columns that these rules read.</summary>
    public static readonly string[] Columns =
    [
        "PartitionKey", "RowKey", nameof(ArticleRow.Path), nameof(ArticleRow.State), nameof(ArticleRow.Reason), nameof(ArticleRow.Received), nameof(ArticleRow.IndexTime),
        nameof(ArticleRow.StageSince), nameof(ArticleRow.WaitUntil), nameof(ArticleRow.EnrichedAt), nameof(ArticleRow.CleanedAt), nameof(ArticleRow.LastErrorAt), nameof(ArticleRow.History),
        nameof(ArticleRow.CleanHash), nameof(ArticleRow.ContentLength), nameof(ArticleRow.CleanerVersion), nameof(ArticleRow.SegmenterVersion), nameof(ArticleRow.Analyser),
        nameof(ArticleRow.AnalyserVersion), nameof(ArticleRow.SchemaVersion), nameof(ArticleRow.RecordsBought), nameof(ArticleRow.RecordsSaved), nameof(ArticleRow.ChangeOwed),
        nameof(ArticleRow.Source), nameof(ArticleRow.Language), nameof(ArticleRow.Published),
    ];

    /// <summary>The state from which the article has to go on; null when nothing but the end of its last publication can be missing, or it was given up.</summary>
    public static ArticleState? StageFor(ArticleRow row, AnalyserIdentity analyser)
    {
        var isCleanStale = row.CleanerVersion != TextVersions.Cleaner || row.SegmenterVersion != TextVersions.Segmenter;
        return row.State switch
        {
            ArticleState.Received => ArticleState.Received,
            ArticleState.Cleaned or ArticleState.Enriched when isCleanStale || row.CleanHash is null => ArticleState.Received,
            ArticleState.Cleaned => ArticleState.Cleaned,
            ArticleState.Enriched when new AnalyserIdentity(row.Analyser ?? "", row.AnalyserVersion ?? "") != analyser || row.SchemaVersion < ArticleRow.CurrentSchemaVersion => ArticleState.Cleaned,
            ArticleState.Rejected or ArticleState.Expanded when row.CleanerVersion < TextVersions.Cleaner => ArticleState.Received,
            _ => null,
        };
    }

    /// <summary>When an article that was given up is tried again; null when it is not.</summary>
    public static DateTimeOffset? RetryAt(ArticleRow row)
    {
        if (row.State != ArticleState.Failed || row.Reason is not (ReasonCodes.ReceiveFailed or ReasonCodes.CleanFailed or ReasonCodes.EnrichFailed))
        {
            return null;
        }

        var since = row.History.Reverse().TakeWhile(entry => entry.Event is not (ArticleEvent.FileSeen or ArticleEvent.Replayed or ArticleEvent.Enriched));
        var retries = since.Count(entry => entry.Event == ArticleEvent.Retried);
        return retries >= MostRetries ? null : (row.LastErrorAt ?? row.Received) + (FirstRetry * Math.Pow(RetryFactor, retries));
    }

    /// <summary>The time that decides what comes first: the article's in the index, else when it was received.</summary>
    public static DateTimeOffset TimeOf(ArticleRow row) => row.IndexTime ?? row.Received;

    /// <summary>
    /// Text records that going on may cost at most: what the last analysis took, else what the file's length lets expect. Nothing when only our own reading of
    /// the service's answers changed, for the answers are in the cache.
    /// </summary>
    public static long RecordsOf(ArticleRow row, AnalyserIdentity analyser)
    {
        var isPaid = row.Analyser == analyser.Name
            && row.AnalyserVersion is { } version
            && AzureLanguageAnalyser.PaidVersion(version) == AzureLanguageAnalyser.PaidVersion(analyser.Version)
            && row.State == ArticleState.Enriched
            && StageFor(row, analyser) == ArticleState.Cleaned;
        var features = Enum.GetValues<LanguageFeature>().Length;
        return isPaid ? 0
            : (row.RecordsBought ?? 0) + (row.RecordsSaved ?? 0) is var known and > 0 ? known
            : features * (((row.ContentLength ?? 0) + CharactersPerRecord - 1) / CharactersPerRecord);
    }
}
