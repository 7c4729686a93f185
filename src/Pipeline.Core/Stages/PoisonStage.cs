using System.Text.Json;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Tables;

namespace Pipeline.Core.Stages;

/// <summary>
/// The host gave up on a message: the article's row says so, unless another worker has brought the article further or a newer version of the file has
/// arrived. An article of which no error is known gets one more round: its hosts ended under it, as when an app is restarted again and again, and that
/// says nothing against the article. A message that names no article is kept in <c>content/unreadable/</c>.
/// </summary>
public sealed class PoisonStage(ArticleStore articles, ContentStore content, ArticlePublisher publisher, MessageSender messages, StageGuard guard, TimeProvider time)
{
    /// <summary>Takes a message of <c>clean-requests-poison</c>.</summary>
    public Task CleanAsync(BinaryData message, CancellationToken cancellationToken)
    {
        var seen = Read(message, nameof(CleanRequest.SourceETag));
        return FailAsync(message, ReadId(message), ReasonCodes.CleanFailed, row => row.State == ArticleState.Received && (seen is null || seen == row.SourceETag), cancellationToken);
    }

    /// <summary>Takes a message of <c>enrich-requests-poison</c>.</summary>
    public Task EnrichAsync(BinaryData message, CancellationToken cancellationToken)
    {
        var clean = Read(message, nameof(EnrichRequest.CleanHash));
        return FailAsync(message, ReadId(message), ReasonCodes.EnrichFailed, row => row.State == ArticleState.Cleaned && (clean is null || clean == row.CleanHash), cancellationToken);
    }

    /// <summary>Takes a message of the blob trigger's own poison queue.</summary>
    public Task ReceiveAsync(BinaryData message, CancellationToken cancellationToken)
    {
        var id = Read(message, "blobName") is { } path ? ArticleIds.FromPath(path) : null;
        return FailAsync(message, id, ReasonCodes.ReceiveFailed, row => row.State == ArticleState.Received, cancellationToken);
    }

    private async Task FailAsync(BinaryData message, string? id, string reason, Func<ArticleRow, bool> isGivenUp, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            await content.PutAsync($"unreadable/{reason}/{ArticleIds.Hash(message)}", message.ToArray(), cancellationToken);
            return;
        }

        await guard.RunAsync(reason, id, async token =>
        {
            if (await articles.GetAsync(id, token) is not { } row)
            {
                return true;
            }

            if (!isGivenUp(row))
            {
                await publisher.FinishAsync(row, token);
                return true;
            }

            return row.Attempts == 0
                ? await AskOnceMoreAsync(row, token)
                : await publisher.PublishAsync(row, ArticleFacts.Failed(row, ArticleEvent.GaveUp, reason, time.GetUtcNow()), Artefacts.None, token);
        }, cancellationToken);
    }

    private async Task<bool> AskOnceMoreAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        row.Attempts = 1;
        row.LastError = "Host: ended during every attempt";
        row.LastErrorAt = now;
        ArticleLifecycle.Enter(row, ArticleEvent.Interrupted, now);
        if (!await publisher.AdvanceAsync(row, cancellationToken))
        {
            return false;
        }

        await (row is { State: ArticleState.Cleaned, CleanHash: { } hash }
            ? messages.SendAsync(new EnrichRequest(row.ArticleId, hash), cancellationToken)
            : messages.SendAsync(new CleanRequest(row.ArticleId, row.Path, row.SourceETag), cancellationToken));
        return true;
    }

    private static string? ReadId(BinaryData message) =>
        Read(message, nameof(CleanRequest.ArticleId)) is { } id && ArticleIds.IsId(id) ? id : null;

    private static string? Read(BinaryData message, string property)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (string.Equals(member.Name, property, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value.GetString();
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or not of this shape: kept as it is.
        }

        return null;
    }
}
