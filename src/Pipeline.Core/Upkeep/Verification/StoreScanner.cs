using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>
/// Reads articles, and then every other table once, page by page, in several parts at the same time. Only what is odd is read a second time. Besides pages, an article costs a request
/// for each of its blobs.
/// </summary>
internal sealed class StoreScanner(PipelineStorage storage, ArticleInspector inspector)
{
    private const int Parallelism = 8;

    /// <summary>Articles whose index rows are traced in a slice: some 60 MB. More is left to the next run.</summary>
    private const int MaxTraced = 10_000;

    private static readonly string[] IdColumns = ["PartitionKey", "RowKey", nameof(ArticleIndexRow.ArticleId)];
    private static readonly string[] ChangeColumns = [.. IdColumns, nameof(ChangeRow.Version)];
    private static readonly string[] TextColumns = ["PartitionKey", "RowKey", nameof(KeyRow.Texts), nameof(TableEntity.Timestamp)]; // Not the sketches.
    private static readonly IndexKind[] IndexKinds = [IndexKind.ByPhrase, IndexKind.ByDate, IndexKind.BySource];

    /// <summary>Part of a table. <see cref="RunAsync"/> returns whether it came to the end.</summary>
    private sealed record Scan(IndexKind? Kind, Func<CancellationToken, Task<bool>> RunAsync);

    /// <summary>Reads about <paramref name="size"/> articles, or as many as there is time for, and suspects those that are wrong by themselves.</summary>
    public async Task<ArticleSlice> ReadAsync(string from, string to, int size, TimeSpan grace, TimeBudget budget, CancellationToken cancellationToken)
    {
        var slice = new ArticleSlice(from, to, await inspector.NowAsync(cancellationToken) - grace);
        await Parallel.ForEachAsync(RowsAsync(slice, size, budget, cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken }, async (row, token) =>
        {
            var isRight = ArticleRules.Contradiction(row) is null && ArticleRules.IsOutcomeRight(row) && !ArticleRules.IsUnfinished(row);
            IReadOnlyList<SegmentRow>? segments = null;
            if (ArticleRules.IsAtRest(row))
            {
                (var wrong, segments) = await inspector.InspectContentAsync(row, token);
                isRight &= wrong.Count == 0;
            }

            if (ArticleIds.IsId(row.ArticleId))
            {
                slice.Add(row.ArticleId, new SeenArticle(row, segments));
            }

            if (!isRight)
            {
                slice.Suspect(row.ArticleId);
            }
        });
        return slice;
    }

    /// <summary>Suspects articles of the slice that lack something, and all that has no article.</summary>
    public async Task ScanAsync(ArticleSlice slice, TimeSpan grace, TimeBudget budget, CancellationToken cancellationToken)
    {
        var unfinished = await RunAsync(Scans(slice, budget), cancellationToken);
        var known = Enum.GetValues<IndexKind>().Where(kind => !unfinished.Contains(kind)).ToList();
        slice.AreChangesKnown = !unfinished.Contains(null);
        foreach (var (id, seen) in slice.Articles)
        {
            if (known.Exists(seen.IsUneven) || (seen.LacksChange && slice.AreChangesKnown))
            {
                slice.Suspect(id);
            }
        }

        var isTraced = await TraceAsync(slice, [.. IndexKinds.Intersect(known)], grace, budget, cancellationToken);
        slice.IsComplete &= isTraced && unfinished.Count == 0;
    }

    private async IAsyncEnumerable<ArticleRow> RowsAsync(ArticleSlice slice, int size, TimeBudget budget, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0;
        var last = slice.From;
        await foreach (var entity in RowsAsync(TableNames.Articles, new KeyRange(slice.From, slice.To), null, cancellationToken))
        {
            if (entity.PartitionKey != last && (count >= size || budget.IsUp))
            {
                slice.To = entity.PartitionKey;
                yield break;
            }

            count++;
            last = entity.PartitionKey;
            yield return ArticleRow.Schema.Read(entity);
        }
    }

