namespace Pipeline.LocalHost;

/// <summary>Starts a function for an HTTP request. The parameter is an ASP.NET Core <c>HttpRequest</c>; route parameters bind method parameters of the same name.</summary>
/// <param name="authLevel">Which key a request needs.</param>
/// <param name="methods">HTTP methods, in any case; all when none is given.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : TriggerBindingAttribute
{
    /// <summary>Which key a request needs.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    /// <summary>HTTP methods; empty means all.</summary>
    public IReadOnlyList<string> Methods { get; } = methods;

    /// <summary>Route template below host.json's <c>routePrefix</c>; the function's name when not given.</summary>
    public string? Route { get; set; }
}

/// <summary>Which key a request to an HTTP function needs.</summary>
public enum AuthorizationLevel
{
    /// <summary>No key.</summary>
    Anonymous,

    /// <summary>A signed-in user; treated as <see cref="Function"/> here.</summary>
    User,

    /// <summary>A function key or the master key.</summary>
    Function,

    /// <summary>The master key.</summary>
    System,

    /// <summary>The master key.</summary>
    Admin,
}
