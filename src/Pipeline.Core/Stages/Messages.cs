using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.Core.Stages;

/// <summary>Asks for a file to be cleaned. A pointer: the stage reads the file as it is then.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Path">Path of the file.</param>
/// <param name="SourceETag">The version that was seen.</param>
public sealed record CleanRequest(string ArticleId, string Path, string? SourceETag);

/// <summary>Asks for a clean article to be enriched.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="CleanHash">The clean article that was committed.</param>
public sealed record EnrichRequest(string ArticleId, string CleanHash);

/// <summary>Asks for a step of Reconcile. Of steps that were asked for twice, one counts.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">Number of the step.</param>
public sealed record ReconcileRequest(string Run, int Step)
{
    /// <summary>Reads what was sent; null when it is something else.</summary>
    internal static ReconcileRequest? Read(BinaryData message)
    {
        try
        {
            return JsonSerializer.Deserialize(message, MessageJson.Default.ReconcileRequest) is { Run: not null } request ? request : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Puts messages on the queues between the stages.</summary>
public sealed class MessageSender(PipelineStorage storage)
{
    /// <summary>Our own messages never expire (https://learn.microsoft.com/rest/api/storageservices/put-message: -1).</summary>
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    /// <summary>Enqueues a request to clean.</summary>
    public Task SendAsync(CleanRequest message, CancellationToken cancellationToken) =>
        SendAsync(PipelineStorage.CleanQueue, JsonSerializer.SerializeToUtf8Bytes(message, MessageJson.Default.CleanRequest), cancellationToken);

    /// <summary>Enqueues a request to enrich.</summary>
    public Task SendAsync(EnrichRequest message, CancellationToken cancellationToken) =>
        SendAsync(PipelineStorage.EnrichQueue, JsonSerializer.SerializeToUtf8Bytes(message, MessageJson.Default.EnrichRequest), cancellationToken);

    /// <summary>Enqueues the request that brings an article on its way to its next stage.</summary>
    internal Task AskAsync(ArticleRow row, CancellationToken cancellationToken) => row is { State: ArticleState.Cleaned, CleanHash: { } hash }
        ? SendAsync(new EnrichRequest(row.ArticleId, hash), cancellationToken)
        : SendAsync(new CleanRequest(row.ArticleId, row.Path, row.SourceETag), cancellationToken);

    /// <summary>Enqueues a request for a step of Reconcile, to be seen after <paramref name="delay"/>.</summary>
    public Task SendAsync(ReconcileRequest message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(PipelineStorage.ReconcileQueue, JsonSerializer.SerializeToUtf8Bytes(message, MessageJson.Default.ReconcileRequest), cancellationToken, delay);

    /// <summary>About how many requests are waiting or being handled.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var clean = await storage.Queue(PipelineStorage.CleanQueue).GetPropertiesAsync(cancellationToken);
        var enrich = await storage.Queue(PipelineStorage.EnrichQueue).GetPropertiesAsync(cancellationToken);
        return clean.Value.ApproximateMessagesCountLong + enrich.Value.ApproximateMessagesCountLong;
    }

    private Task SendAsync(string queue, byte[] body, CancellationToken cancellationToken, TimeSpan? delay = null) =>
        storage.Queue(queue).SendMessageAsync(new BinaryData(body), visibilityTimeout: delay, timeToLive: Never, cancellationToken: cancellationToken);
}

[JsonSerializable(typeof(CleanRequest))]
[JsonSerializable(typeof(EnrichRequest))]
[JsonSerializable(typeof(ReconcileRequest))]
internal sealed partial class MessageJson : JsonSerializerContext;
