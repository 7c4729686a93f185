using Pipeline.Tables.Schema;

namespace Pipeline.Tables;

/// <summary>A row that carries a sentiment.</summary>
public interface ISentimentRow
{
    /// <summary>"Positive", "Neutral", "Negative" or "Mixed"; null when unknown.</summary>
    string? Sentiment { get; set; }

    /// <summary>Confidence from 0 to 1 that it is positive.</summary>
    double? PositiveScore { get; set; }

    /// <summary>Confidence from 0 to 1 that it is neutral.</summary>
    double? NeutralScore { get; set; }

    /// <summary>Confidence from 0 to 1 that it is negative.</summary>
    double? NegativeScore { get; set; }
}

internal static class SentimentColumns
{
    public static TableSchema<TRow> Sentiment<TRow>(this TableSchema<TRow> schema, string of)
        where TRow : ITableRow, ISentimentRow, new() => schema
            .Text("Sentiment", ColumnRole.Fact, $"Sentiment of {of}: Positive, Neutral, Negative or Mixed; absent when the language is not supported.", r => r.Sentiment, (r, v) => r.Sentiment = v)
            .Real("PositiveScore", ColumnRole.Fact, "Confidence that it is positive, 0 to 1; the three sum to 1.", r => r.PositiveScore, (r, v) => r.PositiveScore = v)
            .Real("NeutralScore", ColumnRole.Fact, "Confidence that it is neutral, 0 to 1.", r => r.NeutralScore, (r, v) => r.NeutralScore = v)
            .Real("NegativeScore", ColumnRole.Fact, "Confidence that it is negative, 0 to 1.", r => r.NegativeScore, (r, v) => r.NegativeScore = v);
}
