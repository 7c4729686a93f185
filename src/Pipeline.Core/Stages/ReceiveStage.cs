using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Stages;

/// <summary>A file appeared or changed: gives it a row and asks for it to be cleaned.</summary>
public sealed class ReceiveStage(ArticleStore articles, SourceFiles files, ArticlePublisher publisher, MessageSender messages, StageGuard guard, TimeProvider time)
{
    /// <summary>Receives the file at <paramref name="path"/>. A version that is known already costs two reads and changes nothing.</summary>
    public Task RunAsync(string path, CancellationToken cancellationToken) =>
        guard.RunAsync("Receive", ArticleIds.FromPath(path), token => TryAsync(path, token), cancellationToken);

    /// <summary>
    /// Receives what a sweep found. A version that got its row meanwhile is on its way and is not asked for again; should its message be lost, Reprocess finds it stuck.
    /// </summary>
    public Task SweepAsync(string path, CancellationToken cancellationToken) =>
        guard.RunAsync("Receive", ArticleIds.FromPath(path), token => TryAsync(path, token, isRedelivery: false), cancellationToken);

    /// <summary>One attempt. False: somebody else was faster. The row is read before the file, so that its commit fails when the file was handled by another worker since.</summary>
    internal async Task<bool> TryAsync(string path, CancellationToken cancellationToken, bool isRedelivery = true)
    {
        if (ArticlePath.IsIgnored(path))
        {
            return true;
        }

        var id = ArticleIds.FromPath(path);
        var row = await articles.GetAsync(id, cancellationToken);
        if (await files.GetETagAsync(path, cancellationToken) is not { } etag)
        {
            return true; // Gone again: the deletion has its own way in.
        }

        if (row?.SourceETag == etag && row.State != ArticleState.Deleted)
        {
            if (isRedelivery)
            {
                await RepeatAsync(row, cancellationToken);
            }

            return true;
        }

        var now = time.GetUtcNow();
        row ??= new ArticleRow { Key = TableKey.Article(id), Path = path, Source = ArticlePath.SourceOf(path), Received = now };
        (row.Path, row.Source) = (path, ArticlePath.SourceOf(path)); // A purged row has lost its path.
        row.SourceETag = etag;
        row.Attempts = 0;
        ArticleLifecycle.Enter(row, ArticleEvent.FileSeen, now);
        if (!await publisher.AdvanceAsync(row, cancellationToken))
        {
            return false;
        }

        await messages.SendAsync(new CleanRequest(id, path, etag), cancellationToken);
        return true;
    }

    /// <summary>The commit stands; what followed it may not have happened.</summary>
    private async Task RepeatAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        if (row is { State: ArticleState.Received, WaitUntil: null })
        {
            await messages.SendAsync(new CleanRequest(row.ArticleId, row.Path, row.SourceETag), cancellationToken);
        }
    }
}
