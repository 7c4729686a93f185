using Microsoft.Extensions.Logging;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Storage;

namespace Pipeline.LocalHost.Triggers.Timers;

/// <summary>Runs a timer function at its occurrences, one at a time, on one of the hosts.</summary>
internal sealed partial class TimerListener : ITriggerListener
{
    /// <summary>Timers of the runtime cannot wait for longer than 49 days; a clock that was put forward is noticed within this.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly FunctionDescriptor _function;
    private readonly FunctionInvoker _invoker;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimerSchedule _schedule;
    private readonly TimerTriggerAttribute _trigger;
    private readonly SingletonLock _lock;
    private readonly TimerStatusStore? _store;
    private bool _ranOnStartup;

    public TimerListener(
        FunctionDescriptor function,
        FunctionInvoker invoker,
        StorageConnections connections,
        HostIdentity identity,
        TimeProvider time,
        ILogger<TimerListener> logger)
    {
        _function = function;
        _invoker = invoker;
        _time = time;
        _logger = logger;
        _trigger = (TimerTriggerAttribute)function.Trigger;
        _schedule = TimerSchedule.Parse(function.Source, function.Name);
        if (function.TriggerType != typeof(TimerInfo))
        {
            throw new InvalidOperationException($"Function '{function.Name}': a timer trigger's parameter is a {nameof(TimerInfo)}, not a {function.TriggerType.Name}.");
        }

        ParameterBinding.Validate(function, []);
        _lock = new SingletonLock(connections.HostState, $"locks/{identity.Id}/{function.Name}.Listener", time, logger);
        _store = _trigger.UseMonitor && !_schedule.IsDense(Now) ? new TimerStatusStore(connections.HostState, $"timers/{identity.Id}/{function.Name}/status") : null;
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public Task RunAsync(CancellationToken stopping) => _lock.RunAsync(RunScheduleAsync, stopping);

    private async Task RunScheduleAsync(CancellationToken held)
    {
        try
        {
            var status = await FirstRunAsync(held);
            while (await WaitUntilAsync(status.Next, held))
            {
                status = await RunAsync(status, isPastDue: false, held);
            }
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // The lock is lost or the host stops.
        }
        catch (Exception exception) when (exception.IsStorageFailure())
        {
            LogStatusUnavailable(_logger, _function.Name, exception.Message);
            await Pause.ForAsync(TimeSpan.FromSeconds(1), _time, held);
        }
    }

    private async Task<ScheduleStatus> FirstRunAsync(CancellationToken held)
    {
        var stored = _store is null ? null : await _store.ReadAsync(held);
        var status = stored ?? new ScheduleStatus { LastUpdated = Now };

        // From the last run and not from the stored occurrence: the schedule may have been changed since.
        status.Next = _schedule.Next(status.Last == default ? status.LastUpdated : status.Last);
        var runOnStartup = _trigger.RunOnStartup && !_ranOnStartup;
        _ranOnStartup = true;
        if (stored is not null && status.Next < Now)
        {
            return await RunAsync(status, isPastDue: true, held);
        }

        if (runOnStartup)
        {
            return await RunAsync(status, isPastDue: false, held);
        }

        await SaveAsync(status, held);
        return status;
    }

    private async Task<ScheduleStatus> RunAsync(ScheduleStatus status, bool isPastDue, CancellationToken held)
    {
        held.ThrowIfCancellationRequested();
        var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = _store is null ? null : status };
        try
        {
            await _invoker.InvokeAsync(
                _function,
                new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase),
                _ => ValueTask.FromResult<object?>(info),
                CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Logged by the invoker. A timer is not tried again before its next occurrence.
        }

        // Occurrences that passed while the function ran are served by this run.
        var now = Now;
        var next = new ScheduleStatus { Last = now, Next = _schedule.Next(now), LastUpdated = now };
        await SaveAsync(next, CancellationToken.None);
        return next;
    }

    private Task SaveAsync(ScheduleStatus status, CancellationToken cancellationToken) =>
        _store is null ? Task.CompletedTask : _store.WriteAsync(status, cancellationToken);

    private async Task<bool> WaitUntilAsync(DateTime due, CancellationToken cancellationToken)
    {
        while (due - Now is var remaining && remaining > TimeSpan.Zero)
        {
            if (!await Pause.ForAsync(remaining < LongestWait ? remaining : LongestWait, _time, cancellationToken))
            {
                return false;
            }
        }

        return !cancellationToken.IsCancellationRequested;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Function {Function}: its schedule's state was not read or written, and is tried again: {Reason}")]
    private static partial void LogStatusUnavailable(ILogger logger, string function, string reason);
}
