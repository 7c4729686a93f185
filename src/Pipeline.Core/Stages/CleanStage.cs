using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Reading.Containers;

namespace Pipeline.Core.Stages;

/// <summary>Turns a received file into a clean article in <c>content</c>, or rejects it.</summary>
public sealed class CleanStage(
    ArticleStore articles,
    SourceFiles files,
    ContentStore content,
    ArticlePublisher publisher,
    MessageSender messages,
    DeleteStage delete,
    Expander expander,
    ReceiveStage receive,
    StageGuard guard,
    TimeProvider time,
    IOptions<PipelineOptions> options)
{
    private readonly int _maxBytes = options.Value.MaxFileBytes;
    private readonly TimeSpan _maxTime = options.Value.MaxDocumentTime;
    private readonly TextLimits _limits = options.Value.TextLimits;
    private readonly ArticleCleaner _cleaner = new(options.Value.TextLimits);

    /// <summary>Cleans what the message points to, as the file is now.</summary>
    public Task RunAsync(CleanRequest message, CancellationToken cancellationToken) =>
        guard.RunAsync("Clean", message.ArticleId, token => TryAsync(message, token), cancellationToken);

    private async Task<bool> TryAsync(CleanRequest message, CancellationToken cancellationToken)
    {
        var row = await articles.GetAsync(message.ArticleId, cancellationToken);
        if (row is null)
        {
            return await receive.TryAsync(message.Path, cancellationToken);
        }

        if (row.State != ArticleState.Received)
        {
            await RepeatAsync(row, cancellationToken);
            return true;
        }

        if (!await publisher.HasRoomAsync(row, cancellationToken))
        {
            return false;
        }

        var item = ItemPath.HashOf(row);
        if (await ReadAsync(row, item, cancellationToken) is not { } file)
        {
            return item is null ? await delete.TryAsync(row.Path, cancellationToken) : await expander.AskAgainAsync(row, cancellationToken);
        }

        var next = row.Copy();
        next.SourceETag = file.ETag;
        next.ContentLength = file.Length;
        next.ContentHash = file.Bytes is { } bytes ? ArticleIds.Hash(bytes) : null;
        next.CleanerVersion = TextVersions.Cleaner;
        next.SegmenterVersion = TextVersions.Segmenter;
        next.CleanedAt = time.GetUtcNow();

        if (ArticlePath.Fault(row.Path) is { } fault)
        {
            return await publisher.PublishAsync(row, ArticleFacts.Rejected(next, ReasonCodes.InvalidName, fault, time.GetUtcNow()), Artefacts.None, cancellationToken);
        }

        if (file.Bytes is null)
        {
            return await publisher.PublishAsync(row, ArticleFacts.Rejected(next, nameof(RejectionReason.TooLarge), $"The file has {file.Length} bytes; the limit is {_maxBytes}. Split it, or raise Pipeline:MaxFileBytes.", time.GetUtcNow()), Artefacts.None, cancellationToken);
        }

        using var limit = new CancellationTokenSource(_maxTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var source = new SourceFile(row.Path, file.Bytes);
        ArticleContainer? container;
        ContainerSurvey? survey;
        CleanOutcome? outcome;
        try
        {
            container = item is null ? ArticleContainer.Open(source, _limits, either.Token) : null;
            survey = container?.Survey(either.Token);
            outcome = container is null ? _cleaner.Clean(source, either.Token) : survey!.Rejection is { } refused ? CleanOutcome.Rejected(refused.Reason, refused.Detail) : null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return await publisher.PublishAsync(row, ArticleFacts.Rejected(next, ReasonCodes.TooSlow, $"Reading and cleaning took longer than {_maxTime}. Split the file, or raise Pipeline:MaxDocumentTime.", time.GetUtcNow()), Artefacts.None, cancellationToken);
        }

        if (outcome is null)
        {
            return await expander.ExpandAsync(row, next, container!, survey!.Names, cancellationToken);
        }

        if (item is null && container?.ItemsStay != true)
        {
            await delete.DeleteItemsAsync(row, cancellationToken); // An earlier version was a file of several.
        }

        return outcome.IsArticle
            ? await CommitAsync(row, next, outcome.Article, cancellationToken)
            : await publisher.PublishAsync(row, ArticleFacts.Rejected(next, outcome.Rejection.Reason.ToString(), outcome.Rejection.Detail, time.GetUtcNow()), Artefacts.None, cancellationToken);
    }

    private async Task<SourceContent?> ReadAsync(ArticleRow row, string? item, CancellationToken cancellationToken)
    {
        if (item is null)
        {
            return await files.ReadAsync(row.Path, _maxBytes, cancellationToken);
        }

        return await content.GetItemAsync(row.ArticleId, item, cancellationToken) is { } bytes ? new SourceContent(row.SourceETag!, bytes.Length, bytes.ToArray()) : null;
    }

    private async Task<bool> CommitAsync(ArticleRow row, ArticleRow next, CleanArticle article, CancellationToken cancellationToken)
    {
        var bytes = CleanArticleJson.Serialize(article);
        var hash = ArticleIds.Hash(bytes);
        var entry = new IndexEntry(IndexKind.Blob, ContentStore.CleanName(next.ArticleId, hash), "");
        if (!await publisher.AnnounceAsync(row, [entry], cancellationToken))
        {
            return false;
        }

        var written = await content.PutAsync(entry.Name, bytes, cancellationToken);

        (next.ETag, next.IndexRecord, next.ChangeOwed) = (row.ETag, row.IndexRecord, row.ChangeOwed);
        next.CleanHash = hash;
        next.Attempts = 0;
        ArticleLifecycle.Enter(next, ArticleEvent.Cleaned, time.GetUtcNow());
        if (!await publisher.AdvanceAsync(next, cancellationToken))
        {
            var winner = await articles.GetAsync(next.ArticleId, cancellationToken);
            if (winner is null || !winner.IndexRecord.Contains(entry.ToString()))
            {
                await content.DeleteAsync(entry.Name, written, cancellationToken);
            }

            return false;
        }

        await messages.AskAsync(next, cancellationToken);
        return true;
    }

    /// <summary>The commit stands; what followed it may not have happened.</summary>
    private async Task RepeatAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        if (row is { State: ArticleState.Cleaned, WaitUntil: null, CleanHash: not null })
        {
            await messages.AskAsync(row, cancellationToken);
        }
        else
        {
            await publisher.FinishAsync(row, cancellationToken);
        }
    }
}
