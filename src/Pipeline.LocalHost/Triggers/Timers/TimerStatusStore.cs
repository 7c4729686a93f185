using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Pipeline.LocalHost.Storage;

namespace Pipeline.LocalHost.Triggers.Timers;

/// <summary>Keeps a timer's schedule status in a blob.</summary>
internal sealed class TimerStatusStore(BlobContainerClient hostState, string blobName)
{
    /// <summary>The status, null when there is none that can be read.</summary>
    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await hostState.GetBlobClient(blobName).DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException exception) when (exception.Status == StorageErrors.NotFound)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Task WriteAsync(ScheduleStatus status, CancellationToken cancellationToken) =>
        hostState.GetBlobClient(blobName).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken);
}
