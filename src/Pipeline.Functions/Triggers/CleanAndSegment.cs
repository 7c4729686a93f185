using Pipeline.Core.Stages;
using Pipeline.Core.Storage;

namespace Pipeline.Functions;

/// <summary>A received file is to be cleaned.</summary>
public sealed class CleanAndSegment(CleanStage stage)
{
    /// <summary>Cleans it.</summary>
    [Function(nameof(CleanAndSegment))]
    public Task RunAsync(
        [QueueTrigger(PipelineStorage.CleanQueue, Connection = StorageConnection.Name)] CleanRequest message,
        CancellationToken cancellationToken) => stage.RunAsync(message, cancellationToken);
}
