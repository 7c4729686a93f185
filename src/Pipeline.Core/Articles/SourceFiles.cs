using Azure;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Articles;

/// <summary>The dropped files. A container that is missing is an error, never a file that is gone.</summary>
public sealed class SourceFiles(PipelineStorage storage)
{
    /// <summary>An ETag as the rows keep it: listings give it without the quotation marks that headers have.</summary>
    public static string Name(ETag etag) => etag.ToString().Trim('"');

    /// <summary>The ETag of the file as it is now; null when it is gone.</summary>
    public async Task<string?> GetETagAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var response = await storage.Articles.GetBlobClient(path).GetPropertiesAsync(cancellationToken: cancellationToken);
            return Name(response.Value.ETag);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// The file as it is now; null when it is gone. Of a file above <paramref name="maxBytes"/> only the size is read. One request: all bytes are of the
    /// version that the ETag names.
    /// </summary>
    public async Task<SourceContent?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            var response = await storage.Articles.GetBlobClient(path).DownloadStreamingAsync(cancellationToken: cancellationToken);
            using BlobDownloadStreamingResult download = response.Value;
            var length = download.Details.ContentLength;
            if (length > maxBytes)
            {
                return new SourceContent(Name(download.Details.ETag), length, null);
            }

            var bytes = new byte[length];
            await download.Content.ReadExactlyAsync(bytes, cancellationToken);
            return new SourceContent(Name(download.Details.ETag), length, bytes);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>The file as it is now, to be read as it comes; null when it is gone. Whoever asks disposes the stream.</summary>
    public async Task<OpenedFile?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var download = (await storage.Articles.GetBlobClient(path).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            return new OpenedFile(Name(download.Details.ETag), download.Details.LastModified, download.Content);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }
}

/// <summary>A file that is being read.</summary>
/// <param name="ETag">Names its version, without quotation marks.</param>
/// <param name="LastModified">When it was dropped; null for an article of a file of several.</param>
/// <param name="Content">Its bytes.</param>
public sealed record OpenedFile(string ETag, DateTimeOffset? LastModified, Stream Content);

/// <summary>A file as it was read.</summary>
/// <param name="ETag">Names the version that was read.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Bytes">Its content; null when it is too large to be read.</param>
public sealed record SourceContent(string ETag, long Length, byte[]? Bytes);
