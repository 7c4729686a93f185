using System.Reflection;

namespace Pipeline.LocalHost;

/// <summary>Where an app of function classes begins.</summary>
public static class LocalFunctionsApplication
{
    /// <summary>A builder of a host for all functions of an assembly.</summary>
    /// <param name="args">Command line; <c>--LocalHost:Port=0</c> and the like are settings.</param>
    /// <param name="functions">The assembly whose public classes have the functions.</param>
    public static LocalFunctionsBuilder CreateBuilder(string[] args, Assembly functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        return new LocalFunctionsBuilder(args, functions.GetName().Name!, functions.GetExportedTypes());
    }

    /// <summary>A builder of a host for the functions of some classes of one assembly.</summary>
    /// <param name="args">Command line; <c>--LocalHost:Port=0</c> and the like are settings.</param>
    /// <param name="functionClasses">The classes, at least one.</param>
    public static LocalFunctionsBuilder CreateBuilder(string[] args, IReadOnlyCollection<Type> functionClasses)
    {
        ArgumentNullException.ThrowIfNull(functionClasses);
        return functionClasses.Count > 0
            ? new LocalFunctionsBuilder(args, functionClasses.First().Assembly.GetName().Name!, functionClasses)
            : throw new ArgumentException("At least one class is needed.", nameof(functionClasses));
    }
}
