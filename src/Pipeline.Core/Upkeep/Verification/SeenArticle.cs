using System.Runtime.CompilerServices;
using Pipeline.Core.Clusters;
using Pipeline.Core.Publishing;
using Pipeline.Tables;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>
/// What is remembered of an article while the other tables are read: not what it must have, but for each kind the sum of it, from which what is found is taken away. Some 80 bytes.
/// </summary>
internal sealed class SeenArticle
{
    private static readonly IndexKind[] Kinds = Enum.GetValues<IndexKind>();

    private Balances _balances;

    /// <summary>Nothing is found of it yet.</summary>
    /// <param name="row">The article.</param>
    /// <param name="segments">The rows of Segments that it must have; null when its enrichment was not looked at.</param>
    public SeenArticle(ArticleRow row, IReadOnlyList<SegmentRow>? segments)
    {
        IsAtRest = ArticleRules.IsAtRest(row);
        Version = row.Version;
        LacksChange = IsAtRest && row.State != ArticleState.Expanded && row is { Version: > 0, ChangeOwed: null }; // Of a file that was expanded its items tell.
        foreach (var entry in IndexEntry.For(row))
        {
            Expect(row, entry, segments);
        }
    }

    /// <summary>Whether nothing works on it. Of an article at work index rows and segments may still say what they said before: their keys alone count.</summary>
    public bool IsAtRest { get; }

    public int Version { get; }

    /// <summary>Whether Changes must hold the version and was not seen to.</summary>
    public bool LacksChange { get; private set; }

    /// <summary>How its text is listed under its keys; 0 when it is not.</summary>
    private long Listing { get; set; }

    /// <summary>Found of it.</summary>
    public void Meet(IndexKind kind, long digest) => Interlocked.Add(ref _balances[Array.IndexOf(Kinds, kind)], -digest);

    public void MeetIndexRow(IndexEntry entry, ArticleIndexRow row) =>
        Meet(entry.Kind, IsAtRest ? RowDigest.Of(ArticleIndexRow.Schema, row) : RowDigest.Of(entry.ToString()));

    public void MeetSegment(SegmentRow row) =>
        Meet(IndexKind.Segments, IsAtRest ? RowDigest.Of(SegmentRow.Schema, row) : RowDigest.Of(ArticleRules.SetOf(row.Key.RowKey)));

    public void MeetChange(int version) => LacksChange &= version != Version;

    public bool IsListedAs(string name) => Listing == RowDigest.Of(name);

    /// <summary>Whether something of the kind is missing, too much, or different.</summary>
    public bool IsUneven(IndexKind kind) => _balances[Array.IndexOf(Kinds, kind)] != 0;

    private void Expect(ArticleRow row, IndexEntry entry, IReadOnlyList<SegmentRow>? segments)
    {
        switch (entry.Kind)
        {
            case IndexKind.Blob:
                Meet(entry.Kind, -RowDigest.Of(entry.Name));
                break;
            case IndexKind.Fingerprint:
                var version = Fingerprint.Parse(entry.Name).Version;
                Meet(entry.Kind, -RowDigest.Of(version));
                Listing = RowDigest.Of(KeyRow.NameOf(entry.RowKey, version));
                break;
            case IndexKind.Segments when IsAtRest:
                foreach (var segment in segments ?? [])
                {
                    Meet(entry.Kind, -RowDigest.Of(SegmentRow.Schema, segment)); // Sum would throw where it overflows.
                }

                break;
            case IndexKind.Segments:
                Meet(entry.Kind, -(row.SegmentCount ?? 0) * RowDigest.Of(entry.Name));
                break;
            default:
                Meet(entry.Kind, -(IsAtRest ? RowDigest.Of(ArticleIndexRow.Schema, entry.Row(row)) : RowDigest.Of(entry.ToString())));
                break;
        }
    }

    /// <summary>One for each of <see cref="Kinds"/>.</summary>
    [InlineArray(6)]
    private struct Balances
    {
        private long _first;
    }
}
