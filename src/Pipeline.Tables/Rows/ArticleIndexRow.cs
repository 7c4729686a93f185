using Azure;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables;

/// <summary>A row of ArticlesByDate, ArticlesBySource or KeyPhrases: what a list shows of an article. <see cref="Schema"/> documents each column.</summary>
public sealed class ArticleIndexRow : ITableRow, ISentimentRow
{
    /// <inheritdoc/>
    public TableKey Key { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

#pragma warning disable CS1591 // Documented once, in the schema below.
    public string ArticleId { get; set; } = "";

    public string Path { get; set; } = "";

    public string Source { get; set; } = "";

    public ArticleState State { get; set; }

    public string? Reason { get; set; }

    public string? Title { get; set; }

    public string? Published { get; set; }

    public string? Language { get; set; }

    public string? Sentiment { get; set; }

    public double? PositiveScore { get; set; }

    public double? NeutralScore { get; set; }

    public double? NegativeScore { get; set; }

    public IReadOnlyList<string> KeyPhrases { get; set; } = [];

    public string? Phrase { get; set; }

    public int? Rank { get; set; }

    public string? ClusterId { get; set; }

    public double? Similarity { get; set; }

    public int Version { get; set; }
#pragma warning restore CS1591

    /// <summary>The columns.</summary>
    public static TableSchema<ArticleIndexRow> Schema { get; } = new TableSchema<ArticleIndexRow>()
        .Text("ArticleId", ColumnRole.Fact, "The article's id.", r => r.ArticleId, (r, v) => r.ArticleId = v ?? "")
        .Text("Path", ColumnRole.Fact, "Path of the file in the container articles.", r => r.Path, (r, v) => r.Path = v ?? "")
        .Text("Source", ColumnRole.Fact, "First folder of the path.", r => r.Source, (r, v) => r.Source = v ?? "")
        .Name<ArticleState>("State", ColumnRole.Fact, "Enriched, Rejected, Failed or Expanded.", r => r.State, (r, v) => r.State = v ?? default)
        .Text("Reason", ColumnRole.Fact, "Reason code of a state that is no success.", r => r.Reason, (r, v) => r.Reason = v)
        .Text("Title", ColumnRole.Fact, "The headline.", r => r.Title, (r, v) => r.Title = v)
        .Text("Published", ColumnRole.Fact, "Publication date as exact as the source.", r => r.Published, (r, v) => r.Published = v)
        .Text("Language", ColumnRole.Fact, "ISO 639-1 code.", r => r.Language, (r, v) => r.Language = v)
        .Sentiment("the article")
        .List("KeyPhrases", ColumnRole.Fact, "The five best key phrases, a JSON array.", r => r.KeyPhrases, (r, v) => r.KeyPhrases = v, ColumnLimits.OfListedKeyPhrases)
        .Text("Phrase", ColumnRole.Fact, "KeyPhrases only: the phrase as the article writes it.", r => r.Phrase, (r, v) => r.Phrase = v)
        .Number("Rank", ColumnRole.Fact, "KeyPhrases only: rank of the phrase in the article, from 1.", r => r.Rank, (r, v) => r.Rank = v)
        .Text("ClusterId", ColumnRole.Run, "Copies of one text have the same, as in Articles.", r => r.ClusterId, (r, v) => r.ClusterId = v)
        .Real("Similarity", ColumnRole.Run, "How much of it is in the copy by which it was recognised, as in Articles.", r => r.Similarity, (r, v) => r.Similarity = v)
        .Number("Version", ColumnRole.Run, "Version of the article.", r => r.Version, (r, v) => r.Version = v ?? 0);
}
