using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Tables;

namespace Pipeline.Core.Stages;

/// <summary>A file disappeared: removes all that was made of it and leaves a tombstone.</summary>
public sealed class DeleteStage(ArticleStore articles, SourceFiles files, ArticlePublisher publisher, ReceiveStage receive, StageGuard guard)
{
    /// <summary>Deletes the article of <paramref name="path"/> if the file is really gone; a file that is there is received instead.</summary>
    public Task RunAsync(string path, CancellationToken cancellationToken)
    {
        var id = ArticleIds.FromPath(path);
        return guard.RunAsync("Delete", id, token => TryAsync(id, path, token), cancellationToken);
    }

    private async Task<bool> TryAsync(string id, string path, CancellationToken cancellationToken)
    {
        if (await files.GetETagAsync(path, cancellationToken) is not null)
        {
            await receive.RunAsync(path, cancellationToken);
            return true;
        }

        switch (await articles.GetAsync(id, cancellationToken))
        {
            case null:
                return true;
            case { State: ArticleState.Deleted } row:
                await publisher.FinishAsync(row, cancellationToken);
                return true;
            case var row:
                return await publisher.PublishAsync(row, ArticleFacts.Deleted(row), Artefacts.None, cancellationToken);
        }
    }
}
