using System.Globalization;
using System.Reflection;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Binding data is not a value of the parameter's type.</summary>
internal sealed class BindingDataException(string parameter, Exception inner) : Exception($"The value of '{parameter}' is not valid.", inner);

/// <summary>Binds parameters that are not the trigger's: the context, the token, and binding data of the same name.</summary>
internal static class ParameterBinding
{
    private static readonly HashSet<Type> TextTypes = [typeof(string), typeof(int), typeof(long), typeof(bool), typeof(Guid)];

    /// <exception cref="InvalidOperationException">A parameter can never be bound; the message names the function and the parameter.</exception>
    public static void Validate(FunctionDescriptor function, IReadOnlyCollection<string> names)
    {
        foreach (var parameter in function.Method.GetParameters())
        {
            var bindable = function.IsTrigger(parameter)
                || parameter.ParameterType == typeof(FunctionContext)
                || parameter.ParameterType == typeof(CancellationToken)
                || (TextTypes.Contains(TextType(parameter)) && names.Contains(parameter.Name!, StringComparer.OrdinalIgnoreCase));
            if (!bindable)
            {
                throw new InvalidOperationException(
                    $"Parameter '{parameter.Name}' ({parameter.ParameterType.Name}) of function '{function.Name}' cannot be bound. Its trigger gives: {string.Join(", ", names)}.");
            }
        }
    }

    /// <exception cref="BindingDataException">The text is not a value of the parameter's type.</exception>
    public static object? Bind(ParameterInfo parameter, FunctionContext context)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return context;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return context.CancellationToken;
        }

        if (context.BindingContext.BindingData.GetValueOrDefault(parameter.Name!) is not string text)
        {
            return parameter.HasDefaultValue ? parameter.DefaultValue : null;
        }

        try
        {
            return Parse(text, TextType(parameter));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new BindingDataException(parameter.Name!, exception);
        }
    }

    private static object Parse(string text, Type type)
    {
        if (type == typeof(string))
        {
            return text;
        }

        if (type == typeof(Guid))
        {
            return Guid.Parse(text);
        }

        if (type == typeof(bool))
        {
            return bool.Parse(text);
        }

        return type == typeof(int) ? (object)int.Parse(text, CultureInfo.InvariantCulture) : long.Parse(text, CultureInfo.InvariantCulture);
    }

    private static Type TextType(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
}
