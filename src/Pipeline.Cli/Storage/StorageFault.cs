using System.Globalization;
using Azure;
using Azure.Identity;

namespace Pipeline.Cli.Storage;

/// <summary>Puts the errors of the storage clients into words for the user.</summary>
internal static class StorageFault
{
    /// <summary>What is wrong and what to do; null when the exception is about something else.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 } => "Storage does not answer. Check the setting Storage (or --storage); on this machine start it with: pipeline up",
        RequestFailedException { Status: 401 or 403 } request => $"Storage refuses access ({Code(request)}). Check the setting Storage (or --storage) and the roles of the identity.",
        RequestFailedException { Status: 404 } request => $"Storage lacks what the pipeline needs ({Code(request)}). Start the pipeline once, here with: pipeline up",
        RequestFailedException request => $"Storage failed ({Code(request)}).",
        AuthenticationFailedException => "No identity for storage could be found. Sign in (az login), or set Storage to a connection string.",
        AggregateException { InnerExceptions: { Count: > 0 } inner } => Explain(inner[^1]),
        _ => null,
    };

    private static string Code(RequestFailedException exception) =>
        string.IsNullOrEmpty(exception.ErrorCode) ? exception.Status.ToString(CultureInfo.InvariantCulture) : exception.ErrorCode;
}
