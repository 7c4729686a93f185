using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text.Segmentation;

namespace Pipeline.Core.Upkeep;

/// <summary>
/// Takes articles down for good: the file, everything that was made of it, and what was bought for it. What stays is a row without text, title or path
/// (state Deleted), so that an id that is known elsewhere has an answer, and the article's rows in Changes, without the path, for that log has no gaps.
/// Every step can be repeated; a purge that was cut off is finished by the next one.
/// </summary>
public sealed class Purger(PipelineStorage storage, ArticleStore articles, ContentStore content, AnalysisCache cache, DeleteStage delete, DeadLetters deadLetters, IOptions<LanguageOptions> language)
{
    /// <summary>Others change a tombstone seldom.</summary>
    private const int MostConflicts = 10;

    private readonly TableClient _changes = storage.Table(TableNames.Changes);

    /// <summary>Rows of articles that are not purged yet, tombstones among them.</summary>
    public IAsyncEnumerable<ArticleRow> FindAsync(PurgeSelection selection, CancellationToken cancellationToken)
    {
        string?[] conditions =
        [
            "Path ne ''",
            selection.ArticleId is { } id ? TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Article(id).PartitionKey} and RowKey eq {id}") : null,
            selection.Source is { } source ? TableClient.CreateQueryFilter($"Source eq {source}") : null,
            selection.ReceivedBefore is { } before ? TableClient.CreateQueryFilter($"Received lt {before}") : null,
        ];
        return articles.QueryAsync(string.Join(" and ", conditions.OfType<string>()), null, cancellationToken);
    }

    /// <summary>Purges an article; one that is a file of several with all of them. The cache goes first: what was bought can only be told from the clean text.</summary>
    /// <exception cref="InvalidOperationException">The file was dropped again meanwhile.</exception>
    public async Task<PurgeReport> PurgeAsync(ArticleRow found, CancellationToken cancellationToken)
    {
        if (await articles.GetAsync(found.ArticleId, cancellationToken) is not { Path.Length: > 0 } row)
        {
            return PurgeReport.None; // Purged with the file that it came in.
        }

        var names = await content.ListAsync(row.ArticleId, cancellationToken).ToListAsync(cancellationToken);
        var answers = 0;
        foreach (var name in names)
        {
            answers += await ForgetAnswersAsync(row, name, cancellationToken);
        }

        // The file before its items: what expands it meanwhile would bring them back.
        var hadFile = (await storage.Articles.GetBlobClient(row.Path).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken)).Value;
        var items = await PurgeItemsAsync(row, cancellationToken);
        await delete.RunAsync(row.Path, cancellationToken);
        var letters = await deadLetters.RemoveAsync(row.ArticleId, cancellationToken);
        var changes = await BlankChangesAsync(row.ArticleId, cancellationToken);
        await BlankRowAsync(row.ArticleId, cancellationToken);
        return items + new PurgeReport(1, hadFile ? 1 : 0, row.IndexRecord.Count - names.Count > 0 ? row.IndexRecord.Count - names.Count : 0, names.Count, answers, letters, changes);
    }

    /// <summary>The list of items goes with the file's own row: a purge that was cut off finds those that are left.</summary>
    private async Task<PurgeReport> PurgeItemsAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        var report = PurgeReport.None;
        foreach (var name in (await content.GetManifestAsync(row.ArticleId, cancellationToken))?.Names ?? [])
        {
            if (await articles.GetAsync(ArticleIds.FromPath(ItemPath.Of(row.Path, name)), cancellationToken) is { Path.Length: > 0 } item)
            {
                report += await PurgeAsync(item, cancellationToken);
            }
        }

        return report;
    }

    /// <summary>Deletes files of a source that no row tells of: they were dropped, and not received yet.</summary>
    public async Task<int> RemoveFilesAsync(string source, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var blob in storage.Articles.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{source}/" }, cancellationToken))
        {
            removed += (await storage.Articles.GetBlobClient(blob.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken)).Value ? 1 : 0;
        }

        return removed;
    }

    /// <summary>Removes the answers for every document of a clean article, as bought with the settings of now and of when it was enriched.</summary>
    private async Task<int> ForgetAnswersAsync(ArticleRow row, string name, CancellationToken cancellationToken)
    {
        if (name.Split('/') is not [_, "clean", var file] || await content.GetCleanAsync(row.ArticleId, Path.GetFileNameWithoutExtension(file), cancellationToken) is not { } article)
        {
            return 0;
        }

        var keys = DocumentPacker.Pack(article, Segmenter.Divide(article), LanguageLimits.Documents)
            .SelectMany(document => Settings(row).Select(settings => CacheKey.Of(document.Document.Text, document.Document.Language, settings)))
            .Distinct();
        var removed = 0;
        foreach (var key in keys)
        {
            removed += await cache.RemoveAsync(key, cancellationToken) ? 1 : 0;
        }

        return removed;
    }

    private IEnumerable<LanguageOptions> Settings(ArticleRow row)
    {
        yield return language.Value;
        if (row.AnalyserVersion?.Split('+') is [var api, var model, .. var rest])
        {
            yield return new LanguageOptions { ApiVersion = api, ModelVersion = model, OpinionMining = rest.Length > 0 };
        }
    }

    private async Task<int> BlankChangesAsync(string articleId, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Change(TableKey.ChangeShard(articleId), 0).PartitionKey} and ArticleId eq {articleId} and Path ne ''");
        var blanked = 0;
        await foreach (var change in _changes.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await _changes.UpdateEntityAsync(new TableEntity(change.PartitionKey, change.RowKey) { [nameof(ChangeRow.Path)] = "" }, ETag.All, TableUpdateMode.Merge, cancellationToken);
            blanked++;
        }

        return blanked;
    }

    /// <summary>The last step: a row without a path is purged.</summary>
    private async Task BlankRowAsync(string articleId, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostConflicts; i++)
        {
            if (await articles.GetAsync(articleId, cancellationToken) is not { } row)
            {
                return;
            }

            if (row is not { State: ArticleState.Deleted, ChangeOwed: null, IndexRecord.Count: 0 })
            {
                throw new InvalidOperationException($"Article {articleId} is being worked on: its file was dropped again. Purge it once more.");
            }

            (row.Path, row.LastError, row.ReasonDetail) = ("", null, null);
            row.Outcome = Publishing.ArticlePublisher.OutcomeOf(row);
            if (await articles.TryCommitAsync(row, cancellationToken))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Article {articleId} is being worked on. Purge it once more.");
    }
}

