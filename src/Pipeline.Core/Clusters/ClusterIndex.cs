using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text.Similarity;

namespace Pipeline.Core.Clusters;

/// <summary>
/// Recognises copies of a text by the table Fingerprints: a row per text, which holds its sketch and its cluster, and a row per key of its fingerprint,
/// newest first. However large the table is, an article costs the same number of requests.
/// </summary>
public sealed class ClusterIndex(PipelineStorage storage)
{
    private const int IdLength = Articles.ArticleIds.Length;

    private readonly TableClient _table = storage.Table(PipelineStorage.FingerprintsTable);

    /// <summary>
    /// Sets the cluster of <paramref name="next"/>, whose record lists the fingerprint already. All rows of the text are written before any other is read: of
    /// two copies that are handled at the same moment one at least sees the other. A cluster is decided once, on the row of the text and under its ETag, by
    /// whoever comes first: the article itself, or a copy that saw it undecided.
    /// </summary>
    internal async Task AssignAsync(ArticleRow current, ArticleRow next, ArticleSketch sketch, CancellationToken cancellationToken)
    {
        var fingerprint = Fingerprint.Parse(next.Fingerprint!);
        var known = current is { ClusterId: { } id } && current.Fingerprint == next.Fingerprint ? new Cluster(id, current.Similarity) : null;
        var own = await AddAsync(new SketchRow(next.ArticleId, fingerprint.Version, next.Received, sketch, known, default), cancellationToken);
        await InParallel.EachAsync(KeyRows(fingerprint, TableKey.NewestFirst(next.Received, next.ArticleId)), (row, token) => _table.UpsertEntityAsync(row, TableUpdateMode.Replace, token), cancellationToken);
        var cluster = own.Cluster ?? await DecideAsync(own, fingerprint, cancellationToken);
        (next.ClusterId, next.Similarity) = (cluster.Id, cluster.Similarity);
    }

    /// <summary>Removes all rows of a text. Copies keep the cluster that they have.</summary>
    internal async Task RemoveAsync(string articleId, Fingerprint fingerprint, string newestFirst, CancellationToken cancellationToken)
    {
        await InParallel.EachAsync(KeyRows(fingerprint, newestFirst), (row, token) => _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, token), cancellationToken);
        await _table.DeleteEntityAsync(articleId, fingerprint.Version, ETag.All, cancellationToken);
    }

    private static IEnumerable<TableEntity> KeyRows(Fingerprint fingerprint, string newestFirst) =>
        fingerprint.Keys.Select(key => new TableEntity(key, $"{newestFirst}-{fingerprint.Version}"));

    private async Task<Cluster> DecideAsync(SketchRow own, Fingerprint fingerprint, CancellationToken cancellationToken)
    {
        var copies = (await CandidatesAsync(own, fingerprint, cancellationToken))
            .Select(row => (Row: row, Resemblance: own.Sketch.CompareTo(row.Sketch)))
            .Where(copy => copy.Resemblance.IsNearDuplicate)
            .OrderByDescending(copy => copy.Resemblance.Similarity)
            .ToList();
        if (copies.Find(copy => copy.Row.Cluster is not null) is { Row: not null } best)
        {
            return await SettleAsync(own, new Cluster(best.Row.Cluster!.Id, best.Resemblance.Similarity), cancellationToken);
        }

        var first = copies.Select(copy => copy.Row).Append(own).OrderBy(row => row.Received).ThenBy(row => row.ArticleId, StringComparer.Ordinal).First();
        var clusterId = first.OwnClusterId;
        foreach (var (row, resemblance) in copies)
        {
            // It is being handled at this moment, and may not have seen this text: it is told, unless it has decided meanwhile.
            var settled = await SettleAsync(row, new Cluster(clusterId, row == first ? null : resemblance.Similarity), cancellationToken);
            clusterId = settled.Id;
        }

        return await SettleAsync(own, new Cluster(clusterId, clusterId == own.OwnClusterId ? null : copies[0].Resemblance.Similarity), cancellationToken);
    }

    /// <summary>Decides the cluster of a text. Returns what was decided: by this call, or by another one before it.</summary>
    private async Task<Cluster> SettleAsync(SketchRow row, Cluster cluster, CancellationToken cancellationToken)
    {
        while (row.Cluster is null)
        {
            try
            {
                await _table.UpdateEntityAsync((row with { Cluster = cluster }).Write(), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return cluster;
            }
            catch (RequestFailedException e) when (LostWrite.Is(e))
            {
                if (await GetAsync(row.ArticleId, row.Version, cancellationToken) is not { } now)
                {
                    return cluster; // Removed meanwhile, with its article or its version.
                }

                row = now;
            }
        }

        return row.Cluster;
    }

    /// <summary>The texts that share most keys with this one, of each key only the newest.</summary>
    private async Task<IReadOnlyList<SketchRow>> CandidatesAsync(SketchRow own, Fingerprint fingerprint, CancellationToken cancellationToken)
    {
        var sharing = new List<IReadOnlyCollection<string>>();
        await InParallel.EachAsync(fingerprint.Keys, async (key, token) =>
        {
            var newest = await NewestAsync(key, token);
            lock (sharing)
            {
                sharing.Add([.. newest.Where(text => text != own.OwnClusterId)]);
            }
        }, cancellationToken);

        var rows = new List<SketchRow>();
        await InParallel.EachAsync(CandidateRanking.Best(sharing, CandidateRanking.MostCompared), async (text, token) =>
        {
            if (await GetAsync(text[..IdLength], text[(IdLength + 1)..], token) is { } row)
            {
                lock (rows)
                {
                    rows.Add(row);
                }
            }
        }, cancellationToken);
        return rows;
    }

    /// <summary>"{ArticleId}-{version}" of the newest texts that have a key, at most one page.</summary>
    private async Task<IReadOnlyList<string>> NewestAsync(string key, CancellationToken cancellationToken)
    {
        var pages = _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {key}"), CandidateRanking.NewestOfKey, ["RowKey"], cancellationToken).AsPages();
        await foreach (var page in pages)
        {
            return [.. page.Values.Select(row => row.RowKey[(row.RowKey.IndexOf('-', StringComparison.Ordinal) + 1)..])];
        }

        return [];
    }

    private async Task<SketchRow> AddAsync(SketchRow row, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var response = await _table.AddEntityAsync(row.Write(), cancellationToken);
                return row with { ETag = response.Headers.ETag!.Value };
            }
            catch (RequestFailedException e) when (LostWrite.Is(e))
            {
                // The text was handled before: in part, or of an earlier run, or at this moment by another worker.
                if (await GetAsync(row.ArticleId, row.Version, cancellationToken) is { } there)
                {
                    return there;
                }
            }
        }
    }

    private async Task<SketchRow?> GetAsync(string articleId, string version, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(articleId, version, cancellationToken: cancellationToken);
        return found.HasValue ? SketchRow.Read(found.Value!) : null;
    }
}
