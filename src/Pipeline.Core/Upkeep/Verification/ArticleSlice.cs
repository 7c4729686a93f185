using Azure.Data.Tables;
using Pipeline.Core.Publishing;
using Pipeline.Tables;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>Articles whose ids lie from <paramref name="From"/> up to but not including <paramref name="To"/>, and what was seen of them.</summary>
/// <param name="From">First two digits of the first.</param>
/// <param name="To">First two digits that follow.</param>
internal sealed record ArticleSlice(string From, string To)
{
    public Dictionary<string, SeenArticle> Articles { get; } = new(StringComparer.Ordinal);

    /// <summary>Articles to look at closely, with the index rows that bear their id and are not theirs.</summary>
    public Dictionary<string, List<IndexEntry>> Suspects { get; } = new(StringComparer.Ordinal);

    public bool IsEverything => From == ArticleSlices.First && To == ArticleSlices.End;

    /// <summary>The two digits that its ids begin with.</summary>
    public IEnumerable<string> Prefixes => ArticleSlices.Prefixes(From, To);

    public List<IndexEntry> Suspect(string articleId)
    {
        if (!Suspects.TryGetValue(articleId, out var strays))
        {
            Suspects.Add(articleId, strays = []);
        }

        return strays;
    }

    /// <summary>A filter for rows whose <paramref name="column"/> holds an id of this slice.</summary>
    public string? Filter(string column) =>
        IsEverything ? null : $"{column} ge '{From}' and {column} lt '{To}'";
}

/// <summary>An article as a scan found it.</summary>
internal sealed class SeenArticle(ArticleRow row)
{
    public ArticleRow Row { get; } = row;

    public IReadOnlySet<IndexEntry> Meant { get; } = IndexEntry.For(row).ToHashSet();

    /// <summary>How many of the index rows that must exist were found.</summary>
    public int IndexRows { get; set; }

    /// <summary>Blobs of the article that must exist and were found.</summary>
    public int Blobs { get; set; }

    /// <summary>Whether Changes holds the row's version.</summary>
    public bool HasChange { get; set; }
}

/// <summary>Cuts the table Articles into slices that fit into memory.</summary>
internal static class ArticleSlices
{
    public const string First = "00";

    /// <summary>Behind every id.</summary>
    public const string End = "g";

    /// <summary>About how many articles a slice holds: some 40 MB of rows.</summary>
    private const int Size = 5_000;

    private const int Partitions = 256;

    /// <summary>All slices, in a circle from partition <paramref name="start"/> on.</summary>
    public static async IAsyncEnumerable<ArticleSlice> ReadAsync(TableClient table, int start, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var turn = Digits(start % Partitions);
        await foreach (var slice in ReadAsync(table, turn, End, cancellationToken))
        {
            yield return slice;
        }

        if (turn != First)
        {
            await foreach (var slice in ReadAsync(table, First, turn, cancellationToken))
            {
                yield return slice;
            }
        }
    }

    public static IEnumerable<string> Prefixes(string from, string to) =>
        Enumerable.Range(0, Partitions).Select(Digits).Where(digits => string.CompareOrdinal(digits, from) >= 0 && string.CompareOrdinal(digits, to) < 0);

    private static async IAsyncEnumerable<ArticleSlice> ReadAsync(TableClient table, string from, string to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = new List<ArticleRow>();
        await foreach (var entity in table.QueryAsync<TableEntity>($"PartitionKey ge '{from}' and PartitionKey lt '{to}'", cancellationToken: cancellationToken))
        {
            if (rows.Count >= Size && rows[^1].Key.PartitionKey != entity.PartitionKey)
            {
                yield return Fill(from, entity.PartitionKey, rows);
                from = entity.PartitionKey;
                rows.Clear();
            }

            rows.Add(ArticleRow.Schema.Read(entity));
        }

        yield return Fill(from, to, rows);
    }

    private static ArticleSlice Fill(string from, string to, List<ArticleRow> rows)
    {
        var slice = new ArticleSlice(from, to);
        foreach (var row in rows)
        {
            slice.Articles[row.ArticleId] = new SeenArticle(row);
        }

        return slice;
    }

    private static string Digits(int partition) => partition.ToString("x2", System.Globalization.CultureInfo.InvariantCulture);
}
