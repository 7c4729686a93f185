using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Pipeline.Core.Storage;

/// <summary>
/// The storage account of the setting <c>Storage</c>: a connection string, or <c>Storage__blobServiceUri</c>, <c>Storage__queueServiceUri</c> and
/// <c>Storage__tableServiceUri</c> with a managed identity (<c>Storage__clientId</c> when it is user-assigned).
/// </summary>
public sealed class StorageConnection
{
    /// <summary>Name of the setting, and of the triggers' connection.</summary>
    public const string Name = "Storage";

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidOperationException">The setting is missing or incomplete; the message names what to set.</exception>
    public StorageConnection(IConfiguration configuration, StorageOperations operations)
    {
        var section = configuration.GetSection(Name);
        var connectionString = section.Value ?? configuration.GetConnectionString(Name);
        if (!string.IsNullOrWhiteSpace(connectionString))
        {
            Blobs = new BlobServiceClient(connectionString, Counted(new BlobClientOptions(), operations, "blob"));
            Queues = new QueueServiceClient(connectionString, Counted(QueueOptions(QueueMessageEncoding.Base64), operations, "queue"));
            RawQueues = new QueueServiceClient(connectionString, Counted(QueueOptions(QueueMessageEncoding.None), operations, "queue"));
            Tables = new TableServiceClient(connectionString, Counted(new TableClientOptions(), operations, "table"));
            return;
        }

        var credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] });
        Blobs = new BlobServiceClient(Address(section, "blobServiceUri"), credential, Counted(new BlobClientOptions(), operations, "blob"));
        Queues = new QueueServiceClient(Address(section, "queueServiceUri"), credential, Counted(QueueOptions(QueueMessageEncoding.Base64), operations, "queue"));
        RawQueues = new QueueServiceClient(Address(section, "queueServiceUri"), credential, Counted(QueueOptions(QueueMessageEncoding.None), operations, "queue"));
        Tables = new TableServiceClient(Address(section, "tableServiceUri"), credential, Counted(new TableClientOptions(), operations, "table"));
    }

    /// <summary>The blob service.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The queue service; messages are base64, as host.json says.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>The queue service; messages as they are stored.</summary>
    public QueueServiceClient RawQueues { get; }

    /// <summary>The table service.</summary>
    public TableServiceClient Tables { get; }

    private static QueueClientOptions QueueOptions(QueueMessageEncoding encoding) => new() { MessageEncoding = encoding };

    private static T Counted<T>(T options, StorageOperations operations, string service)
        where T : ClientOptions
    {
        HttpPipelinePolicy policy = new CountingPolicy(operations, service);
        options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    private static Uri Address(IConfigurationSection section, string key) =>
        Uri.TryCreate(section[key], UriKind.Absolute, out var address)
            ? address
            : throw new InvalidOperationException(
                $"Setting {Name} is missing: set {Name} to a connection string (UseDevelopmentStorage=true for Azurite), or {Name}__{key} to the address of the service.");
}
