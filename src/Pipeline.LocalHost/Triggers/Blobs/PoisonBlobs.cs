using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Pipeline.LocalHost.Triggers.Queues;

namespace Pipeline.LocalHost.Triggers.Blobs;

/// <summary>The queue that hears of blobs that failed too often.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger#poison-blobs</remarks>
internal sealed class PoisonBlobs(QueueServiceClient queues, string functionId, bool base64)
{
    private const string QueueName = "webjobs-blobtrigger-poison";
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    public async Task AddAsync(string container, BlobItem blob, string etag, CancellationToken cancellationToken)
    {
        var message = new PoisonBlobMessage(functionId, $"{blob.Properties.BlobType ?? BlobType.Block}Blob", container, blob.Name, etag);
        var queue = queues.GetQueueClient(QueueName);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await queue.SendMessageAsync(QueueText.Encode(JsonSerializer.Serialize(message), base64), timeToLive: NeverExpires, cancellationToken: cancellationToken);
    }

    private sealed record PoisonBlobMessage(string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag);
}
