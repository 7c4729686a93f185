using Azure;
using Azure.Data.Tables.Models;

namespace Pipeline.Core.Storage;

/// <summary>Tells a write that another one overtook from a fault of storage.</summary>
internal static class LostWrite
{
    /// <summary>Whether the row was added, changed or removed since it was read. A table that is missing is a fault.</summary>
    public static bool Is(RequestFailedException e) =>
        e.Status == 412 || e.ErrorCode == TableErrorCode.EntityAlreadyExists || e.ErrorCode == TableErrorCode.ResourceNotFound;
}
