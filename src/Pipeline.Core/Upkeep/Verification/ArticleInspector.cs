using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>Looks at one article in every place, while others may work on it.</summary>
public sealed class ArticleInspector(PipelineStorage storage, ContentStore content)
{
    /// <summary>How often an article is read anew that changed while it was looked at; then it is plainly at work.</summary>
    private const int Looks = 3;

    private readonly TableClient _articles = storage.Table(TableNames.Articles);
    private readonly TableClient _segments = storage.Table(TableNames.Segments);

    /// <summary>All that is wrong with an article, as it is now.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="strays">Index rows that bear its id and may not be meant to.</param>
    /// <param name="grace">What changed so recently is at work.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Finding>> InspectAsync(string articleId, IEnumerable<IndexEntry> strays, TimeSpan grace, CancellationToken cancellationToken)
    {
        var extras = strays.ToList();
        for (var look = 0; look < Looks; look++)
        {
            var before = await ReadAsync(articleId, cancellationToken);
            var findings = await InspectAsync(articleId, before, extras, grace, cancellationToken);
            if (findings.Count == 0 || (await ReadAsync(articleId, cancellationToken)).Row?.ETag == before.Row?.ETag)
            {
                return findings;
            }
        }

        return [];
    }

    /// <summary>Whether clean article, enrichment and segments are there and are what their hashes name.</summary>
    public async Task<bool> IsContentRightAsync(ArticleRow row, CancellationToken cancellationToken) =>
        (await InspectContentAsync(row, cancellationToken)).Count == 0;

