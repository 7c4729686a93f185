using Microsoft.Extensions.DependencyInjection;
using Pipeline.LocalHost.Triggers.Blobs;
using Pipeline.LocalHost.Triggers.Queues;
using Pipeline.LocalHost.Triggers.Timers;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Makes the listener of each function that is not started by HTTP.</summary>
internal sealed class TriggerListeners(IServiceProvider services, IReadOnlyList<FunctionDescriptor> functions)
{
    /// <exception cref="InvalidOperationException">A function is declared wrongly or its connection is not configured; the message names it.</exception>
    public IReadOnlyList<ITriggerListener> Create() =>
    [
        .. functions
            .Select(function => function.Trigger switch
            {
                BlobTriggerAttribute => Listener<BlobListener>(function),
                QueueTriggerAttribute => Listener<QueueListener>(function),
                TimerTriggerAttribute => Listener<TimerListener>(function),
                _ => null,
            })
            .OfType<ITriggerListener>(),
    ];

    private ITriggerListener Listener<T>(FunctionDescriptor function)
        where T : ITriggerListener => ActivatorUtilities.CreateInstance<T>(services, function);
}
