namespace Pipeline.Tables;

/// <summary>Names of the tables.</summary>
public static class TableNames
{
    /// <summary>One row per article: state, facts, pointers.</summary>
    public const string Articles = "Articles";

    /// <summary>One row per segment of an enriched article.</summary>
    public const string Segments = "Segments";

    /// <summary>Articles by day, newest first.</summary>
    public const string ArticlesByDate = "ArticlesByDate";

    /// <summary>Articles of one source by month, newest first.</summary>
    public const string ArticlesBySource = "ArticlesBySource";

    /// <summary>Articles by key phrase, newest first.</summary>
    public const string KeyPhrases = "KeyPhrases";

    /// <summary>The change feed.</summary>
    public const string Changes = "Changes";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Articles, Segments, ArticlesByDate, ArticlesBySource, KeyPhrases, Changes];
}
