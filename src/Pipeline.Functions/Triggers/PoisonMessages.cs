using Pipeline.Core.Stages;
using Pipeline.Core.Storage;

namespace Pipeline.Functions;

/// <summary>Messages that the host gave up on.</summary>
public sealed class PoisonMessages(PoisonStage stage)
{
    /// <summary>Cleaning was given up.</summary>
    [Function("CleanPoisoned")]
    public Task CleanAsync(
        [QueueTrigger(PipelineStorage.CleanQueue + PipelineStorage.PoisonSuffix, Connection = StorageConnection.Name)] BinaryData message,
        CancellationToken cancellationToken) => stage.CleanAsync(message, cancellationToken);

    /// <summary>Enrichment was given up.</summary>
    [Function("EnrichPoisoned")]
    public Task EnrichAsync(
        [QueueTrigger(PipelineStorage.EnrichQueue + PipelineStorage.PoisonSuffix, Connection = StorageConnection.Name)] BinaryData message,
        CancellationToken cancellationToken) => stage.EnrichAsync(message, cancellationToken);

    /// <summary>Receiving a file was given up.</summary>
    [Function("UploadPoisoned")]
    public Task ReceiveAsync(
        [QueueTrigger(PipelineStorage.BlobPoisonQueue, Connection = StorageConnection.Name)] BinaryData message,
        CancellationToken cancellationToken) => stage.ReceiveAsync(message, cancellationToken);
}
