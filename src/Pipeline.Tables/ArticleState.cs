namespace Pipeline.Tables;

/// <summary>Where an article stands.</summary>
public enum ArticleState
{
    /// <summary>The file is known and waits to be cleaned.</summary>
    Received,

    /// <summary>Cleaned and segmented; waits to be enriched.</summary>
    Cleaned,

    /// <summary>Sentiment and key phrases are there: the article is complete.</summary>
    Enriched,

    /// <summary>The file holds several articles, which have rows of their own.</summary>
    Expanded,

    /// <summary>The file can never become an article; <c>Reason</c> says why. Not retried.</summary>
    Rejected,

    /// <summary>Given up after retries; can be replayed.</summary>
    Failed,

    /// <summary>The file is gone. The row stays as a tombstone.</summary>
    Deleted,
}

/// <summary>What happened to an article, as the change feed tells it.</summary>
public enum ChangeKind
{
    /// <summary>Complete for the first time, or again after a rejection or deletion.</summary>
    Enriched,

    /// <summary>Complete again with other facts.</summary>
    Updated,

    /// <summary>The file was refused; rows of an earlier version are gone.</summary>
    Rejected,

    /// <summary>The file and its rows are gone.</summary>
    Deleted,
}
