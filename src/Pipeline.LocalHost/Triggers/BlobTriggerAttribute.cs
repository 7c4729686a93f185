namespace Pipeline.LocalHost;

/// <summary>
/// Starts a function for each new or overwritten blob. The parameter is a <c>BlobClient</c>, <c>Stream</c>, <c>byte[]</c>, <c>string</c> or <c>BinaryData</c>.
/// </summary>
/// <param name="blobPath">Container and pattern, such as <c>articles/{name}</c>; <c>{name}</c> matches slashes too and binds a parameter of that name.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BlobTriggerAttribute(string blobPath) : TriggerBindingAttribute
{
    /// <summary>Container and pattern of the blobs. <c>%Setting%</c> is replaced by that setting's value.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>Name of the connection setting; <c>AzureWebJobsStorage</c> when not given.</summary>
    public string? Connection { get; set; }

    /// <summary>Where news of blobs comes from. This host scans the container in either case.</summary>
    public BlobTriggerSource Source { get; set; } = BlobTriggerSource.LogsAndContainerScan;
}

/// <summary>Where a blob trigger hears of blobs from.</summary>
public enum BlobTriggerSource
{
    /// <summary>Storage logs and a scan of the container.</summary>
    LogsAndContainerScan,

    /// <summary>Event Grid events.</summary>
    EventGrid,
}
