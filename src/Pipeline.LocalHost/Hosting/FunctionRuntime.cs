using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Runs the listeners of an app's functions from start to drained.</summary>
internal sealed partial class FunctionRuntime(
    TriggerListeners listeners,
    RunningInvocations running,
    IOptions<LocalHostOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<FunctionRuntime> logger) : IHostedService, IDisposable
{
    /// <summary>How long a function may take to obey its cancelled token before the host ends without it.</summary>
    public static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _tasks = [];
    private ITimer? _drainLimit;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A function declared wrongly fails the start. No work is taken before all else has started, the HTTP server too.
        var created = listeners.Create();
        lifetime.ApplicationStarted.Register(() => Listen(created));
        lifetime.ApplicationStopping.Register(BeginDrain);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        BeginDrain();
        try
        {
            await Task.WhenAll(_tasks).WaitAsync(options.Value.DrainTimeout + CancellationGrace, time, cancellationToken);
            LogDrained(logger);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            LogNotDrained(logger, _tasks.Count(task => !task.IsCompleted));
        }
    }

    public void Dispose()
    {
        _drainLimit?.Dispose();
        _stopping.Dispose();
    }

    private void Listen(IReadOnlyList<ITriggerListener> created)
    {
        LogStarted(logger, created.Count);
        _tasks.AddRange(created.Select(listener => Task.Run(() => RunAsync(listener), CancellationToken.None)));
    }

    private void BeginDrain()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        LogDraining(logger, options.Value.DrainTimeout);
        _drainLimit = time.CreateTimer(_ => _ = running.CancelAsync(), null, options.Value.DrainTimeout, Timeout.InfiniteTimeSpan);
        _stopping.Cancel();
    }

    private async Task RunAsync(ITriggerListener listener)
    {
        try
        {
            await listener.RunAsync(_stopping.Token);
        }
        catch (Exception exception)
        {
            // A listener handles every failure it can expect. A host with a dead listener would look healthy and do nothing.
            LogListenerDied(logger, exception);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening to {Count} triggers")]
    private static partial void LogStarted(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Taking no more work; running functions have {Limit} to finish")]
    private static partial void LogDraining(ILogger logger, TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Information, Message = "All running functions have finished")]
    private static partial void LogDrained(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} triggers had functions that did not finish within the drain limit; their work will be done again")]
    private static partial void LogNotDrained(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A trigger's listener has failed; the host stops")]
    private static partial void LogListenerDied(ILogger logger, Exception exception);
}
