using System.ComponentModel.DataAnnotations;

namespace Pipeline.Functions.Http.Contract;

/// <summary>Settings of the HTTP API, section <c>Api</c>. Validated at start.</summary>
public sealed class ApiOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Api";

    /// <summary>Calls a minute that one caller may make of one instance of the app: a key, a person signed in, or an address. Default 600.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Setting Api:CallsPerMinute must be between 1 and 1000000.")]
    public int CallsPerMinute { get; set; } = 600;

    /// <summary>
    /// Asks for the app roles Pipeline.Reader and Pipeline.Operator beside the key, as App Service Authentication (Entra ID) hands them on. Only for where it
    /// is on: it is what keeps callers from writing that header themselves. Default: false.
    /// </summary>
    public bool RequireAppRoles { get; set; }
}
