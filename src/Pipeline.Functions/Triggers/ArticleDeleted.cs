using Pipeline.Core.Stages;
using Pipeline.Core.Storage;

namespace Pipeline.Functions;

/// <summary>Event Grid reported that a file was deleted.</summary>
public sealed class ArticleDeleted(DeleteStage stage)
{
    /// <summary>Removes what was made of it.</summary>
    [Function(nameof(ArticleDeleted))]
    public Task RunAsync(
        [QueueTrigger(PipelineStorage.DeletedQueue, Connection = StorageConnection.Name)] BinaryData message,
        CancellationToken cancellationToken) =>
        BlobEvents.PathOf(message) is { } path ? stage.RunAsync(path, cancellationToken) : Task.CompletedTask;
}
