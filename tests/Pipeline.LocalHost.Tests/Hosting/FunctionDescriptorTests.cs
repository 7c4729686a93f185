using System.Reflection;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Tests.Hosting;

public sealed class FunctionDescriptorTests
{
    [Fact]
    public void The_triggers_parameter_is_known_whatever_object_stands_for_it()
    {
        var method = typeof(Sample).GetMethod(nameof(Sample.Run))!;
        var parameters = method.GetParameters();
        var function = new FunctionDescriptor("Run", method, new QueueTriggerAttribute("queue"), parameters[0], "queue");

        Assert.True(function.IsTrigger(new Stranger(parameters[0])));
        Assert.False(function.IsTrigger(new Stranger(parameters[1])));
    }

    private static class Sample
    {
        public static void Run(string message, CancellationToken cancellationToken) => cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Another object for the same parameter, as reflection gives when two threads ask for the first time.</summary>
    private sealed class Stranger(ParameterInfo parameter) : ParameterInfo
    {
        public override int Position => parameter.Position;
    }
}
