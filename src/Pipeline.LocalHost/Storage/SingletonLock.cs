using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace Pipeline.LocalHost.Storage;

/// <summary>A lease on a blob, so that of several hosts only one runs a timer.</summary>
internal sealed partial class SingletonLock(BlobContainerClient container, string blobName, TimeProvider time, ILogger logger)
{
    /// <summary>The shortest lease that storage gives: what a killed host leaves locked ends soon.</summary>
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewalInterval = LeaseDuration / 3;

    /// <summary>Runs the action while the lock is held, again each time it is had again, until stopped. The action's token ends with the lock.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> action, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (await TryAcquireAsync(stopping) is { } lease)
            {
                await RunHoldingAsync(lease, action, stopping);
            }
            else
            {
                await Pause.ForAsync(RenewalInterval, time, stopping);
            }
        }
    }

    private async Task RunHoldingAsync(BlobLeaseClient lease, Func<CancellationToken, Task> action, CancellationToken stopping)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var renewing = new CancellationTokenSource();
        var renewal = RenewAsync(lease, held, renewing.Token);
        try
        {
            await action(held.Token);
        }
        finally
        {
            await renewing.CancelAsync();
            await renewal;
            await ReleaseAsync(lease);
        }
    }

    private async Task<BlobLeaseClient?> TryAcquireAsync(CancellationToken stopping)
    {
        var blob = container.GetBlobClient(blobName);
        try
        {
            await container.CreateIfNotExistsAsync(cancellationToken: stopping);
            if (!await blob.ExistsAsync(stopping))
            {
                await blob.UploadAsync(BinaryData.Empty, overwrite: true, stopping);
            }

            var lease = blob.GetBlobLeaseClient();
            await lease.AcquireAsync(LeaseDuration, cancellationToken: stopping);
            return lease;
        }
        catch (RequestFailedException exception) when (exception.Status is StorageErrors.Conflict or StorageErrors.PreconditionFailed)
        {
            LogHeldElsewhere(logger, blobName);
            return null;
        }
        catch (Exception exception) when (exception.IsStorageFailure())
        {
            if (!stopping.IsCancellationRequested)
            {
                LogUnavailable(logger, blobName, exception.Message);
            }

            return null;
        }
    }

    private async Task RenewAsync(BlobLeaseClient lease, CancellationTokenSource held, CancellationToken cancellationToken)
    {
        var renewed = time.GetTimestamp();
        while (await Pause.ForAsync(RenewalInterval, time, cancellationToken))
        {
            try
            {
                await lease.RenewAsync(cancellationToken: cancellationToken);
                renewed = time.GetTimestamp();
            }
            catch (Exception exception) when (exception.IsStorageFailure())
            {
                var gone = exception is RequestFailedException { Status: StorageErrors.Conflict or StorageErrors.PreconditionFailed or StorageErrors.NotFound };
                if (!cancellationToken.IsCancellationRequested && (gone || time.GetElapsedTime(renewed) >= LeaseDuration))
                {
                    LogLost(logger, blobName);
                    await held.CancelAsync();
                    return;
                }
            }
        }
    }

    private async Task ReleaseAsync(BlobLeaseClient lease)
    {
        try
        {
            await lease.ReleaseAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception exception) when (exception.IsStorageFailure())
        {
            LogUnavailable(logger, blobName, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Lock {Lock} is held by another host")]
    private static partial void LogHeldElsewhere(ILogger logger, string @lock);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lock {Lock} was lost; another host may take over")]
    private static partial void LogLost(ILogger logger, string @lock);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage of lock {Lock} is unavailable: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string @lock, string reason);
}
