using Azure.Storage.Blobs.Models;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Articles;

/// <summary>Drops files into the container <c>articles</c>, as any uploader may.</summary>
public sealed class ArticleInbox(PipelineStorage storage)
{
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
}
