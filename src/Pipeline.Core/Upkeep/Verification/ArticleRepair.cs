using Azure;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Publishing;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>Puts an article right beside running workers: what it removes is named by the version that was seen, and what it writes is committed with the row's ETag.</summary>
public sealed class ArticleRepair(
    PipelineStorage storage,
    ArticleStore articles,
    ContentStore content,
    ArticlePublisher publisher,
    ClusterIndex clusters,
    MessageSender messages,
    TimeProvider time)
{
    private static readonly FindingKind[] NeedProcessing = [FindingKind.ImpossibleState, FindingKind.WrongOutcome, FindingKind.WrongContent, FindingKind.MissingContent, FindingKind.MissingFingerprint];
    private static readonly FindingKind[] NeedWriting = [FindingKind.MissingIndexRow, FindingKind.WrongIndexRow, FindingKind.WrongSegments];

    /// <summary>Repairs what was found of one article. Returns the findings with what became of them.</summary>
    public async Task<IReadOnlyList<Finding>> RepairAsync(string articleId, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        var row = await articles.GetAsync(articleId, cancellationToken);
        var results = new List<Finding>();
        var isRowRight = row is null || findings.All(finding => finding.Orphan is not null) || await RepairAsync(row, findings, cancellationToken);
        foreach (var finding in findings)
        {
            var isRepaired = finding.Orphan is { } orphan ? await RemoveAsync(articleId, orphan.Entry, orphan.ETag, cancellationToken) : isRowRight && row is not null;
            results.Add(finding with { IsRepaired = isRepaired });
        }

        return results;
    }

    private async Task<bool> RepairAsync(ArticleRow row, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        if (findings.Any(finding => NeedProcessing.Contains(finding.Kind)))
        {
            if (row.State == ArticleState.Deleted)
            {
                return false; // Nothing brings back what was taken down.
            }

            return await ProcessAgainAsync(row, cancellationToken);
        }

        if (findings.Any(finding => finding.Kind == FindingKind.MissingChange) && row.ChangeOwed is null)
        {
            row.ChangeOwed = KindOf(row).ToString();
            if (!await articles.TryCommitAsync(row, cancellationToken))
            {
                return false;
            }
        }

        if (findings.Any(finding => NeedWriting.Contains(finding.Kind)))
        {
            IReadOnlyList<SegmentRow> segments = row.EnrichmentHash is { } hash && await content.GetEnrichmentAsync(row.ArticleId, hash, cancellationToken) is { } enrichment
                ? ArticleFacts.Segments(row.ArticleId, hash, enrichment)
                : [];
            return await publisher.RewriteAsync(row, segments, cancellationToken);
        }

        await publisher.FinishAsync(row, cancellationToken);
        return true;
    }

    private async Task<bool> ProcessAgainAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        ArticleLifecycle.Enter(row, ArticleEvent.Healed, time.GetUtcNow());
        if (!await publisher.AdvanceAsync(row, cancellationToken))
        {
            return false;
        }

        await messages.SendAsync(new CleanRequest(row.ArticleId, row.Path, row.SourceETag), cancellationToken);
        return true;
    }

    private static ChangeKind KindOf(ArticleRow row) => row.State switch
    {
        ArticleState.Rejected => ChangeKind.Rejected,
        ArticleState.Deleted => ChangeKind.Deleted,
        _ => row.Version > 1 ? ChangeKind.Updated : ChangeKind.Enriched,
    };

    /// <summary>Removes an orphan if the article, read once more, still does not mean it to exist and nobody has written it since it was seen.</summary>
    private async Task<bool> RemoveAsync(string articleId, IndexEntry entry, ETag seen, CancellationToken cancellationToken)
    {
        if (ArticleIds.IsId(articleId) && new Allowance(await articles.GetAsync(articleId, cancellationToken)).Allows(entry))
        {
            return false;
        }

        try
        {
            await (entry.Kind switch
            {
                IndexKind.Blob => storage.Content.GetBlobClient(entry.Name).DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = seen }, cancellationToken: cancellationToken),
                IndexKind.Fingerprint when ArticleIds.IsId(entry.Name) => storage.Table(PipelineStorage.FingerprintsTable).DeleteEntityAsync(entry.Name, entry.RowKey, seen, cancellationToken),
                IndexKind.Fingerprint => clusters.UnlistAsync(entry.Name, entry.RowKey, cancellationToken), // The list changes with every text that has the key; this one stays an orphan.
                IndexKind.Segments => (Task)storage.Table(TableNames.Segments).DeleteEntityAsync(entry.Name, entry.RowKey, seen, cancellationToken),
                _ => storage.Table(entry.Table).DeleteEntityAsync(entry.Name, entry.RowKey, seen, cancellationToken),
            });
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }
}
