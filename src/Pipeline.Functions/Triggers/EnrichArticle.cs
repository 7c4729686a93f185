using Pipeline.Core.Stages;
using Pipeline.Core.Storage;

namespace Pipeline.Functions;

/// <summary>A clean article is to be enriched.</summary>
public sealed class EnrichArticle(EnrichStage stage)
{
    /// <summary>Enriches it.</summary>
    [Function(nameof(EnrichArticle))]
    public Task RunAsync(
        [QueueTrigger(PipelineStorage.EnrichQueue, Connection = StorageConnection.Name)] EnrichRequest message,
        CancellationToken cancellationToken) => stage.RunAsync(message, cancellationToken);
}
