using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.Tables;

namespace Pipeline.Core.Storage;

/// <summary>The containers, queues and tables that the pipeline writes.</summary>
public sealed class PipelineStorage(StorageConnection connection)
{
    /// <summary>Container of the dropped files: <c>articles/{source}/…</c>.</summary>
    public const string ArticlesContainer = "articles";

    /// <summary>Container of clean articles and enrichments.</summary>
    public const string ContentContainer = "content";

    /// <summary>Container of cached answers of Azure AI Language that are too large for a table.</summary>
    public const string AnalysisCacheContainer = "analysis-cache";

    /// <summary>Table of cached answers of Azure AI Language. Not for readers.</summary>
    public const string AnalysisCacheTable = "AnalysisCache";

    /// <summary>Table of the throttle and the budget of Azure AI Language. Not for readers.</summary>
    public const string LanguageUsageTable = "LanguageUsage";

    /// <summary>Table of messages that the host gave up on. Not for readers.</summary>
    public const string DeadLetterTable = "DeadLetters";

    /// <summary>Table by which copies of an article are recognised. Not for readers.</summary>
    public const string FingerprintsTable = "Fingerprints";

    /// <summary>Table of the reports and checkpoints of upkeep. Not for readers.</summary>
    public const string RunsTable = "Runs";

    /// <summary>Container of what a run of upkeep keeps between its steps.</summary>
    public const string UpkeepContainer = "upkeep";

    /// <summary>The pipeline's own tables.</summary>
    public static IReadOnlyList<string> InternalTables { get; } = [AnalysisCacheTable, LanguageUsageTable, FingerprintsTable, RunsTable, DeadLetterTable];

    /// <summary>Queue of files to clean.</summary>
    public const string CleanQueue = "clean-requests";

    /// <summary>Queue of clean articles to enrich.</summary>
    public const string EnrichQueue = "enrich-requests";

    /// <summary>Queue of the steps of Reconcile.</summary>
    public const string ReconcileQueue = "reconcile-pages";

    /// <summary>Queue that Event Grid puts deletions of files on.</summary>
    public const string DeletedQueue = "deleted-events";

    /// <summary>Queue on which the host's blob trigger leaves what it gave up on.</summary>
    public const string BlobPoisonQueue = "webjobs-blobtrigger-poison";

    /// <summary>Ends the name of the queue that the host moves poison messages to.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>The queues of messages that the host gave up on.</summary>
    public static IReadOnlyList<string> PoisonQueues { get; } = [CleanQueue + PoisonSuffix, EnrichQueue + PoisonSuffix, DeletedQueue + PoisonSuffix, ReconcileQueue + PoisonSuffix, BlobPoisonQueue];

    /// <summary>The dropped files.</summary>
    public BlobContainerClient Articles { get; } = connection.Blobs.GetBlobContainerClient(ArticlesContainer);

    /// <summary>Clean articles and enrichments.</summary>
    public BlobContainerClient Content { get; } = connection.Blobs.GetBlobContainerClient(ContentContainer);

    /// <summary>Cached answers of Azure AI Language that are too large for a table.</summary>
    public BlobContainerClient AnalysisCache { get; } = connection.Blobs.GetBlobContainerClient(AnalysisCacheContainer);

    /// <summary>What a run of upkeep keeps between its steps.</summary>
    public BlobContainerClient Upkeep { get; } = connection.Blobs.GetBlobContainerClient(UpkeepContainer);

    /// <summary>A queue by name.</summary>
    public QueueClient Queue(string name) => connection.Queues.GetQueueClient(name);

    /// <summary>A queue by name whose messages are given as they are stored, so that one which is no base64 can be read too.</summary>
    public QueueClient RawQueue(string name) => connection.RawQueues.GetQueueClient(name);

    /// <summary>A table by name.</summary>
    public TableClient Table(string name) => connection.Tables.GetTableClient(name);

    /// <summary>Creates what is missing. Safe to repeat and to run in several processes.</summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        string[] queues = [CleanQueue, EnrichQueue, DeletedQueue, ReconcileQueue, .. PoisonQueues];
        List<Task> tasks =
        [
            Articles.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            Content.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            AnalysisCache.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            Upkeep.CreateIfNotExistsAsync(cancellationToken: cancellationToken),
            .. queues.Select(queue => Queue(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            .. TableNames.All.Concat(InternalTables).Select(table => CreateTableAsync(table, cancellationToken)),
        ];
        await Task.WhenAll(tasks);
    }

    private async Task CreateTableAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await Table(name).CreateIfNotExistsAsync(cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Two processes created it at once; the emulator answers the second with an error code that the client does not know.
        }
    }
}
