using Azure;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Storage;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Articles;

/// <summary>Clean articles and enrichments, in the container <c>content</c> under names that are hashes of their bytes.</summary>
public sealed class ContentStore(PipelineStorage storage)
{
    /// <summary>Name of a clean article.</summary>
    public static string CleanName(string articleId, string cleanHash) => $"{articleId}/clean/{cleanHash}.json";

    /// <summary>Name of an enrichment.</summary>
    public static string EnrichedName(string articleId, string enrichmentHash) => $"{articleId}/enriched/{enrichmentHash}.json";

    /// <summary>Name of the bytes of an article that came in a file with others.</summary>
    public static string ItemName(string articleId, string hash) => $"{articleId}/item/{hash}";

    /// <summary>Name of the list of articles that came in a file.</summary>
    public static string ManifestName(string articleId) => $"{articleId}/items.json";

    /// <summary>The bytes of an item, or null when there are none of that name.</summary>
    public Task<ReadOnlyMemory<byte>?> GetItemAsync(string articleId, string hash, CancellationToken cancellationToken) => ReadAsync(ItemName(articleId, hash), cancellationToken);

    /// <summary>The articles that came in a file; null when it is not, and never was, a file of several.</summary>
    public async Task<ItemManifest?> GetManifestAsync(string articleId, CancellationToken cancellationToken) =>
        await ReadAsync(ManifestName(articleId), cancellationToken) is { } bytes ? ItemManifest.Deserialize(bytes.Span) : null;

    /// <summary>The clean article, or null when there is none of that name.</summary>
    public async Task<CleanArticle?> GetCleanAsync(string articleId, string cleanHash, CancellationToken cancellationToken) =>
        await ReadAsync(CleanName(articleId, cleanHash), cancellationToken) is { } bytes ? CleanArticleJson.Deserialize(bytes.Span) : null;

    /// <summary>The enrichment, or null when there is none of that name.</summary>
    public async Task<ArticleEnrichment?> GetEnrichmentAsync(string articleId, string enrichmentHash, CancellationToken cancellationToken) =>
        await ReadAsync(EnrichedName(articleId, enrichmentHash), cancellationToken) is { } bytes ? ArticleEnrichmentJson.Deserialize(bytes.Span) : null;

    /// <summary>Writes bytes under their name. Repeating it changes nothing but the ETag, which is returned.</summary>
    public async Task<ETag> PutAsync(string name, byte[] bytes, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" } };
        var response = await storage.Content.GetBlobClient(name).UploadAsync(new BinaryData(bytes), options, cancellationToken);
        return response.Value.ETag;
    }

    /// <summary>Names of all that there is of an article.</summary>
    public IAsyncEnumerable<string> ListAsync(string articleId, CancellationToken cancellationToken) =>
        storage.Content.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{articleId}/" }, cancellationToken).Select(blob => blob.Name);

    /// <summary>Removes a blob; with an ETag only if nobody has written it since.</summary>
    public async Task DeleteAsync(string name, ETag? written, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Content.GetBlobClient(name).DeleteIfExistsAsync(
                conditions: written is { } etag ? new BlobRequestConditions { IfMatch = etag } : null,
                cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // Another writer uses the same content: it stays.
        }
    }

    /// <summary>The bytes under a name; null when there are none.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var response = await storage.Content.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return response.Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