    /// <summary>Whether the article, read anew, has come no further and its version is still not in the change feed.</summary>
    public async Task<bool> LacksChangeAsync(ArticleRow row, TimeSpan grace, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(row.ArticleId, cancellationToken);
        if (now.Row is not { ChangeOwed: null } current || current.Version != row.Version || !ArticleRules.IsAtRest(current) || now.IsYoungerThan(grace))
        {
            return false;
        }

        var shard = TableKey.Change(TableKey.ChangeShard(row.ArticleId), 0).PartitionKey;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shard} and ArticleId eq {row.ArticleId} and Version eq {row.Version}");
        return !await storage.Table(TableNames.Changes).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AnyAsync(cancellationToken);
    }

    private async Task<List<Finding>> InspectAsync(string articleId, Sighting sighting, List<IndexEntry> strays, TimeSpan grace, CancellationToken cancellationToken)
    {
        var row = sighting.Row;
        if (row is not null && sighting.IsYoungerThan(grace))
        {
            return [];
        }

        var findings = new List<Finding>();
        var meant = row is null ? [] : IndexEntry.For(row).ToHashSet();
        var allowed = row is null ? [] : meant.Union(row.State == ArticleState.Deleted ? [] : row.IndexRecord.Select(IndexEntry.Parse)).ToHashSet();
        if (row is not null)
        {
            findings.AddRange(InspectRow(row));
            if (ArticleRules.IsAtRest(row)) // Else all of it is about to be written.
            {
                findings.AddRange(await InspectIndexAsync(row, meant, cancellationToken));
                findings.AddRange(await InspectContentAsync(row, cancellationToken));
            }
        }

        findings.AddRange(await OrphanRowsAsync(articleId, strays.Where(stray => !allowed.Contains(stray)), grace, cancellationToken));
        findings.AddRange(await OrphanSegmentsAsync(articleId, allowed, sighting.Now - grace, cancellationToken));
        findings.AddRange(await OrphanContentAsync(articleId, allowed, sighting.Now - grace, cancellationToken));
        return findings;
    }

    private static IEnumerable<Finding> InspectRow(ArticleRow row)
    {
        if (ArticleRules.Contradiction(row) is { } column)
        {
            yield return new Finding(FindingKind.ImpossibleState, row.ArticleId, $"{row.State}: {column}");
        }
        else if (!ArticleRules.IsOutcomeRight(row))
        {
            yield return new Finding(FindingKind.WrongOutcome, row.ArticleId, nameof(row.Outcome));
        }

        if (ArticleRules.IsUnfinished(row))
        {
            yield return new Finding(FindingKind.Unfinished, row.ArticleId, row.ChangeOwed is null ? nameof(row.IndexRecord) : nameof(row.ChangeOwed));
        }
    }

    private async Task<IReadOnlyList<Finding>> InspectIndexAsync(ArticleRow row, IEnumerable<IndexEntry> meant, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var entry in meant.Where(entry => entry.IsIndexRow))
        {
            var found = await storage.Table(entry.Table).GetEntityIfExistsAsync<TableEntity>(entry.Name, entry.RowKey, cancellationToken: cancellationToken);
            if (!found.HasValue)
            {
                findings.Add(new Finding(FindingKind.MissingIndexRow, row.ArticleId, Describe(entry)));
            }
            else if (!IsSame(entry.Row(row), ArticleIndexRow.Schema.Read(found.Value!)))
            {
                findings.Add(new Finding(FindingKind.WrongIndexRow, row.ArticleId, Describe(entry)));
            }
        }

        return findings;
    }

    /// <summary>Whether two index rows say the same.</summary>
    internal static bool IsSame(ArticleIndexRow one, ArticleIndexRow other) =>
        ArticleIndexRow.Schema.Columns.All(column => Equals(column.Get(one), column.Get(other)));

    private async Task<IReadOnlyList<Finding>> InspectContentAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var clean in new[] { row.EnrichedFrom, row.CleanHash }.OfType<string>().Distinct())
        {
            var name = ContentStore.CleanName(row.ArticleId, clean);
            if (await content.ReadAsync(name, cancellationToken) is not { } bytes)
            {
                findings.Add(new Finding(FindingKind.MissingContent, row.ArticleId, name));
            }
            else if (ArticleIds.Hash(bytes.Span) != clean)
            {
                findings.Add(new Finding(FindingKind.WrongContent, row.ArticleId, name));
            }
        }

        if (row.EnrichmentHash is { } enrichment)
        {
            var name = ContentStore.EnrichedName(row.ArticleId, enrichment);
            if (await content.ReadAsync(name, cancellationToken) is not { } bytes)
            {
                findings.Add(new Finding(FindingKind.MissingContent, row.ArticleId, name));
            }
            else if (row.SchemaVersion == ArticleRow.CurrentSchemaVersion
                && ArticleFacts.EnrichmentHash(row.EnrichedFrom ?? "", new AnalyserIdentity(row.Analyser ?? "", row.AnalyserVersion ?? ""), row.SchemaVersion, bytes.Span) != enrichment)
            {
                findings.Add(new Finding(FindingKind.WrongContent, row.ArticleId, name));
            }
            else if (!await AreSegmentsRightAsync(row.ArticleId, enrichment, ArticleEnrichmentJson.Deserialize(bytes.Span), cancellationToken))
            {
                findings.Add(new Finding(FindingKind.WrongSegments, row.ArticleId, $"{TableNames.Segments} {row.ArticleId}|{enrichment}"));
            }
        }

        return findings;
    }

    private async Task<bool> AreSegmentsRightAsync(string articleId, string enrichmentHash, ArticleEnrichment enrichment, CancellationToken cancellationToken)
    {
        var meant = ArticleFacts.Segments(articleId, enrichmentHash, enrichment).ToDictionary(segment => segment.Key);
        await foreach (var entity in SegmentsAsync(articleId, cancellationToken))
        {
            var found = SegmentRow.Schema.Read(entity);
            if (meant.Remove(found.Key, out var segment) && !SegmentRow.Schema.Columns.All(column => Equals(column.Get(segment), column.Get(found))))
            {
                return false;
            }
        }

        return meant.Count == 0;
    }

    private async Task<IReadOnlyList<Finding>> OrphanRowsAsync(string articleId, IEnumerable<IndexEntry> strays, TimeSpan grace, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var stray in strays)
        {
            var found = await storage.Table(stray.Table).GetEntityIfExistsAsync<TableEntity>(stray.Name, stray.RowKey, cancellationToken: cancellationToken);
            if (found.HasValue && found.Value!.Timestamp <= Now(found.GetRawResponse()) - grace)
            {
                findings.Add(new Finding(FindingKind.OrphanIndexRow, articleId, Describe(stray)) { Orphan = (stray, found.Value!.ETag) });
            }
        }

        return findings;
    }

    private async Task<IReadOnlyList<Finding>> OrphanSegmentsAsync(string articleId, HashSet<IndexEntry> allowed, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var sets = allowed.Where(entry => entry.Kind == IndexKind.Segments).Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        var findings = new List<Finding>();
        await foreach (var entity in SegmentsAsync(articleId, cancellationToken))
        {
            if (!sets.Contains(SetOf(entity.RowKey)) && entity.Timestamp <= until)
            {
                var entry = new IndexEntry(IndexKind.Segments, entity.PartitionKey, entity.RowKey);
                findings.Add(new Finding(FindingKind.OrphanSegment, articleId, $"{TableNames.Segments} {entity.PartitionKey}|{entity.RowKey}") { Orphan = (entry, entity.ETag) });
            }
        }

        return findings;
    }

    private async Task<IReadOnlyList<Finding>> OrphanContentAsync(string articleId, HashSet<IndexEntry> allowed, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        await foreach (var blob in storage.Content.GetBlobsAsync(new GetBlobsOptions { Prefix = articleId + "/" }, cancellationToken))
        {
            var entry = new IndexEntry(IndexKind.Blob, blob.Name, "");
            if (!allowed.Contains(entry) && blob.Properties.LastModified <= until)
            {
                findings.Add(new Finding(FindingKind.OrphanContent, articleId, blob.Name) { Orphan = (entry, blob.Properties.ETag ?? ETag.All) });
            }
        }

        return findings;
    }

    /// <summary>The enrichment that a segment's RowKey names.</summary>
    internal static string SetOf(string rowKey) => rowKey.LastIndexOf('-') is var dash and > 0 ? rowKey[..dash] : rowKey;

    private AsyncPageable<TableEntity> SegmentsAsync(string articleId, CancellationToken cancellationToken) =>
        _segments.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {articleId}"), cancellationToken: cancellationToken);

    private async Task<Sighting> ReadAsync(string articleId, CancellationToken cancellationToken)
    {
        var key = TableKey.Article(articleId);
        var found = await _articles.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: cancellationToken);
        var now = Now(found.GetRawResponse());
        return found.HasValue ? new Sighting(ArticleRow.Schema.Read(found.Value!), found.Value!.Timestamp ?? now, now) : new Sighting(null, now, now);
    }

    /// <summary>Storage's own clock: what it says of its changes is compared with nothing else.</summary>
    private static DateTimeOffset Now(Response response) =>
        response.Headers.TryGetValue("Date", out var date) && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out var now)
            ? now.AddSeconds(1) // The header has no fractions.
            : throw new InvalidOperationException("The table service sent no date.");

    private static string Describe(IndexEntry entry) => $"{entry.Table} {entry.Name}|{entry.RowKey}";

    private sealed record Sighting(ArticleRow? Row, DateTimeOffset ChangedAt, DateTimeOffset Now)
    {
        public bool IsYoungerThan(TimeSpan grace) => ChangedAt > Now - grace;
    }
}
