using System.Runtime.CompilerServices;
using Pipeline.Core.Articles;
using Pipeline.Tables;

namespace Pipeline.Cli.Drift;

/// <summary>The enriched articles of a storage account in the order of their ids, with a few requests at a time.</summary>
internal sealed class StoredArticles(ArticleStore articles)
{
    /// <summary>So many articles are read ahead of the one that is wanted, and so many are held in memory.</summary>
    private const int ReadAhead = 8;

    private static readonly string[] s_columns =
    [
        "PartitionKey", "RowKey", nameof(ArticleRow.State), nameof(ArticleRow.Sentiment), nameof(ArticleRow.KeyPhrases), nameof(ArticleRow.EnrichedFrom),
        nameof(ArticleRow.EnrichmentHash), nameof(ArticleRow.Analyser), nameof(ArticleRow.AnalyserVersion),
    ];

    /// <summary>Applies <paramref name="read"/> to every article; what it gives null for is left out.</summary>
    public async IAsyncEnumerable<T> SelectAsync<T>(Func<ArticleRow, CancellationToken, Task<T?>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task<T?>>(ReadAhead);
        try
        {
            // The table is ordered by its keys, the first digits of the id and the id.
            await foreach (var row in articles.QueryAsync($"State eq '{ArticleState.Enriched}'", s_columns, stop.Token))
            {
                running.Enqueue(read(row, stop.Token));
                if (running.Count == ReadAhead && await running.Dequeue() is { } result)
                {
                    yield return result;
                }
            }

            while (running.TryDequeue(out var next))
            {
                if (await next is { } result)
                {
                    yield return result;
                }
            }
        }
        finally
        {
            // A reader that has seen enough, or a failure: what was read ahead is not wanted any more.
            await stop.CancelAsync();
            await Task.WhenAll((IEnumerable<Task>)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
