using Pipeline.Tables;

namespace Pipeline.Cli.Ingest;

/// <summary>Waits until articles are through the pipeline.</summary>
/// <param name="read">Reads the row of an article by its id; null when it has none yet.</param>
/// <param name="time">The clock.</param>
internal sealed class ArticleWatcher(Func<string, CancellationToken, Task<ArticleRow?>> read, TimeProvider time)
{
    // Asking for all of thousands of waiting articles at once would slow down the storage that is to process them.
    private const int Window = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>The last row seen of each article, by id; null for one that never got a row.</summary>
    /// <param name="articles">What was uploaded.</param>
    /// <param name="patience">Gives up when no article has finished for so long.</param>
    /// <param name="step">Called once for each article that finishes.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyDictionary<string, ArticleRow?>> WaitAsync(
        IReadOnlyList<UploadedFile> articles,
        TimeSpan patience,
        Action step,
        CancellationToken cancellationToken)
    {
        Dictionary<string, ArticleRow?> rows = new(StringComparer.Ordinal);
        Queue<UploadedFile> waiting = new(articles);
        var lastFinish = time.GetTimestamp();
        while (waiting.Count > 0 && time.GetElapsedTime(lastFinish) < patience)
        {
            var asked = Enumerable.Range(0, Math.Min(Window, waiting.Count)).Select(_ => waiting.Dequeue()).ToList();
            var answers = await Task.WhenAll(asked.Select(article => read(article.ArticleId, cancellationToken)));
            var anyFinished = false;
            foreach (var (article, row) in asked.Zip(answers))
            {
                rows[article.ArticleId] = row;
                if (IsFinished(article, row))
                {
                    anyFinished = true;
                    step();
                }
                else
                {
                    waiting.Enqueue(article);
                }
            }

            if (anyFinished)
            {
                lastFinish = time.GetTimestamp();
            }
            else
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }

        return rows;
    }

    // The row of an earlier version of the same file is no answer: it names another ETag.
    private static bool IsFinished(UploadedFile article, ArticleRow? row) => row?.State switch
    {
        ArticleState.Enriched or ArticleState.Expanded or ArticleState.Rejected or ArticleState.Failed => row.SourceETag == article.ETag,
        ArticleState.Deleted => article.ETag is null,
        _ => false,
    };
}
