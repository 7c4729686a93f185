using System.Reflection;
using Pipeline.LocalHost;

namespace Pipeline.Functions.Tests;

/// <summary>The functions of the app, by reflection.</summary>
internal static class Functions
{
    public static IReadOnlyList<(string Name, TriggerBindingAttribute Trigger)> All { get; } =
    [
        .. from type in typeof(PipelineApplication).Assembly.GetExportedTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           select (function.Name, method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>()).Single()),
    ];
}
