using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Language;

/// <summary>
/// What was bought, by the document's text and all that shapes the answer: one row per document in the table AnalysisCache, the answers in it, or in a blob when they
/// are too large. A row is claimed before its document is bought, so that two instances never buy the same.
/// </summary>
public sealed class AnalysisCache(PipelineStorage storage, ServerClock clock, IOptions<LanguageOptions> options)
{
    /// <summary>How long a buyer may take beside the request itself, for its turn and for a service that is coming back; then another one takes over.</summary>
    private static readonly TimeSpan WaitingTime = TimeSpan.FromSeconds(90);

    /// <summary>A property holds 32,768 UTF-16 units (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).</summary>
    private const int LongestProperty = 32_000;

    private const string Answers = "Answers";
    private const string InBlob = "InBlob";
    private const string ClaimedUntil = "ClaimedUntil";
    private const string Records = "Records";

    private readonly TableClient _table = storage.Table(PipelineStorage.AnalysisCacheTable);
    private readonly BlobContainerClient _blobs = storage.AnalysisCache;

    /// <summary>What is known of a document; null when nothing is, nor claimed.</summary>
    internal async Task<CacheEntry?> GetAsync(CacheKey key, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, cancellationToken: cancellationToken);
        if (!found.HasValue)
        {
            return null;
        }

        var entity = found.Value!;
        var json = entity.GetBoolean(InBlob) == true ? await ReadBlobAsync(key, cancellationToken) : entity.GetString(Answers);
        return new CacheEntry(json is null ? CachedAnswers.None : CachedAnswers.Parse(json), entity.ETag, entity.GetDateTimeOffset(ClaimedUntil) > clock.Now);
    }

    /// <summary>Claims a document that is about to be bought; null when another instance was faster.</summary>
    internal async Task<ETag?> TryClaimAsync(CacheKey key, CacheEntry? current, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(key.Partition, key.Row) { [ClaimedUntil] = clock.Now + options.Value.RequestTimeout + WaitingTime };
        try
        {
            var response = current is null
                ? await _table.AddEntityAsync(entity, cancellationToken)
                : await _table.UpdateEntityAsync(entity, current.ETag, TableUpdateMode.Merge, cancellationToken);
            return response.Headers.ETag;
        }
        catch (RequestFailedException e) when (LostWrite.Is(e))
        {
            return null;
        }
    }

    /// <summary>Stores what is known, which cost <paramref name="records"/> in all, and ends the claim.</summary>
    internal async Task StoreAsync(CacheKey key, ETag claim, CachedAnswers answers, int records, CancellationToken cancellationToken)
    {
        var json = answers.ToJson();
        var entity = new TableEntity(key.Partition, key.Row) { [Records] = records };
        if (json.Length > LongestProperty)
        {
            await _blobs.GetBlobClient(key.BlobName).UploadAsync(BinaryData.FromString(json), overwrite: true, cancellationToken);
            entity[InBlob] = true;
        }
        else
        {
            entity[Answers] = json;
        }

        try
        {
            await _table.UpdateEntityAsync(entity, claim, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException e) when (LostWrite.Is(e))
        {
            // The claim had run out and another instance took over, or the cache was cleared: what was bought is used all the same.
        }
    }

    /// <summary>Ends a claim on a document of which nothing is known.</summary>
    internal async Task ReleaseAsync(CacheKey key, ETag claim, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(key.Partition, key.Row, claim, cancellationToken);
        }
        catch (RequestFailedException e) when (LostWrite.Is(e))
        {
            // Taken over.
        }
    }

    /// <summary>Counts documents and records, one page of rows at a time.</summary>
    public async Task<CacheStatistics> StatisticsAsync(CancellationToken cancellationToken)
    {
        long documents = 0, records = 0, blobs = 0;
        await foreach (var entity in _table.QueryAsync<TableEntity>(select: [Records, InBlob], cancellationToken: cancellationToken))
        {
            documents++;
            records += entity.GetInt32(Records) ?? 0;
            blobs += entity.GetBoolean(InBlob) == true ? 1 : 0;
        }

        return new CacheStatistics(documents, records, blobs);
    }

    /// <summary>Forgets the answers for one document. False: nothing was known.</summary>
    internal async Task<bool> RemoveAsync(CacheKey key, CancellationToken cancellationToken)
    {
        await _blobs.DeleteBlobIfExistsAsync(key.BlobName, cancellationToken: cancellationToken);
        return (await _table.DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancellationToken)).Status != 404;
    }

    /// <summary>Forgets everything. Returns how many documents were forgotten; they would be bought again.</summary>
    public async Task<long> ClearAsync(CancellationToken cancellationToken)
    {
        long forgotten = 0;
        await foreach (var page in _table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey", InBlob], cancellationToken: cancellationToken).AsPages())
        {
            foreach (var entity in page.Values)
            {
                if (entity.GetBoolean(InBlob) == true)
                {
                    await _blobs.DeleteBlobIfExistsAsync(CacheKey.BlobNameOf(entity.RowKey), cancellationToken: cancellationToken);
                }

                await _table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ETag.All, cancellationToken);
                forgotten++;
            }
        }

        return forgotten;
    }

    private async Task<string?> ReadBlobAsync(CacheKey key, CancellationToken cancellationToken)
    {
        try
        {
            return (await _blobs.GetBlobClient(key.BlobName).DownloadContentAsync(cancellationToken)).Value.Content.ToString();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null; // Cleared: bought anew.
        }
    }
}

/// <summary>What the cache holds.</summary>
/// <param name="Documents">Analysis documents.</param>
/// <param name="Records">Text records that they cost.</param>
/// <param name="InBlobs">Documents whose answers are in blobs.</param>
public sealed record CacheStatistics(long Documents, long Records, long InBlobs);

/// <summary>A row of the cache.</summary>
internal sealed record CacheEntry(CachedAnswers Answers, ETag ETag, bool IsClaimed);
