using Azure.Storage.Queues.Models;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;

namespace Pipeline.Functions;

/// <summary>Messages that the host gave up on.</summary>
public sealed class PoisonMessages(PoisonStage stage)
{
    private const string CleanPoison = PipelineStorage.CleanQueue + PipelineStorage.PoisonSuffix;
    private const string EnrichPoison = PipelineStorage.EnrichQueue + PipelineStorage.PoisonSuffix;
    private const string ReconcilePoison = PipelineStorage.ReconcileQueue + PipelineStorage.PoisonSuffix;
    private const string DeletedPoison = PipelineStorage.DeletedQueue + PipelineStorage.PoisonSuffix;

    /// <summary>Cleaning was given up.</summary>
    [Function("CleanPoisoned")]
    public Task CleanAsync([QueueTrigger(CleanPoison, Connection = StorageConnection.Name)] QueueMessage message, CancellationToken cancellationToken) =>
        TakeAsync(CleanPoison, message, cancellationToken);

    /// <summary>Enrichment was given up.</summary>
    [Function("EnrichPoisoned")]
    public Task EnrichAsync([QueueTrigger(EnrichPoison, Connection = StorageConnection.Name)] QueueMessage message, CancellationToken cancellationToken) =>
        TakeAsync(EnrichPoison, message, cancellationToken);

    /// <summary>A deletion was given up.</summary>
    [Function("DeletedPoisoned")]
    public Task DeletedAsync([QueueTrigger(DeletedPoison, Connection = StorageConnection.Name)] QueueMessage message, CancellationToken cancellationToken) =>
        TakeAsync(DeletedPoison, message, cancellationToken);

    /// <summary>A step of Reconcile was given up.</summary>
    [Function("ReconcilePoisoned")]
    public Task ReconcileAsync([QueueTrigger(ReconcilePoison, Connection = StorageConnection.Name)] QueueMessage message, CancellationToken cancellationToken) =>
        TakeAsync(ReconcilePoison, message, cancellationToken);

    /// <summary>Receiving a file was given up.</summary>
    [Function("UploadPoisoned")]
    public Task ReceiveAsync([QueueTrigger(PipelineStorage.BlobPoisonQueue, Connection = StorageConnection.Name)] QueueMessage message, CancellationToken cancellationToken) =>
        TakeAsync(PipelineStorage.BlobPoisonQueue, message, cancellationToken);

    private Task TakeAsync(string queue, QueueMessage message, CancellationToken cancellationToken) =>
        stage.TakeAsync(new DeadMessage(queue, message.Body, message.MessageId, message.InsertedOn, message.DequeueCount), cancellationToken);
}
