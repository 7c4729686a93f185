namespace Pipeline.Tables;

/// <summary>Why an article's state, or what is known of it, changed. The README of the repository lists which event leads from which state to which.</summary>
public enum ArticleEvent
{
    /// <summary>The file is new, changed, or back after a deletion.</summary>
    FileSeen,

    /// <summary>The file was cleaned and segmented.</summary>
    Cleaned,

    /// <summary>Sentiment and key phrases were found: the article is complete.</summary>
    Enriched,

    /// <summary>The file holds several articles, which got rows of their own.</summary>
    Expanded,

    /// <summary>The file can never become an article.</summary>
    Rejected,

    /// <summary>Throttle, quota, budget or outage: the stage is tried again later.</summary>
    Waiting,

    /// <summary>The stage was asked for again: the wait is over, or the request seems lost.</summary>
    AskedAgain,

    /// <summary>An attempt of a stage failed; the host tries again.</summary>
    AttemptFailed,

    /// <summary>The host ended during every attempt: one more round is due.</summary>
    Interrupted,

    /// <summary>All attempts failed.</summary>
    GaveUp,

    /// <summary>The analyser refuses the text for good.</summary>
    Refused,

    /// <summary>Somebody asked for an article that was given up to be tried again.</summary>
    Replayed,

    /// <summary>The cleaner or segmenter is newer than what the article was made with.</summary>
    CleaningStale,

    /// <summary>The analyser, its settings or the schema are newer than what the article was made with.</summary>
    EnrichmentStale,

    /// <summary>The clean article is gone, as after a lost race.</summary>
    ContentLost,

    /// <summary>Two workers wrote at the same time: the article runs through all stages again.</summary>
    Healed,

    /// <summary>The file is gone.</summary>
    FileGone,

    /// <summary>Upkeep tries again what was given up for a cause that may have passed.</summary>
    Retried,
}
