using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Storage;

namespace Pipeline.LocalHost.Triggers.Queues;

/// <summary>Runs a queue-triggered function for each message.</summary>
internal sealed partial class QueueListener : ITriggerListener
{
    private const string PoisonSuffix = "-poison";
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private readonly FunctionDescriptor _function;
    private readonly FunctionInvoker _invoker;
    private readonly RunningInvocations _invocations;
    private readonly QueueSettings _settings;
    private readonly TimeSpan _lockDuration;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly QueueClient _queue;
    private readonly QueueClient? _poisonQueue;

    public QueueListener(
        FunctionDescriptor function,
        FunctionInvoker invoker,
        RunningInvocations invocations,
        HostJson hostJson,
        StorageConnections connections,
        IOptions<LocalHostOptions> options,
        TimeProvider time,
        ILogger<QueueListener> logger)
    {
        _function = function;
        _invoker = invoker;
        _invocations = invocations;
        _settings = hostJson.Queues;
        _lockDuration = options.Value.QueueLockDuration;
        _time = time;
        _logger = logger;
        ParameterBinding.Validate(function, QueueMessageBinding.Names);
        var queues = connections.Queues(((QueueTriggerAttribute)function.Trigger).Connection);
        _queue = queues.GetQueueClient(function.Source);
        _poisonQueue = function.Source.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? null : queues.GetQueueClient(function.Source + PoisonSuffix);
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        var running = new HashSet<Task>();
        var delay = QueueSettings.MinPollingInterval;
        while (!stopping.IsCancellationRequested)
        {
            running.RemoveWhere(task => task.IsCompleted);
            if (running.Count > _settings.NewBatchThreshold)
            {
                await Task.WhenAny(running);
                continue;
            }

            var completion = _invocations.NextCompletion;
            var messages = await ReceiveAsync();
            foreach (var message in messages)
            {
                running.Add(Task.Run(() => ProcessAsync(message), CancellationToken.None));
            }

            delay = messages.Length > 0 || await WaitAsync(delay, completion, stopping)
                ? QueueSettings.MinPollingInterval
                : TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, _settings.MaxPollingInterval.Ticks));
        }

        await Task.WhenAll(running);
    }

    /// <summary>Waits until the queue is worth another look; true when a function has ended meanwhile, since it may have added a message.</summary>
    private async Task<bool> WaitAsync(TimeSpan delay, Task completion, CancellationToken stopping)
    {
        if (!await Pause.ForAsync(QueueSettings.MinPollingInterval, _time, stopping) || delay <= QueueSettings.MinPollingInterval)
        {
            return completion.IsCompleted;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(completion, Pause.ForAsync(delay - QueueSettings.MinPollingInterval, _time, either.Token));
        await either.CancelAsync();
        return completion.IsCompleted;
    }

    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            // Not cancelled when the host stops: messages of a cut-off response would stay hidden for the whole lock.
            return await _queue.ReceiveMessagesAsync(_settings.BatchSize, _lockDuration, CancellationToken.None);
        }
        catch (RequestFailedException exception) when (exception.Status == StorageErrors.NotFound)
        {
            return [];
        }
        catch (Exception exception) when (exception.IsStorageFailure())
        {
            LogReceiveFailed(_logger, _function.Name, _queue.Name, exception.Message);
            return [];
        }
    }

    private async Task ProcessAsync(QueueMessage message)
    {
        var held = new MessageLock(_queue, message, _lockDuration, _time, _logger);
        try
        {
            if (_poisonQueue is not null && message.DequeueCount > _settings.MaxDequeueCount)
            {
                // Its attempts ended without an outcome: the host was killed each time.
                await MoveToPoisonAsync(message, held);
                return;
            }

            var succeeded = await InvokeAsync(message, held);
            if (!held.IsLost)
            {
                await (succeeded ? held.DeleteAsync() : FailedAsync(message, held));
            }
        }
        catch (Exception exception) when (exception.IsStorageFailure())
        {
            LogNotAcknowledged(_logger, message.MessageId, _queue.Name, exception.Message);
        }
    }

    private async Task<bool> InvokeAsync(QueueMessage message, MessageLock held)
    {
        using var processing = new CancellationTokenSource();
        using var renewing = new CancellationTokenSource();
        var renewal = held.RenewAsync(processing, renewing.Token);
        try
        {
            await _invoker.InvokeAsync(
                _function,
                QueueMessageBinding.Data(message, _settings.Base64),
                _ => ValueTask.FromResult<object?>(QueueMessageBinding.Bind(_function.TriggerType, message, _settings.Base64)),
                processing.Token);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
        finally
        {
            await renewing.CancelAsync();
            await renewal;
        }
    }

    private async Task FailedAsync(QueueMessage message, MessageLock held)
    {
        if (_invocations.CancellationToken.IsCancellationRequested)
        {
            // The host, not the message, is the reason.
            await held.ReleaseAsync(TimeSpan.Zero);
        }
        else if (_poisonQueue is null)
        {
            // As in the Functions host: a poison queue has no poison queue, and its messages stay hidden until the lock ends, so that they are not retried in a hot loop.
            LogPoisonHandlerFailed(_logger, message.MessageId, _queue.Name);
        }
        else if (message.DequeueCount >= _settings.MaxDequeueCount)
        {
            await MoveToPoisonAsync(message, held);
        }
        else
        {
            await held.ReleaseAsync(_settings.VisibilityTimeout);
        }
    }

    private async Task MoveToPoisonAsync(QueueMessage message, MessageLock held)
    {
        await _poisonQueue!.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await _poisonQueue.SendMessageAsync(message.Body, visibilityTimeout: null, timeToLive: NeverExpires, CancellationToken.None);
        await held.DeleteAsync();
        LogPoison(_logger, message.MessageId, _poisonQueue.Name, message.DequeueCount);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Function {Function}: queue {Queue} was not read and is tried again: {Reason}")]
    private static partial void LogReceiveFailed(ILogger logger, string function, string queue, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Message} was moved to queue {Queue} at dequeue count {DequeueCount}")]
    private static partial void LogPoison(ILogger logger, string message, string queue, long dequeueCount);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} of queue {Queue} failed and stays hidden until its lock ends")]
    private static partial void LogPoisonHandlerFailed(ILogger logger, string message, string queue);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Message} of queue {Queue} was not acknowledged and will be processed again: {Reason}")]
    private static partial void LogNotAcknowledged(ILogger logger, string message, string queue, string reason);
}
