using Azure.Data.Tables;
using Pipeline.Core.Clusters;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>
/// Looks at what copies of one article are recognised by. As an <see cref="IndexEntry"/>, the row of a text has the article as its name and the version as its RowKey, a text that is
/// listed under a key that key as its name and how it is listed as its RowKey.
/// </summary>
internal sealed class FingerprintInspector(PipelineStorage storage)
{
    private readonly TableClient _table = storage.Table(PipelineStorage.FingerprintsTable);

    /// <summary>Texts that are missing or too many. Only the newest texts are listed under a key, so that none is missing there.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="row">Its row; null when there is none.</param>
    /// <param name="listings">How its texts were found to be listed.</param>
    /// <param name="until">Texts that are younger are being written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Finding>> InspectAsync(string articleId, ArticleRow? row, IEnumerable<IndexEntry> listings, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var allowed = new Allowance(row);
        var missing = row is { Fingerprint: { } text } && ArticleRules.IsAtRest(row) ? Fingerprint.Parse(text).Version : null;
        await foreach (var entity in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {articleId}"), cancellationToken: cancellationToken))
        {
            var entry = new IndexEntry(IndexKind.Fingerprint, articleId, entity.RowKey);
            missing = missing == entity.RowKey ? null : missing;
            if (!allowed.Allows(entry) && entity.Timestamp <= until)
            {
                findings.Add(new Finding(FindingKind.OrphanFingerprint, articleId, Describe(entry)) { Orphan = (entry, entity.ETag) });
            }
        }

        if (missing is not null)
        {
            findings.Add(new Finding(FindingKind.MissingFingerprint, articleId, Describe(new IndexEntry(IndexKind.Fingerprint, articleId, missing))));
        }

        foreach (var listing in listings.Where(listing => !allowed.Allows(listing)))
        {
            var found = await _table.GetEntityIfExistsAsync<TableEntity>(listing.Name, KeyRow.RowKey, cancellationToken: cancellationToken);
            if (found.HasValue && KeyRow.Read(found.Value!).Texts.Contains(listing.RowKey)) // Whatever the row's age: other texts change it all the time.
            {
                findings.Add(new Finding(FindingKind.OrphanFingerprint, articleId, Describe(listing)) { Orphan = (listing, found.Value!.ETag) });
            }
        }

        return findings;
    }

    private static string Describe(IndexEntry entry) => $"{PipelineStorage.FingerprintsTable} {entry.Name}|{entry.RowKey}";
}
