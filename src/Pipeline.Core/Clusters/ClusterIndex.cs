using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text.Similarity;

namespace Pipeline.Core.Clusters;

/// <summary>
/// Recognises copies of a text by the table Fingerprints: a row per text, which holds its sketch and its cluster, and a row per key of its fingerprint, which lists the newest
/// texts that have it. However large the table is, an article costs the same number of requests, each for one row by its key.
/// </summary>
public sealed class ClusterIndex(PipelineStorage storage)
{
    private readonly TableClient _table = storage.Table(PipelineStorage.FingerprintsTable);

    /// <summary>
    /// Sets the cluster of <paramref name="next"/>, whose record lists the fingerprint already. The text is listed under each key by the very write that tells who else is: of two
    /// copies that are handled at the same moment the later sees the earlier. A cluster is decided once, on the row of the text and under its ETag, by whoever comes first: the
    /// article itself, or a copy that saw it undecided.
    /// </summary>
    internal async Task AssignAsync(ArticleRow current, ArticleRow next, ArticleSketch sketch, CancellationToken cancellationToken)
    {
        var fingerprint = Fingerprint.Parse(next.Fingerprint!);
        var known = current is { ClusterId: { } id } && current.Fingerprint == next.Fingerprint ? new Cluster(id, current.Similarity) : null;
        var own = await AddAsync(new SketchRow(next.ArticleId, fingerprint.Version, next.Received, sketch, known, default), cancellationToken);
        var name = KeyRow.NameOf(TableKey.NewestFirst(next.Received, next.ArticleId), fingerprint.Version);
        var sharing = new ConcurrentBag<IReadOnlyCollection<string>>();
        await InParallel.EachAsync(fingerprint.Keys, async (key, token) => sharing.Add(await ListAsync(key, name, known is not null, token)), cancellationToken);
        var cluster = own.Cluster ?? await DecideAsync(own, sharing, cancellationToken);
        (next.ClusterId, next.Similarity) = (cluster.Id, cluster.Similarity);
    }

    /// <summary>Removes a text from all rows. Copies keep the cluster that they have.</summary>
    internal async Task RemoveAsync(string articleId, Fingerprint fingerprint, string newestFirst, CancellationToken cancellationToken)
    {
        var name = KeyRow.NameOf(newestFirst, fingerprint.Version);
        await InParallel.EachAsync(fingerprint.Keys, (key, token) => UnlistAsync(key, name, token), cancellationToken);
        await _table.DeleteEntityAsync(articleId, fingerprint.Version, ETag.All, cancellationToken);
    }

    private async Task<Cluster> DecideAsync(SketchRow own, IEnumerable<IReadOnlyCollection<string>> sharing, CancellationToken cancellationToken)
    {
        var copies = (await CandidatesAsync(own, sharing, cancellationToken))
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

    /// <summary>The texts that share most keys with this one.</summary>
    private async Task<IReadOnlyCollection<SketchRow>> CandidatesAsync(SketchRow own, IEnumerable<IReadOnlyCollection<string>> sharing, CancellationToken cancellationToken)
    {
        var rows = new ConcurrentBag<SketchRow>();
        var others = sharing.Select(names => names.Select(KeyRow.TextOf).Where(text => text != new TableKey(own.ArticleId, own.Version)).ToList());
        await InParallel.EachAsync(CandidateRanking.Best(others, CandidateRanking.MostCompared), async (text, token) =>
        {
            if (await GetAsync(text.PartitionKey, text.RowKey, token) is { } row)
            {
                rows.Add(row);
            }
        }, cancellationToken);
        return rows;
    }

    /// <summary>Lists a text under a key. Returns what was listed there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="name">The text.</param>
    /// <param name="isListed">Whether it was listed before, as far as is known: then a look is cheaper than a try.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<IReadOnlyCollection<string>> ListAsync(string key, string name, bool isListed, CancellationToken cancellationToken)
    {
        var row = isListed ? await GetKeyAsync(key, cancellationToken) : null;
        while (true)
        {
            try
            {
                if (row is null)
                {
                    await _table.AddEntityAsync(new KeyRow(key, [name], default).Write(), cancellationToken);
                    return [];
                }

                var next = row.With(name);
                if (!row.Texts.Contains(name) && next.Texts.Contains(name))
                {
                    await _table.UpdateEntityAsync(next.Write(), row.ETag, TableUpdateMode.Replace, cancellationToken);
                }

                return row.Texts;
            }
            catch (RequestFailedException e) when (LostWrite.Is(e))
            {
                if (row is { IsFull: true })
                {
                    return row.Texts; // A notice below every article of a site: what so many have that it is fought over tells no copy, and nobody waits for it.
                }

                row = await GetKeyAsync(key, cancellationToken);
            }
        }
    }

    /// <summary>Takes a text from the list under a key.</summary>
    internal async Task UnlistAsync(string key, string name, CancellationToken cancellationToken)
    {
        while (await GetKeyAsync(key, cancellationToken) is { } row && row.Texts.Contains(name))
        {
            try
            {
                var rest = row.Without(name);
                await (rest.Texts.Count == 0
                    ? _table.DeleteEntityAsync(key, KeyRow.RowKey, row.ETag, cancellationToken)
                    : _table.UpdateEntityAsync(rest.Write(), row.ETag, TableUpdateMode.Replace, cancellationToken));
                return;
            }
            catch (RequestFailedException e) when (LostWrite.Is(e))
            {
                // Another text came or went.
            }
        }
    }

    private async Task<KeyRow?> GetKeyAsync(string key, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(key, KeyRow.RowKey, cancellationToken: cancellationToken);
        return found.HasValue ? KeyRow.Read(found.Value!) : null;
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
