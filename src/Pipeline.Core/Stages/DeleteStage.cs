using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Tables;

namespace Pipeline.Core.Stages;

/// <summary>A file disappeared: removes all that was made of it and leaves a tombstone.</summary>
public sealed class DeleteStage(ArticleStore articles, SourceFiles files, ContentStore content, ArticlePublisher publisher, ReceiveStage receive, StageGuard guard, TimeProvider time)
{
    /// <summary>Deletes the article of <paramref name="path"/> if the file is really gone; a file that is there is received instead.</summary>
    public Task RunAsync(string path, CancellationToken cancellationToken) =>
        guard.RunAsync("Delete", ArticleIds.FromPath(path), token => TryAsync(path, token), cancellationToken);

    /// <summary>One attempt. False: somebody else was faster. The row is read before the file is looked for, so that the tombstone fails when the file came back and was received in between.</summary>
    internal async Task<bool> TryAsync(string path, CancellationToken cancellationToken)
    {
        var current = await articles.GetAsync(ArticleIds.FromPath(path), cancellationToken);
        if (await files.GetETagAsync(path, cancellationToken) is not null)
        {
            return await receive.TryAsync(path, cancellationToken);
        }

        switch (current)
        {
            case null:
                return true;
            case { State: ArticleState.Deleted } row:
                await publisher.FinishAsync(row, cancellationToken);
                return true;
            case var row:
                await DeleteItemsAsync(row, cancellationToken);
                return await publisher.PublishAsync(row, ArticleFacts.Deleted(row, time.GetUtcNow()), Artefacts.None, cancellationToken);
        }
    }

    /// <summary>The articles that came in the file go with it, those that had left a feed included: whoever deletes a file means all that was made of it.</summary>
    internal async Task DeleteItemsAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        var manifest = new IndexEntry(IndexKind.Blob, ContentStore.ManifestName(row.ArticleId), "").ToString();
        foreach (var name in row.IndexRecord.Contains(manifest) ? (await content.GetManifestAsync(row.ArticleId, cancellationToken))?.Names ?? [] : [])
        {
            await RunAsync(ItemPath.Of(row.Path, name), cancellationToken);
        }
    }
}
