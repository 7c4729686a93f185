using Azure.Storage.Blobs.Models;
using Pipeline.Core.Articles;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Upkeep;

/// <summary>One page of the files in the container <c>articles</c>.</summary>
/// <param name="Files">Those that are not left alone.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
internal sealed record Listing(IReadOnlyList<ListedFile> Files, string? Next)
{
    /// <summary>Lists a page.</summary>
    /// <exception cref="Azure.RequestFailedException">The container is missing or cannot be read.</exception>
    public static async Task<Listing> PageAsync(PipelineStorage storage, string? from, int size, CancellationToken cancellationToken)
    {
        await foreach (var page in storage.Articles.GetBlobsAsync(new GetBlobsOptions(), cancellationToken).AsPages(from, size))
        {
            var files = page.Values.Where(blob => !ArticlePath.IsIgnored(blob.Name)).Select(ListedFile.Of);
            return new Listing([.. files], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        throw new InvalidOperationException("Storage listed no page.");
    }
}
