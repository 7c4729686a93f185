using System.Text.Json;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Tables;

namespace Pipeline.Core.Stages;

/// <summary>The host gave up on a message: the article's row says so. A message that names no article is kept in <c>content/unreadable/</c>.</summary>
public sealed class PoisonStage(ArticleStore articles, ContentStore content, ArticlePublisher publisher, StageGuard guard)
{
    /// <summary>Takes a message of <c>clean-requests-poison</c>.</summary>
    public Task CleanAsync(BinaryData message, CancellationToken cancellationToken) =>
        FailAsync(message, "articleId", id => id, ArticleState.Received, ReasonCodes.CleanFailed, cancellationToken);

    /// <summary>Takes a message of <c>enrich-requests-poison</c>.</summary>
    public Task EnrichAsync(BinaryData message, CancellationToken cancellationToken) =>
        FailAsync(message, "articleId", id => id, ArticleState.Cleaned, ReasonCodes.EnrichFailed, cancellationToken);

    /// <summary>Takes a message of the blob trigger's own poison queue.</summary>
    public Task ReceiveAsync(BinaryData message, CancellationToken cancellationToken) =>
        FailAsync(message, "blobName", ArticleIds.FromPath, null, ReasonCodes.ReceiveFailed, cancellationToken);

    private async Task FailAsync(
        BinaryData message,
        string property,
        Func<string, string> toId,
        ArticleState? expected,
        string reason,
        CancellationToken cancellationToken)
    {
        if (Read(message, property) is not { } value)
        {
            await content.PutAsync($"unreadable/{reason}/{ArticleIds.Hash(message)}", message.ToArray(), cancellationToken);
            return;
        }

        var id = toId(value);
        await guard.RunAsync(reason, id, async token =>
        {
            // Another worker may have brought the article further meanwhile; then there is nothing to give up.
            var row = await articles.GetAsync(id, token);
            return row is null || (row.State != expected && expected is not null)
                || row.State is ArticleState.Enriched or ArticleState.Rejected or ArticleState.Deleted
                || await publisher.PublishAsync(row, ArticleFacts.Failed(row, reason), Artefacts.None, token);
        }, cancellationToken);
    }

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
