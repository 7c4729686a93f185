using System.Text.Json.Serialization;

namespace Pipeline.Tables;

/// <summary>Something that happened to an article, as the column History keeps it.</summary>
/// <param name="At">When; of repeats the first time.</param>
/// <param name="Event">What happened.</param>
/// <param name="State">The state that it led to.</param>
public sealed record HistoryEntry(DateTimeOffset At, ArticleEvent Event, ArticleState State)
{
    /// <summary>The reason code of a state that is no success or of waiting; of a failed attempt stage, kind and code of the error. No article text.</summary>
    public string? Reason { get; init; }

    /// <summary>The version of the cleaner that made the clean article or rejected the file.</summary>
    public int? Cleaner { get; init; }

    /// <summary>The version of the segmenter.</summary>
    public int? Segmenter { get; init; }

    /// <summary>Name and version of the analyser that enriched it.</summary>
    public string? Analyser { get; init; }

    /// <summary>Text records that the enrichment bought.</summary>
    public int? Bought { get; init; }

    /// <summary>Text records that the enrichment found in the cache.</summary>
    public int? Saved { get; init; }

    /// <summary>How often it happened, if more than once with nothing else between.</summary>
    public int? Times { get; init; }

    /// <summary>When it happened last, if more than once.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>When it happened last.</summary>
    [JsonIgnore]
    public DateTimeOffset LastAt => Last ?? At;
}
