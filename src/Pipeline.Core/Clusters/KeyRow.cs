using Azure;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text.Similarity;

namespace Pipeline.Core.Clusters;

/// <summary>The newest texts that share a key, in the table Fingerprints: PartitionKey the key, RowKey <see cref="RowKey"/>.</summary>
/// <param name="Key">16 hexadecimal digits.</param>
/// <param name="Texts">As <see cref="NameOf"/> gives them, newest first, at most <see cref="CandidateRanking.NewestOfKey"/>.</param>
/// <param name="ETag">Under which it was read.</param>
internal sealed record KeyRow(string Key, IReadOnlyList<string> Texts, ETag ETag)
{
    /// <summary>A key has one row: looking it up is a read by key, and of two texts that come at the same moment the later sees the earlier.</summary>
    public const string RowKey = "texts";

    private const char Separator = ' ';

    public bool IsFull => Texts.Count >= CandidateRanking.NewestOfKey;

    /// <summary>How a text is listed: when its article was first seen, the article, and the version.</summary>
    public static string NameOf(string newestFirst, string version) => $"{newestFirst}-{version}";

    /// <summary>The PartitionKey and RowKey of a listed text's own row.</summary>
    public static TableKey TextOf(string name)
    {
        var parts = name.Split('-');
        return new TableKey(parts[1], parts[2]);
    }

    public static KeyRow Read(TableEntity entity) =>
        new(entity.PartitionKey, entity.GetString(nameof(Texts)).Split(Separator, StringSplitOptions.RemoveEmptyEntries), entity.ETag);

    /// <summary>With one more text; without the oldest when it was full, which may be the one that was to be added.</summary>
    public KeyRow With(string name) => this with { Texts = [.. Texts.Append(name).Order(StringComparer.Ordinal).Take(CandidateRanking.NewestOfKey)] };

    public KeyRow Without(string name) => this with { Texts = [.. Texts.Where(text => text != name)] };

    public TableEntity Write() => new(Key, RowKey) { [nameof(Texts)] = string.Join(Separator, Texts) };
}
