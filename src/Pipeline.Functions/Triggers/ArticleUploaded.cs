using Azure.Storage.Blobs;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;

namespace Pipeline.Functions;

/// <summary>A file was dropped or overwritten.</summary>
public sealed class ArticleUploaded(ReceiveStage stage)
{
    /// <summary>Receives it.</summary>
    [Function(nameof(ArticleUploaded))]
    public Task RunAsync(
        [BlobTrigger(PipelineStorage.ArticlesContainer + "/{name}", Source = BlobTriggerSource.EventGrid, Connection = StorageConnection.Name)] BlobClient blob,
        CancellationToken cancellationToken) => stage.RunAsync(blob.Name, cancellationToken);
}
