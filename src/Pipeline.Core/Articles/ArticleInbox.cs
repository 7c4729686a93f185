using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Articles;

/// <summary>Drops files into the container <c>articles</c>, as any uploader may.</summary>
public sealed class ArticleInbox(PipelineStorage storage)
{
    /// <summary>Metadata that names the bytes of an upload, so that their repetition is known.</summary>
    private const string HashMetadata = "sha256";

    /// <summary>Uploads of one name at the same time: each that loses looks again.</summary>
    private const int MostConflicts = 10;

    /// <summary>Uploads a file as <paramref name="path"/> ("{source}/{name}") and returns the id of its article.</summary>
    /// <exception cref="ArgumentException">The path has an empty, "." or ".." part, and would be stored under another name.</exception>
    public async Task<string> PutAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        if (!ArticlePath.IsAddressable(path))
        {
            throw new ArgumentException("The path has an empty, '.' or '..' part.", nameof(path));
        }

        await storage.Articles.GetBlobClient(path).UploadAsync(content, new BlobUploadOptions(), cancellationToken);
        return ArticleIds.FromPath(path);
    }

    /// <summary>Uploads a file unless these very bytes are there already. Of uploads at the same time one after the other is seen, none half.</summary>
    /// <param name="path">"{source}/{name}", without a fault.</param>
    /// <param name="content">The bytes; can be read twice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether anything was written.</returns>
    public async Task<bool> PutOnceAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        var blob = storage.Articles.GetBlobClient(path);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        for (var conflicts = 0; ; conflicts++)
        {
            var (etag, known) = await HashAsync(blob, cancellationToken);
            if (known == hash)
            {
                return false;
            }

            content.Position = 0;
            try
            {
                var options = new BlobUploadOptions
                {
                    Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [HashMetadata] = hash },
                    Conditions = etag is { } seen ? new BlobRequestConditions { IfMatch = seen } : new BlobRequestConditions { IfNoneMatch = ETag.All },
                };
                await blob.UploadAsync(content, options, cancellationToken);
                return true;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 && conflicts < MostConflicts)
            {
                // Another upload of this name came first.
            }
        }
    }

    private static async Task<(ETag? ETag, string? Hash)> HashAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            return (properties.ETag, properties.Metadata.TryGetValue(HashMetadata, out var hash) ? hash : null);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return (null, null);
        }
    }
}
