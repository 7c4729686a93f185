namespace Pipeline.Cli.Drift;

/// <summary>One side of a comparison.</summary>
internal interface IResultSource
{
    /// <summary>The results of all articles, in the order of their ids.</summary>
    IAsyncEnumerable<ArticleResult> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Articles that have no result because the analyser failed on them.</summary>
    int Failed { get; }
}
