namespace Pipeline.LocalHost;

/// <summary>Marks a public method of a public class as a function.</summary>
/// <param name="name">Name of the function, unique within the app.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>Name of the function, unique within the app.</summary>
    public string Name { get; } = name;
}

/// <summary>Base of the attributes that say what starts a function. A function has exactly one, on one of its parameters.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : Attribute;
