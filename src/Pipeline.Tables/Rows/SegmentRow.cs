using Azure;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;

namespace Pipeline.Tables;

/// <summary>A row of the table Segments. <see cref="Schema"/> documents each column.</summary>
public sealed class SegmentRow : ITableRow, ISentimentRow
{
    /// <inheritdoc/>
    public TableKey Key { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

#pragma warning disable CS1591 // Documented once, in the schema below.
    public int Ordinal { get; set; }

    public int SectionIndex { get; set; }

    public int Start { get; set; }

    public int Length { get; set; }

    public int SentenceCount { get; set; }

    public string? Sentiment { get; set; }

    public double? PositiveScore { get; set; }

    public double? NeutralScore { get; set; }

    public double? NegativeScore { get; set; }

    public IReadOnlyList<string> KeyPhrases { get; set; } = [];
#pragma warning restore CS1591

    /// <summary>The columns.</summary>
    public static TableSchema<SegmentRow> Schema { get; } = new TableSchema<SegmentRow>()
        .Number("Ordinal", ColumnRole.Fact, "Number of the segment within the article, from 0.", r => r.Ordinal, (r, v) => r.Ordinal = v ?? 0)
        .Number("SectionIndex", ColumnRole.Fact, "Index of its section, from 0.", r => r.SectionIndex, (r, v) => r.SectionIndex = v ?? 0)
        .Number("Start", ColumnRole.Fact, "Where it starts in the clean text, in UTF-16 code units.", r => r.Start, (r, v) => r.Start = v ?? 0)
        .Number("Length", ColumnRole.Fact, "Its length in UTF-16 code units.", r => r.Length, (r, v) => r.Length = v ?? 0)
        .Number("SentenceCount", ColumnRole.Fact, "Number of its sentences.", r => r.SentenceCount, (r, v) => r.SentenceCount = v ?? 0)
        .Sentiment("the segment")
        .List("KeyPhrases", ColumnRole.Fact, "Key phrases of the article that occur in it, best first, a JSON array.", r => r.KeyPhrases, (r, v) => r.KeyPhrases = v);
}
