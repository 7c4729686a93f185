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
    private readonly FingerprintInspector _fingerprints = new(storage);

    /// <summary>All that is wrong with an article, as it is now.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="strays">Index rows that bear its id, and listings of its texts, that may not be meant to exist.</param>
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

    /// <summary>Storage's present time.</summary>
    internal async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(ArticleIds.FromPath(""), cancellationToken)).Now;

    /// <summary>The article as it is now, null when it is gone, and whether it has not changed for so long.</summary>
    internal async Task<(ArticleRow? Row, bool IsQuiet)> LookAsync(string articleId, TimeSpan grace, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(articleId, cancellationToken);
        return (now.Row, now.Row is null || !now.IsYoungerThan(grace));
    }

    /// <summary>Whether the article, whose version the change feed was seen to lack, has come no further.</summary>
    internal async Task<bool> LacksChangeAsync(string articleId, int version, TimeSpan grace, CancellationToken cancellationToken) =>
        await LookAsync(articleId, grace, cancellationToken) is ({ ChangeOwed: null } row, true) && row.Version == version && ArticleRules.IsAtRest(row);

    /// <summary>What is wrong with clean article and enrichment, and the segments that the enrichment means to exist; of an enrichment that is wrong none.</summary>
    internal async Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<SegmentRow> Segments)> InspectContentAsync(ArticleRow row, CancellationToken cancellationToken)
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

        if (row.EnrichmentHash is not { } enrichment)
        {
            return (findings, []);
        }

        var enriched = ContentStore.EnrichedName(row.ArticleId, enrichment);
        if (await content.ReadAsync(enriched, cancellationToken) is not { } stored)
        {
            findings.Add(new Finding(FindingKind.MissingContent, row.ArticleId, enriched));
        }
        else if (row.SchemaVersion == ArticleRow.CurrentSchemaVersion
            && ArticleFacts.EnrichmentHash(row.EnrichedFrom ?? "", new AnalyserIdentity(row.Analyser ?? "", row.AnalyserVersion ?? ""), row.SchemaVersion, stored.Span) != enrichment)
        {
            findings.Add(new Finding(FindingKind.WrongContent, row.ArticleId, enriched));
        }
        else
        {
            return (findings, ArticleFacts.Segments(row.ArticleId, enrichment, ArticleEnrichmentJson.Deserialize(stored.Span)));
        }

        return (findings, []);
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
        var allowed = new Allowance(row);
        if (row is not null)
        {
            findings.AddRange(InspectRow(row));
            if (ArticleRules.IsAtRest(row)) // Else all of it is about to be written.
            {
                findings.AddRange(await InspectIndexAsync(row, meant, cancellationToken));
                var (wrong, segments) = await InspectContentAsync(row, cancellationToken);
                findings.AddRange(wrong);
                if (segments.Count > 0 && !await AreSegmentsRightAsync(articleId, segments, cancellationToken))
                {
                    findings.Add(new Finding(FindingKind.WrongSegments, articleId, $"{TableNames.Segments} {articleId}|{row.EnrichmentHash}"));
                }
            }
        }

        findings.AddRange(await OrphanRowsAsync(articleId, strays.Where(stray => stray.IsIndexRow && !allowed.Allows(stray)), grace, cancellationToken));
        findings.AddRange(await _fingerprints.InspectAsync(articleId, row, strays.Where(stray => stray.Kind == IndexKind.Fingerprint), sighting.Now - grace, cancellationToken));
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

    private static bool IsSame(ArticleIndexRow one, ArticleIndexRow other) =>
        ArticleIndexRow.Schema.Columns.All(column => Equals(column.Get(one), column.Get(other)));

    private async Task<bool> AreSegmentsRightAsync(string articleId, IReadOnlyList<SegmentRow> segments, CancellationToken cancellationToken)
    {
        var meant = segments.ToDictionary(segment => segment.Key);
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

    private async Task<IReadOnlyList<Finding>> OrphanSegmentsAsync(string articleId, Allowance allowed, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        await foreach (var entity in SegmentsAsync(articleId, cancellationToken))
        {
            var entry = new IndexEntry(IndexKind.Segments, entity.PartitionKey, entity.RowKey);
            if (!allowed.Allows(entry) && entity.Timestamp <= until)
            {
                findings.Add(new Finding(FindingKind.OrphanSegment, articleId, $"{TableNames.Segments} {entity.PartitionKey}|{entity.RowKey}") { Orphan = (entry, entity.ETag) });
            }
        }

        return findings;
    }

    private async Task<IReadOnlyList<Finding>> OrphanContentAsync(string articleId, Allowance allowed, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        await foreach (var blob in storage.Content.GetBlobsAsync(new GetBlobsOptions { Prefix = articleId + "/" }, cancellationToken))
        {
            var entry = new IndexEntry(IndexKind.Blob, blob.Name, "");
            if (!allowed.Allows(entry) && blob.Properties.LastModified <= until)
            {
                findings.Add(new Finding(FindingKind.OrphanContent, articleId, blob.Name) { Orphan = (entry, blob.Properties.ETag ?? ETag.All) });
            }
        }

        return findings;
    }

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
