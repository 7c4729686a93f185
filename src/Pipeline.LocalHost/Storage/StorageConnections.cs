using System.Collections.Concurrent;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Pipeline.LocalHost.Storage;

/// <summary>
/// Storage clients of the app's connections. A connection is a setting with a connection string, or a section with <c>blobServiceUri</c> and <c>queueServiceUri</c> (or <c>serviceUri</c>),
/// which signs in with <see cref="DefaultAzureCredential"/>.
/// </summary>
internal sealed class StorageConnections(IConfiguration configuration, IOptions<LocalHostOptions> options)
{
    /// <summary>The connection of triggers that name none, and of the host's own state.</summary>
    public const string Default = "AzureWebJobsStorage";

    /// <summary>The connection used when <see cref="Default"/> is not configured.</summary>
    public const string Fallback = "Storage";

    private const string ServicePrefix = "AzureWebJobs";
    private const string HostsContainer = "azure-webjobs-hosts";

    private readonly ConcurrentDictionary<string, BlobServiceClient> _blobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, QueueServiceClient> _queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<TokenCredential> _credential = new(() => new DefaultAzureCredential());

    /// <summary>The container of receipts, schedules and locks.</summary>
    public BlobContainerClient HostState => Blobs(Default).GetBlobContainerClient(HostsContainer);

    /// <exception cref="InvalidOperationException">The connection is not configured; the message names the settings looked for.</exception>
    public BlobServiceClient Blobs(string? connection) => _blobs.GetOrAdd(connection ?? Default, name =>
    {
        var clientOptions = Configured(new BlobClientOptions());
        return Find(name) is { Value: { Length: > 0 } text }
            ? Parse(name, () => new BlobServiceClient(text, clientOptions))
            : new BlobServiceClient(ServiceUri(name, "blob"), _credential.Value, clientOptions);
    });

    /// <inheritdoc cref="Blobs"/>
    public QueueServiceClient Queues(string? connection) => _queues.GetOrAdd(connection ?? Default, name =>
    {
        var clientOptions = Configured(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        return Find(name) is { Value: { Length: > 0 } text }
            ? Parse(name, () => new QueueServiceClient(text, clientOptions))
            : new QueueServiceClient(ServiceUri(name, "queue"), _credential.Value, clientOptions);
    });

    private T Configured<T>(T clientOptions)
        where T : ClientOptions
    {
        options.Value.ConfigureStorageClient?.Invoke(clientOptions);
        return clientOptions;
    }

    private IConfigurationSection Find(string name)
    {
        string[] keys = string.Equals(name, Default, StringComparison.OrdinalIgnoreCase)
            ? [name, Fallback]
            : [ServicePrefix + name, name, "ConnectionStrings:" + name];
        return keys.Select(configuration.GetSection).FirstOrDefault(section => section.Exists())
            ?? throw new InvalidOperationException(
                $"Connection '{name}' is not configured. Set {string.Join(" or ", keys)} to a connection string, or {name}__blobServiceUri and {name}__queueServiceUri.");
    }

    private Uri ServiceUri(string name, string service)
    {
        var section = Find(name);
        var address = section[service + "ServiceUri"]
            ?? section["serviceUri"]
            ?? (section["accountName"] is { Length: > 0 } account ? $"https://{account}.{service}.core.windows.net" : null);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri
            : throw new InvalidOperationException($"Connection '{name}' has no valid address: set {section.Path.Replace(":", "__", StringComparison.Ordinal)}__{service}ServiceUri.");
    }

    private static T Parse<T>(string name, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // Its message may quote the account key.
        }

        throw new InvalidOperationException($"Connection '{name}' is not a valid storage connection string.");
    }
}
