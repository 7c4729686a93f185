using Microsoft.Extensions.Configuration;

namespace Pipeline.LocalHost.Storage;

/// <summary>The name under which hosts of the same app share receipts, schedules and locks.</summary>
internal sealed record HostIdentity(string Id)
{
    /// <summary>Longer ids are cut by the Functions host and then collide. https://learn.microsoft.com/azure/azure-functions/storage-considerations#host-id-considerations</summary>
    private const int MaxLength = 32;
    private const string Setting = "AzureFunctionsWebHost:hostid";

    /// <exception cref="InvalidOperationException">The configured id is not usable.</exception>
    public static HostIdentity Create(IConfiguration configuration, string applicationName)
    {
        if (configuration[Setting] is not { Length: > 0 } configured)
        {
            return new HostIdentity(Clean(applicationName));
        }

        return configured == Clean(configured)
            ? new HostIdentity(configured)
            : throw new InvalidOperationException($"Setting {Setting} must be at most {MaxLength} lower-case letters, digits and single hyphens, but is '{configured}'.");
    }

    private static string Clean(string name)
    {
        var id = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        id = string.Join('-', id.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return id.Length <= MaxLength ? id : id[..MaxLength].TrimEnd('-');
    }
}