/// <summary>Which articles are purged: those that meet all that is given.</summary>
/// <param name="ArticleId">This article.</param>
/// <param name="Source">Articles of this source.</param>
/// <param name="ReceivedBefore">Articles that were first seen before.</param>
public sealed record PurgeSelection(string? ArticleId, string? Source, DateTimeOffset? ReceivedBefore);

/// <summary>What a purge removed.</summary>
/// <param name="Articles">Articles.</param>
/// <param name="Files">Files in <c>articles</c>.</param>
/// <param name="Rows">Index rows, fingerprints and sets of segments.</param>
/// <param name="Contents">Blobs in <c>content</c>.</param>
/// <param name="Answers">Answers of Azure AI Language. Another article with the very same passage buys it again when it is next enriched, and loses nothing else.</param>
/// <param name="DeadLetters">Messages that were given up and filed.</param>
/// <param name="Changes">Rows of Changes that lost their path.</param>
public sealed record PurgeReport(long Articles, long Files, long Rows, long Contents, long Answers, long DeadLetters, long Changes)
{
    /// <summary>Nothing.</summary>
    public static PurgeReport None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static PurgeReport operator +(PurgeReport left, PurgeReport right) => new(
        left.Articles + right.Articles, left.Files + right.Files, left.Rows + right.Rows, left.Contents + right.Contents, left.Answers + right.Answers, left.DeadLetters + right.DeadLetters, left.Changes + right.Changes);
}
