using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;

namespace Pipeline.Core.Tests;

/// <summary>Messages of the poison queues, as the functions hand them on.</summary>
internal static class Poison
{
    public static Task CleanAsync(this PoisonStage stage, BinaryData message, CancellationToken cancellationToken) =>
        stage.TakeAsync(Of(PipelineStorage.CleanQueue + PipelineStorage.PoisonSuffix, message), cancellationToken);

    public static Task EnrichAsync(this PoisonStage stage, BinaryData message, CancellationToken cancellationToken) =>
        stage.TakeAsync(Of(PipelineStorage.EnrichQueue + PipelineStorage.PoisonSuffix, message), cancellationToken);

    public static Task ReceiveAsync(this PoisonStage stage, BinaryData message, CancellationToken cancellationToken) =>
        stage.TakeAsync(Of(PipelineStorage.BlobPoisonQueue, message), cancellationToken);

    private static DeadMessage Of(string queue, BinaryData message) => new(queue, message, "id", null, 1);
}
