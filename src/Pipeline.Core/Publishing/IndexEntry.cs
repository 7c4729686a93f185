using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Core.Publishing;

/// <summary>Kinds of what an article has outside its own row.</summary>
public enum IndexKind
{
    ByDate = 'D',
    BySource = 'S',
    ByPhrase = 'P',
    Segments = 'G',
    Blob = 'B',
    Fingerprint = 'F',
}

/// <summary>
/// Something that exists, or may exist, for an article outside its row: an index row, a set of segments, a blob in <c>content</c>, the rows that copies are recognised by. The row's
/// IndexRecord lists them before they are written, so that a crash orphans nothing.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">PartitionKey of an index row, enrichment hash of segments, name of a blob, a fingerprint.</param>
/// <param name="RowKey">RowKey of an index row, beginning of those of a fingerprint; "" otherwise.</param>
public readonly record struct IndexEntry(IndexKind Kind, string Name, string RowKey)
{
    private const char Separator = '|';

    public TableKey Key => new(Name, RowKey);

    public string Table => Kind switch
    {
        IndexKind.ByDate => TableNames.ArticlesByDate,
        IndexKind.BySource => TableNames.ArticlesBySource,
        IndexKind.ByPhrase => TableNames.KeyPhrases,
        _ => throw new InvalidOperationException($"{Kind} is no index row."),
    };

    public bool IsIndexRow => Kind is IndexKind.ByDate or IndexKind.BySource or IndexKind.ByPhrase;

    /// <summary>Reads what <see cref="ToString"/> wrote. A RowKey never holds the separator; a PartitionKey may.</summary>
    public static IndexEntry Parse(string text)
    {
        var last = text.LastIndexOf(Separator);
        return new IndexEntry((IndexKind)text[0], text[2..last], text[(last + 1)..]);
    }

    public override string ToString() => $"{(char)Kind}{Separator}{Name}{Separator}{RowKey}";

    /// <summary>All that the row, as it stands, says must exist. Equal facts give equal entries.</summary>
    public static IReadOnlyList<IndexEntry> For(ArticleRow row)
    {
        var entries = new List<IndexEntry>();
        if (row.IndexTime is { } time && row.State != ArticleState.Deleted)
        {
            Add(entries, IndexKind.ByDate, TableKey.ByDate(row.ArticleId, time));
            Add(entries, IndexKind.BySource, TableKey.BySource(row.ArticleId, row.Source, time));
            foreach (var phrase in row.KeyPhrases.DistinctBy(TableKey.PhrasePartition))
            {
                Add(entries, IndexKind.ByPhrase, TableKey.ByPhrase(row.ArticleId, phrase, time));
            }
        }

        if (row.EnrichmentHash is { } enrichment)
        {
            entries.Add(new IndexEntry(IndexKind.Segments, enrichment, ""));
            entries.Add(new IndexEntry(IndexKind.Blob, ContentStore.EnrichedName(row.ArticleId, enrichment), ""));
        }

        if (row.Fingerprint is { } fingerprint)
        {
            entries.Add(new IndexEntry(IndexKind.Fingerprint, fingerprint, TableKey.NewestFirst(row.Received, row.ArticleId)));
        }

        foreach (var clean in new[] { row.EnrichedFrom, row.CleanHash }.OfType<string>().Distinct())
        {
            entries.Add(new IndexEntry(IndexKind.Blob, ContentStore.CleanName(row.ArticleId, clean), ""));
        }

        if (ItemPath.HashOf(row) is { Length: > 0 } item && row.State != ArticleState.Deleted)
        {
            entries.Add(new IndexEntry(IndexKind.Blob, ContentStore.ItemName(row.ArticleId, item), ""));
        }

        if (row.State == ArticleState.Expanded)
        {
            entries.Add(new IndexEntry(IndexKind.Blob, ContentStore.ManifestName(row.ArticleId), ""));
        }

        return entries;
    }

    /// <summary>The index row that stands under this entry.</summary>
    public ArticleIndexRow Row(ArticleRow article)
    {
        var row = new ArticleIndexRow
        {
            Key = Key,
            ArticleId = article.ArticleId,
            Path = article.Path,
            Source = article.Source,
            State = article.State,
            Reason = article.Reason,
            Title = article.Title,
            Published = article.Published,
            Language = article.Language,
            Sentiment = article.Sentiment,
            PositiveScore = article.PositiveScore,
            NeutralScore = article.NeutralScore,
            NegativeScore = article.NegativeScore,
            KeyPhrases = [.. article.KeyPhrases.Take(ColumnLimits.ListedKeyPhrases)],
            ClusterId = article.ClusterId,
            Similarity = article.Similarity,
            Version = article.Version,
        };
        if (Kind == IndexKind.ByPhrase)
        {
            var partition = Name;
            var rank = article.KeyPhrases.ToList().FindIndex(phrase => TableKey.PhrasePartition(phrase) == partition);
            row.Phrase = article.KeyPhrases[rank];
            row.Rank = rank + 1;
        }

        return row;
    }

    private static void Add(List<IndexEntry> entries, IndexKind kind, TableKey key) => entries.Add(new IndexEntry(kind, key.PartitionKey, key.RowKey));
}
