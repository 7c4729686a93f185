using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Runs one function once: scope, instance, arguments, time limit, result.</summary>
internal sealed partial class FunctionInvoker(
    IServiceScopeFactory scopes,
    RunningInvocations running,
    HostJson hostJson,
    TimeProvider time,
    ILogger<FunctionInvoker> logger)
{
    public const string ActivitySourceName = "Pipeline.LocalHost";
    private const string ResultProperty = "Result";
    private static readonly Func<ILogger, string, string, IDisposable?> InvocationScope = LoggerMessage.DefineScope<string, string>("{Function} {InvocationId}");
    private static readonly ActivitySource Activities = new(ActivitySourceName);

    /// <summary>Runs the function and gives what it returned, null for one without a result. An exception of the function, or of binding its parameters, is thrown on.</summary>
    public async Task<object?> InvokeAsync(
        FunctionDescriptor function,
        IReadOnlyDictionary<string, object?> bindingData,
        Func<CancellationToken, ValueTask<object?>> bindTrigger,
        CancellationToken cancellationToken)
    {
        using var activity = Activities.StartActivity(function.Name);
        using var timeout = hostJson.FunctionTimeout is { } limit ? new CancellationTokenSource(limit, time) : new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, running.CancellationToken, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var context = new FunctionContext
        {
            InvocationId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            FunctionDefinition = new FunctionDefinition { Name = function.Name },
            BindingContext = new BindingContext { BindingData = bindingData },
            InstanceServices = scope.ServiceProvider,
            CancellationToken = linked.Token,
        };
        using var logScope = InvocationScope(logger, function.Name, context.InvocationId);
        var started = time.GetTimestamp();
        try
        {
            var arguments = await BindAsync(function, context, bindTrigger);
            var instance = function.Method.IsStatic ? null : ActivatorUtilities.CreateInstance(scope.ServiceProvider, function.Method.DeclaringType!);
            try
            {
                var result = await AwaitAsync(function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture), function.Method.ReturnType);
                var elapsed = time.GetElapsedTime(started);
                LogSucceeded(logger, function.Name, context.InvocationId, elapsed);
                return result;
            }
            finally
            {
                await DisposeAsync(instance);
            }
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            if (timeout.IsCancellationRequested)
            {
                LogTimedOut(logger, function.Name, context.InvocationId, hostJson.FunctionTimeout!.Value);
            }

            var elapsed = time.GetElapsedTime(started);
            LogFailed(logger, exception, function.Name, context.InvocationId, elapsed);
            throw;
        }
        finally
        {
            running.Completed();
        }
    }

    private static async ValueTask<object?[]> BindAsync(FunctionDescriptor function, FunctionContext context, Func<CancellationToken, ValueTask<object?>> bindTrigger)
    {
        var parameters = function.Method.GetParameters();
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            arguments[i] = function.IsTrigger(parameters[i])
                ? await bindTrigger(context.CancellationToken)
                : ParameterBinding.Bind(parameters[i], context);
        }

        return arguments;
    }

    private static async ValueTask<object?> AwaitAsync(object? returned, Type declared)
    {
        if (returned is ValueTask withoutResult)
        {
            await withoutResult;
            return null;
        }

        if (declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            returned = declared.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null);
        }

        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return declared == typeof(Task) ? null : task.GetType().GetProperty(ResultProperty)!.GetValue(task);
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        switch (instance)
        {
            case IAsyncDisposable asyncDisposable:
                await asyncDisposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Function {Function} ({InvocationId}) succeeded in {Elapsed}")]
    private static partial void LogSucceeded(ILogger logger, string function, string invocationId, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Function {Function} ({InvocationId}) failed after {Elapsed}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string function, string invocationId, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Function {Function} ({InvocationId}) was cancelled: host.json's functionTimeout is {Limit}")]
    private static partial void LogTimedOut(ILogger logger, string function, string invocationId, TimeSpan limit);
}
