using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Publishing;
using Pipeline.Tables;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>What may exist for an article beside its row: what the row means to exist, and what its record lists. A tombstone's record lists what is being removed.</summary>
/// <param name="row">The article; null when there is none.</param>
internal sealed class Allowance(ArticleRow? row)
{
    private readonly HashSet<IndexEntry> _entries = row is null ? [] : [.. IndexEntry.For(row), .. row.State == ArticleState.Deleted ? [] : row.IndexRecord.Select(IndexEntry.Parse)];

    /// <summary>Whether a row or blob that was found may exist.</summary>
    public bool Allows(IndexEntry found) => found.Kind switch
    {
        IndexKind.Segments => _entries.Contains(new IndexEntry(IndexKind.Segments, ArticleRules.SetOf(found.RowKey), "")),
        IndexKind.Fingerprint => _entries.Where(entry => entry.Kind == IndexKind.Fingerprint).Any(text => Names(text, found)),
        _ => _entries.Contains(found),
    };

    private static bool Names(IndexEntry text, IndexEntry found)
    {
        var fingerprint = Fingerprint.Parse(text.Name);
        return ArticleIds.IsId(found.Name)
            ? found.RowKey == fingerprint.Version
            : found.RowKey == KeyRow.NameOf(text.RowKey, fingerprint.Version) && fingerprint.Keys.Contains(found.Name);
    }
}
