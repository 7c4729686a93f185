using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Pipeline.LocalHost.Storage;

namespace Pipeline.LocalHost.Triggers.Queues;

/// <summary>Keeps a received message hidden while it is processed, and ends that by deleting or releasing it.</summary>
internal sealed partial class MessageLock(QueueClient queue, QueueMessage message, TimeSpan duration, TimeProvider time, ILogger logger)
{
    private string _popReceipt = message.PopReceipt;

    /// <summary>Whether somebody else may have the message by now.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Renews at half of the duration until cancelled. When the lock is lost, cancels the processing and returns.</summary>
    public async Task RenewAsync(CancellationTokenSource processing, CancellationToken cancellationToken)
    {
        var renewed = time.GetTimestamp();
        while (await Pause.ForAsync(duration / 2, time, cancellationToken))
        {
            try
            {
                // Not cancelled half-way: the pop receipt of an update that succeeded unseen would be lost.
                await UpdateAsync(duration);
                renewed = time.GetTimestamp();
            }
            catch (RequestFailedException exception) when (IsGone(exception))
            {
                IsLost = true;
            }
            catch (Exception exception) when (exception.IsStorageFailure())
            {
                LogRenewalFailed(logger, message.MessageId, queue.Name, exception.Message);
                IsLost = time.GetElapsedTime(renewed) >= duration;
            }

            if (IsLost)
            {
                LogLost(logger, message.MessageId, queue.Name);
                await processing.CancelAsync();
                return;
            }
        }
    }

    /// <summary>Removes the message: it is done with.</summary>
    public async Task DeleteAsync()
    {
        try
        {
            await queue.DeleteMessageAsync(message.MessageId, _popReceipt, CancellationToken.None);
        }
        catch (RequestFailedException exception) when (IsGone(exception))
        {
            IsLost = true;
            LogLost(logger, message.MessageId, queue.Name);
        }
    }

    /// <summary>Lets the message be received again after a delay.</summary>
    public async Task ReleaseAsync(TimeSpan delay)
    {
        try
        {
            await UpdateAsync(delay);
        }
        catch (RequestFailedException exception) when (IsGone(exception))
        {
            IsLost = true;
            LogLost(logger, message.MessageId, queue.Name);
        }
    }

    private async Task UpdateAsync(TimeSpan visibilityTimeout)
    {
        var update = await queue.UpdateMessageAsync(message.MessageId, _popReceipt, (BinaryData?)null, visibilityTimeout, CancellationToken.None);
        _popReceipt = update.Value.PopReceipt;
    }

    // 400 is a pop receipt that no longer matches.
    private static bool IsGone(RequestFailedException exception) =>
        exception.Status == StorageErrors.NotFound || exception.ErrorCode == QueueErrorCode.PopReceiptMismatch;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lock on message {Message} of queue {Queue} was lost; the message may be processed again")]
    private static partial void LogLost(ILogger logger, string message, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lock on message {Message} of queue {Queue} was not renewed: {Reason}")]
    private static partial void LogRenewalFailed(ILogger logger, string message, string queue, string reason);
}
