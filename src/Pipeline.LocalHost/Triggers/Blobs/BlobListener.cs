using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Storage;

namespace Pipeline.LocalHost.Triggers.Blobs;

/// <summary>
/// Runs a blob-triggered function for each blob version without a receipt. An idle scan costs one listing request per 5,000 blobs and nothing else.
/// </summary>
internal sealed partial class BlobListener : ITriggerListener
{
    private const string BlobTriggerKey = "BlobTrigger";
    private const string UriKey = "Uri";

    private readonly FunctionDescriptor _function;
    private readonly FunctionInvoker _invoker;
    private readonly RunningInvocations _invocations;
    private readonly BlobSettings _settings;
    private readonly TimeSpan _scanInterval;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BlobPathPattern _pattern;
    private readonly BlobContainerClient _container;
    private readonly BlobReceipts _receipts;
    private readonly PoisonBlobs _poison;
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    private enum Outcome
    {
        Succeeded,
        Failed,
        Undecided,
    }

    public BlobListener(
        FunctionDescriptor function,
        FunctionInvoker invoker,
        RunningInvocations invocations,
        HostJson hostJson,
        StorageConnections connections,
        HostIdentity identity,
        IOptions<LocalHostOptions> options,
        TimeProvider time,
        ILogger<BlobListener> logger)
    {
        var connection = ((BlobTriggerAttribute)function.Trigger).Connection;
        _function = function;
        _invoker = invoker;
        _invocations = invocations;
        _settings = hostJson.Blobs;
        _scanInterval = options.Value.BlobScanInterval;
        _time = time;
        _logger = logger;
        _pattern = BlobPathPattern.Parse(function.Source, function.Name);
        BlobBinding.Validate(function);
        ParameterBinding.Validate(function, [.. _pattern.Names, BlobTriggerKey, UriKey]);
        _container = connections.Blobs(connection).GetBlobContainerClient(_pattern.Container);
        _receipts = new BlobReceipts(connections.HostState, $"blobreceipts/{identity.Id}/{function.Name}/{_pattern.Container}/");
        _poison = new PoisonBlobs(connections.Queues(connection), $"{identity.Id}.Functions.{function.Name}", hostJson.Queues.Base64);
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        using var slots = new SemaphoreSlim(_settings.MaxDegreeOfParallelism);
        var loaded = false;
        do
        {
            try
            {
                if (!loaded)
                {
                    await _receipts.LoadAsync(stopping);
                    loaded = true;
                }

                await ScanAsync(slots, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception) when (exception.IsStorageFailure())
            {
                LogScanFailed(_logger, _function.Name, exception.Message);
            }
        }
        while (await Pause.ForAsync(_scanInterval, _time, stopping));

        await Task.WhenAll(_running.Values);
    }

    private async Task ScanAsync(SemaphoreSlim slots, CancellationToken stopping)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, _pattern.Prefix, stopping))
            {
                var key = BlobReceipts.KeyOf(blob.Name);
                present.Add(key);
                var etag = blob.Properties.ETag?.ToString() ?? string.Empty;
                if (_running.ContainsKey(key) || _receipts.Find(key, etag).Done || _pattern.Match(blob.Name) is not { } bindingData)
                {
                    continue;
                }

                await slots.WaitAsync(stopping);
                Start(key, blob, etag, bindingData, slots);
            }
        }
        catch (RequestFailedException exception) when (exception.Status == StorageErrors.NotFound)
        {
            // A container may be made, or removed and made again, at any time.
        }

        await _receipts.ForgetAllButAsync(present, stopping);
    }

    private void Start(string key, BlobItem blob, string etag, Dictionary<string, object?> bindingData, SemaphoreSlim slots)
    {
        var entered = new TaskCompletionSource();
        _running[key] = Task.Run(async () =>
        {
            await entered.Task;
            try
            {
                await ProcessAsync(key, blob, etag, bindingData);
            }
            finally
            {
                _running.TryRemove(key, out _);
                slots.Release();
            }
        });
        entered.SetResult();
    }

    private async Task ProcessAsync(string key, BlobItem item, string etag, Dictionary<string, object?> bindingData)
    {
        var blob = _container.GetBlobClient(item.Name);
        bindingData[BlobTriggerKey] = $"{_pattern.Container}/{item.Name}";
        bindingData[UriKey] = blob.Uri.AbsoluteUri;
        var receipt = _receipts.Find(key, etag);
        var outcome = await InvokeAsync(blob, bindingData);
        try
        {
            switch (outcome)
            {
                case Outcome.Succeeded:
                    await _receipts.SaveAsync(key, receipt with { Done = true }, CancellationToken.None);
                    break;
                case Outcome.Failed:
                    await FailedAsync(key, item, receipt with { Failures = receipt.Failures + 1 });
                    break;
            }
        }
        catch (Exception exception) when (exception.IsStorageFailure())
        {
            LogReceiptNotSaved(_logger, _function.Name, item.Name, exception.Message);
        }
    }

    private async Task<Outcome> InvokeAsync(BlobClient blob, Dictionary<string, object?> bindingData)
    {
        try
        {
            await _invoker.InvokeAsync(_function, bindingData, token => BlobBinding.BindAsync(_function.TriggerType, blob, token), CancellationToken.None);
            return Outcome.Succeeded;
        }
        catch (BlobGoneException)
        {
            LogGone(_logger, _function.Name, blob.Name);
            return Outcome.Undecided;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // When the host cuts it short, the host, not the blob, is the reason.
            return _invocations.CancellationToken.IsCancellationRequested ? Outcome.Undecided : Outcome.Failed;
        }
    }

    private async Task FailedAsync(string key, BlobItem item, BlobReceipt receipt)
    {
        if (receipt.Failures < _settings.PoisonBlobThreshold)
        {
            await _receipts.SaveAsync(key, receipt, CancellationToken.None);
            return;
        }

        await _poison.AddAsync(_pattern.Container, item, receipt.ETag, CancellationToken.None);
        LogPoison(_logger, _function.Name, item.Name, receipt.Failures);
        await _receipts.SaveAsync(key, receipt with { Done = true }, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Function {Function}: scanning its container failed and is tried again: {Reason}")]
    private static partial void LogScanFailed(ILogger logger, string function, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Function {Function}: blob {Blob} is gone")]
    private static partial void LogGone(ILogger logger, string function, string blob);

    [LoggerMessage(Level = LogLevel.Error, Message = "Function {Function}: blob {Blob} failed {Attempts} times and is given up; a message is in webjobs-blobtrigger-poison")]
    private static partial void LogPoison(ILogger logger, string function, string blob, int attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Function {Function}: the receipt of blob {Blob} was not saved, so it may run again after a restart: {Reason}")]
    private static partial void LogReceiptNotSaved(ILogger logger, string function, string blob, string reason);
}
