using System.Xml;
using Azure;
using Azure.Identity;

namespace Pipeline.LocalHost.Storage;

/// <summary>Which exceptions mean that storage is, for now, not to be had.</summary>
internal static class StorageErrors
{
    public const int NotFound = 404;
    public const int Conflict = 409;
    public const int PreconditionFailed = 412;

    /// <summary>Whether a listener should log the exception and try again later.</summary>
    public static bool IsStorageFailure(this Exception exception) => exception switch
    {
        RequestFailedException or AuthenticationFailedException or IOException or TaskCanceledException => true,
        // Azurite lists a blob whose name has a control character as XML that no reader takes. Who removes that blob mends the listing.
        XmlException => true,
        // Thrown by the storage clients when all retries have failed.
        AggregateException aggregate => aggregate.InnerExceptions.All(IsStorageFailure),
        _ => false,
    };
}
