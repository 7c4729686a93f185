using System.Text;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text;
using Pipeline.Text.Reading.Containers;

namespace Pipeline.Core.Stages;

/// <summary>
/// Gives every article of a file with several a row of its own. The list of items is written first, then the items in steps with a checkpoint after each: a repetition
/// goes on where the last one ended, and an item whose bytes are known already costs one read.
/// </summary>
public sealed class Expander(ArticleStore articles, ContentStore content, ArticlePublisher publisher, MessageSender messages, DeleteStage delete, TimeProvider time)
{
    /// <summary>Items between two checkpoints: so many are looked at again after a crash.</summary>
    private const int Step = 100;

    /// <summary>
    /// A message is worked on for so long, then another one goes on: hosts end what takes too long, ten minutes here (host.json's functionTimeout), and give a message up after a few such ends,
    /// however far it came.
    /// </summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(3);

    /// <summary>How often an item starts over when another worker changes its row.</summary>
    private const int MaxConflicts = 10;

    /// <summary>Expands <paramref name="container"/>, or as much of it as a turn allows, and asks for the rest. False: somebody else was faster.</summary>
    /// <param name="row">The file's row as it is.</param>
    /// <param name="next">The same with what is known of the file's new version.</param>
    /// <param name="container">What was found in the file.</param>
    /// <param name="names">The names of all its items.</param>
    /// <param name="cancellationToken">Stops between items.</param>
    public async Task<bool> ExpandAsync(ArticleRow row, ArticleRow next, ArticleContainer container, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        if (!await publisher.AnnounceAsync(row, [new IndexEntry(IndexKind.Blob, ContentStore.ManifestName(row.ArticleId), "")], cancellationToken))
        {
            return false;
        }

        var before = await content.GetManifestAsync(row.ArticleId, cancellationToken);
        var known = before?.Names ?? [];
        var all = known.Union(names, StringComparer.Ordinal).ToList();
        var isSame = before?.ContentHash == next.ContentHash && before!.CleanerVersion == next.CleanerVersion;
        var manifest = new ItemManifest(next.ContentHash!, isSame ? before!.Done : 0, all) { CleanerVersion = next.CleanerVersion };
        await WriteAsync(row.ArticleId, manifest, cancellationToken);
        foreach (var step in container.Items(cancellationToken).Skip(manifest.Done).Chunk(Step))
        {
            await InParallel.EachAsync(step, (item, token) => AddAsync(row.Path, item, token), cancellationToken);
            manifest = manifest with { Done = manifest.Done + step.Length };
            await WriteAsync(row.ArticleId, manifest, cancellationToken);
            row.StageSince = time.GetUtcNow(); // It is not stuck, however many there are: Reprocess would begin a second expansion beside this one.
            if (!await publisher.AdvanceAsync(row, cancellationToken))
            {
                return false;
            }

            if (manifest.Done < names.Count && row.StageSince - started > LongestTurn)
            {
                await messages.AskAsync(row, cancellationToken);
                return true;
            }
        }

        if (!container.ItemsStay && all.Count > names.Count)
        {
            await InParallel.EachAsync(all.Except(names, StringComparer.Ordinal), (name, token) => delete.RunAsync(ItemPath.Of(row.Path, name), token), cancellationToken);
            await WriteAsync(row.ArticleId, manifest with { Names = names }, cancellationToken);
        }

        return await publisher.PublishAsync(row, ArticleFacts.Expanded(next, container.Format, time.GetUtcNow()), Artefacts.None, cancellationToken);
    }

    /// <summary>Asks for the file of an item whose bytes are not kept to be expanded once more.</summary>
    public async Task<bool> AskAgainAsync(ArticleRow item, CancellationToken cancellationToken)
    {
        var path = ItemPath.ParentOf(item.Path);
        if (await articles.GetAsync(ArticleIds.FromPath(path), cancellationToken) is not { State: ArticleState.Expanded } parent)
        {
            return true; // It is on its way, or gone with all its items.
        }

        if (await content.GetManifestAsync(parent.ArticleId, cancellationToken) is { } manifest)
        {
            await WriteAsync(parent.ArticleId, manifest with { Done = 0 }, cancellationToken);
        }

        ArticleLifecycle.Enter(parent, ArticleEvent.FileSeen, time.GetUtcNow());
        if (!await publisher.AdvanceAsync(parent, cancellationToken))
        {
            return false;
        }

        await messages.AskAsync(parent, cancellationToken);
        return true;
    }

    private async Task AddAsync(string parent, ContainerItem item, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxConflicts; i++)
        {
            if (await TryAddAsync(parent, item, cancellationToken))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Expand: lost {MaxConflicts} commits of an item in a row.");
    }

    private async Task<bool> TryAddAsync(string parent, ContainerItem item, CancellationToken cancellationToken)
    {
        var path = ItemPath.Of(parent, item.Name);
        var id = ArticleIds.FromPath(path);
        var hash = ArticleIds.Hash(item.Rejection is { } refused ? Encoding.UTF8.GetBytes(refused.Reason.ToString()) : item.Bytes.Span);
        var row = await articles.GetAsync(id, cancellationToken);
        if (row is null || row.SourceETag != ItemPath.VersionOf(hash) || row.State == ArticleState.Deleted)
        {
            row ??= new ArticleRow { Key = TableKey.Article(id), Path = path, Source = ArticlePath.SourceOf(path), Received = time.GetUtcNow(), SourceETag = ItemPath.NoVersion };
            if (!await publisher.HasRoomAsync(row, cancellationToken) || !await ReceiveAsync(row, item, hash, cancellationToken))
            {
                return false;
            }
        }
        else if (row is not { State: ArticleState.Received, WaitUntil: null })
        {
            return true;
        }

        if (item.Rejection is { } rejection)
        {
            var next = row.Copy();
            (next.CleanerVersion, next.SegmenterVersion, next.CleanedAt) = (TextVersions.Cleaner, TextVersions.Segmenter, time.GetUtcNow());
            return await publisher.PublishAsync(row, ArticleFacts.Rejected(next, rejection.Reason.ToString(), rejection.Detail, time.GetUtcNow()), Artefacts.None, cancellationToken);
        }

        await messages.AskAsync(row, cancellationToken);
        return true;
    }

    private async Task<bool> ReceiveAsync(ArticleRow row, ContainerItem item, string hash, CancellationToken cancellationToken)
    {
        ArticleLifecycle.Enter(row, ArticleEvent.FileSeen, time.GetUtcNow());
        row.Attempts = 0;
        if (item.Rejection is null)
        {
            var name = ContentStore.ItemName(row.ArticleId, hash);
            if (!await publisher.AnnounceAsync(row, [new IndexEntry(IndexKind.Blob, name, "")], cancellationToken))
            {
                return false;
            }

            await content.PutAsync(name, item.Bytes.ToArray(), cancellationToken);
        }

        row.SourceETag = ItemPath.VersionOf(hash);
        return await publisher.AdvanceAsync(row, cancellationToken);
    }

    private Task WriteAsync(string articleId, ItemManifest manifest, CancellationToken cancellationToken) =>
        content.PutAsync(ContentStore.ManifestName(articleId), manifest.Serialize(), cancellationToken);
}
