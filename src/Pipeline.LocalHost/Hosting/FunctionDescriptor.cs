using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Pipeline.LocalHost.Hosting;

/// <summary>A function of the app, with its settings resolved.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Method">What is called.</param>
/// <param name="Trigger">The attribute on the trigger parameter.</param>
/// <param name="TriggerParameter">The parameter that receives the trigger's value.</param>
/// <param name="Source">Blob path, queue name, schedule or route with its settings resolved.</param>
internal sealed record FunctionDescriptor(string Name, MethodInfo Method, TriggerBindingAttribute Trigger, ParameterInfo TriggerParameter, string Source)
{
    public Type TriggerType => TriggerParameter.ParameterType;

    /// <summary>
    /// Whether the parameter is the trigger's. By position: reflection may hand out several objects for one parameter when hosts start at the same moment.
    /// </summary>
    public bool IsTrigger(ParameterInfo parameter) => parameter.Position == TriggerParameter.Position;
}

/// <summary>Finds functions by their attributes.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags PublicMethods = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Functions of the classes, without those whose setting <c>AzureWebJobs.{name}.Disabled</c> is true.</summary>
    /// <exception cref="InvalidOperationException">A function is declared wrongly or refers to a missing setting; the message names it.</exception>
    public static IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> classes, IConfiguration configuration)
    {
        var functions = new Dictionary<string, FunctionDescriptor>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in classes.Where(type => type.IsVisible).SelectMany(type => type.GetMethods(PublicMethods)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute || IsDisabled(attribute.Name, configuration))
            {
                continue;
            }

            var function = Describe(attribute.Name, method, configuration);
            if (!functions.TryAdd(function.Name, function))
            {
                throw new InvalidOperationException($"Two functions are named '{function.Name}'.");
            }
        }

        return [.. functions.Values];
    }

    private static bool IsDisabled(string name, IConfiguration configuration) =>
        bool.TryParse(configuration[$"AzureWebJobs.{name}.Disabled"] ?? configuration[$"AzureWebJobs_{name}_Disabled"], out var disabled) && disabled;

    private static FunctionDescriptor Describe(string name, MethodInfo method, IConfiguration configuration)
    {
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(candidate => candidate.Attribute is not null)
            .ToList();
        if (triggers.Count != 1)
        {
            throw new InvalidOperationException($"Function '{name}' has {triggers.Count} trigger parameters; it needs exactly one.");
        }

        var (parameter, trigger) = triggers[0];
        var source = trigger switch
        {
            BlobTriggerAttribute blob => blob.BlobPath,
            QueueTriggerAttribute queue => queue.QueueName,
            TimerTriggerAttribute timer => timer.Schedule,
            HttpTriggerAttribute http => http.Route ?? name,
            _ => throw new InvalidOperationException($"Function '{name}' has a trigger that this host does not know: {trigger!.GetType().Name}."),
        };
        return new FunctionDescriptor(name, method, trigger!, parameter!, SettingReferences.Resolve(source, configuration, $"function '{name}'"));
    }
}