    /// <summary>All that is read beside the articles, the longest first.</summary>
    private IEnumerable<Scan> Scans(ArticleSlice slice, TimeBudget budget)
    {
        foreach (var kind in IndexKinds)
        {
            foreach (var range in RangesOf(kind))
            {
                yield return new Scan(kind, token => EachAsync(RowsAsync(TableOf(kind), range, null, token), budget, entity => MeetIndexRow(slice, kind, entity)));
            }
        }

        foreach (var range in KeyRange.ByDigit(KeyRange.First, KeyRange.End))
        {
            yield return new Scan(IndexKind.Fingerprint, token => EachAsync(RowsAsync(PipelineStorage.FingerprintsTable, range, TextColumns, token), budget, entity => MeetText(slice, entity)));
        }

        foreach (var range in KeyRange.ByDigit(slice.From, slice.To))
        {
            yield return new Scan(IndexKind.Segments, token => EachAsync(RowsAsync(TableNames.Segments, range, null, token), budget, entity => MeetSegment(slice, entity)));
            yield return new Scan(null, token => EachAsync(ChangesAsync(TableKey.ChangeShard(range.From!), token), budget, change => slice.Find(change.ArticleId)?.MeetChange(change.Version)));
            foreach (var prefix in range.Prefixes())
            {
                yield return new Scan(IndexKind.Blob, token => EachAsync(storage.Content.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, token), budget, blob => MeetBlob(slice, blob)));
            }
        }
    }

    private static IReadOnlyList<KeyRange> RangesOf(IndexKind kind) => kind == IndexKind.ByPhrase ? KeyRange.ByLetter : KeyRange.Whole;

    private static string TableOf(IndexKind kind) => new IndexEntry(kind, "", "").Table;

    private static void MeetIndexRow(ArticleSlice slice, IndexKind kind, TableEntity entity)
    {
        var entry = new IndexEntry(kind, entity.PartitionKey, entity.RowKey);
        var row = ArticleIndexRow.Schema.Read(entity);
        var id = IdOf(entry.RowKey, row.ArticleId);
        if (slice.Find(id) is { } seen)
        {
            seen.MeetIndexRow(entry, row);
        }
        else if (slice.Holds(id) && entity.Timestamp <= slice.Until)
        {
            slice.Suspect(id, entry);
        }
    }

    private static void MeetText(ArticleSlice slice, TableEntity entity)
    {
        var isOld = entity.Timestamp <= slice.Until;
        if (ArticleIds.IsId(entity.PartitionKey))
        {
            Meet(slice, entity.PartitionKey, isOld, seen => seen.Meet(IndexKind.Fingerprint, RowDigest.Of(entity.RowKey)));
        }
        else if (entity.RowKey == KeyRow.RowKey)
        {
            foreach (var name in KeyRow.Read(entity).Texts)
            {
                var id = KeyRow.TextOf(name).PartitionKey;
                if (slice.Holds(id) && !(slice.Find(id) is { } seen ? seen.IsListedAs(name) : !isOld))
                {
                    slice.Suspect(id, new IndexEntry(IndexKind.Fingerprint, entity.PartitionKey, name));
                }
            }
        }
    }

    private static void MeetSegment(ArticleSlice slice, TableEntity entity) =>
        Meet(slice, entity.PartitionKey, entity.Timestamp <= slice.Until, seen => seen.MeetSegment(SegmentRow.Schema.Read(entity)));

    private static void MeetBlob(ArticleSlice slice, BlobItem blob)
    {
        // What lies in no article's folder, as messages that name none, is not the articles' business.
        if (blob.Name.Split('/')[0] is var id && ArticleIds.IsId(id))
        {
            Meet(slice, id, blob.Properties.LastModified <= slice.Until, seen => seen.Meet(IndexKind.Blob, RowDigest.Of(blob.Name)));
        }
    }

    /// <summary>Of suspects that do not have the index rows that they mean to have, finds those that they do not mean to have. Returns whether all were found.</summary>
    private async Task<bool> TraceAsync(ArticleSlice slice, IReadOnlyList<IndexKind> kinds, TimeSpan grace, TimeBudget budget, CancellationToken cancellationToken)
    {
        var uneven = slice.Articles.Where(pair => kinds.Any(pair.Value.IsUneven)).Take(MaxTraced + 1).ToList();
        var meant = new ConcurrentDictionary<string, HashSet<IndexEntry>>(StringComparer.Ordinal);
        await InParallel.EachAsync(uneven.Take(MaxTraced), async (pair, token) =>
        {
            var (row, isQuiet) = await inspector.LookAsync(pair.Key, grace, token);
            if (isQuiet)
            {
                meant[pair.Key] = row is null ? [] : [.. IndexEntry.For(row)];
            }
        }, cancellationToken);
        var scans = kinds.Where(kind => uneven.Exists(pair => meant.ContainsKey(pair.Key) && pair.Value.IsUneven(kind)))
            .SelectMany(kind => RangesOf(kind).Select(range => new Scan(kind, token => EachAsync(RowsAsync(TableOf(kind), range, IdColumns, token), budget, entity => Trace(slice, kind, meant, entity)))));
        return (await RunAsync(scans, cancellationToken)).Count == 0 && uneven.Count <= MaxTraced;
    }

    private static void Trace(ArticleSlice slice, IndexKind kind, ConcurrentDictionary<string, HashSet<IndexEntry>> meant, TableEntity entity)
    {
        var entry = new IndexEntry(kind, entity.PartitionKey, entity.RowKey);
        var id = IdOf(entry.RowKey, entity.GetString(nameof(ArticleIndexRow.ArticleId)) ?? "");
        if (meant.TryGetValue(id, out var entries) && !entries.Contains(entry))
        {
            slice.Suspect(id, entry);
        }
    }

    /// <summary>Tells the article, or suspects that there is none.</summary>
    private static void Meet(ArticleSlice slice, string articleId, bool isOld, Action<SeenArticle> meet)
    {
        if (slice.Find(articleId) is { } seen)
        {
            meet(seen);
        }
        else if (slice.Holds(articleId) && isOld)
        {
            slice.Suspect(articleId);
        }
    }

    /// <summary>Returns whether there was time for all.</summary>
    private static async Task<bool> EachAsync<T>(IAsyncEnumerable<T> found, TimeBudget budget, Action<T> meet)
    {
        await foreach (var item in found)
        {
            if (budget.IsUp)
            {
                return false;
            }

            meet(item);
        }

        return true;
    }

    /// <summary>Returns the kinds of which not all was read.</summary>
    private static async Task<HashSet<IndexKind?>> RunAsync(IEnumerable<Scan> scans, CancellationToken cancellationToken)
    {
        var unfinished = new ConcurrentBag<IndexKind?>();
        await InParallel.EachAsync(scans, async (scan, token) =>
        {
            if (!await scan.RunAsync(token))
            {
                unfinished.Add(scan.Kind);
            }
        }, cancellationToken);
        return [.. unfinished];
    }

    /// <summary>The id at the end of an index row's key: whose row it is, whatever its columns say.</summary>
    private static string IdOf(string rowKey, string column) =>
        rowKey.Length > ArticleIds.Length && ArticleIds.IsId(rowKey[^ArticleIds.Length..]) ? rowKey[^ArticleIds.Length..] : ArticleIds.IsId(column) ? column : ArticleIds.FromPath(rowKey);

    private AsyncPageable<TableEntity> RowsAsync(string table, KeyRange range, IEnumerable<string>? columns, CancellationToken cancellationToken) =>
        storage.Table(table).QueryAsync<TableEntity>(range.Filter, select: columns, cancellationToken: cancellationToken);

    private IAsyncEnumerable<ChangeRow> ChangesAsync(int shard, CancellationToken cancellationToken)
    {
        var partition = TableKey.Change(shard, 0).PartitionKey;
        return storage.Table(TableNames.Changes).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), select: ChangeColumns, cancellationToken: cancellationToken).Select(ChangeRow.Schema.Read);
    }
}
