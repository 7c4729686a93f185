using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Upkeep;

/// <summary>What a run of Reconcile keeps between its steps, in the container <c>upkeep</c>: a manifest for each page of the listing, and the paths that are missing.</summary>
public sealed class RunFiles(PipelineStorage storage)
{
    /// <summary>Paths in one list of missing files: so many are deleted in one step.</summary>
    private const int ListLength = 200;

    private const string Offsets = "offsets";

    /// <summary>Manifests read at once.</summary>
    private const int Parallelism = 8;

    private readonly BlobContainerClient _container = storage.Upkeep;

    /// <summary>Writes the manifest of a page. One that is there already, from a step that was repeated, stays.</summary>
    internal async Task AddManifestAsync(string run, int page, Manifest manifest, CancellationToken cancellationToken)
    {
        try
        {
            await _container.GetBlobClient($"{Manifests(run)}{Number(page)}").UploadAsync(new BinaryData(manifest.Bytes), new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [Offsets] = string.Join(',', manifest.Offsets) },
            }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.Status == 412)
        {
            // The same page, listed twice.
        }
    }

    /// <summary>The listed files whose ids begin with a digit and come after <paramref name="after"/>, in the order of their ids.</summary>
    internal async Task<IReadOnlyList<ListedFile>> ReadGroupAsync(string run, int digit, string after, CancellationToken cancellationToken)
    {
        var files = new List<ListedFile>();
        var turn = new Lock();
        var manifests = _container.GetBlobsAsync(new GetBlobsOptions { Prefix = Manifests(run), Traits = BlobTraits.Metadata }, cancellationToken);
        await Parallel.ForEachAsync(manifests, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken }, async (blob, token) =>
        {
            var (start, length) = Manifest.RangeOf(blob.Metadata[Offsets], digit);
            if (length == 0)
            {
                return;
            }

            var download = await _container.GetBlobClient(blob.Name).DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(start, length) }, token);
            var group = Manifest.Read(download.Value.Content.ToArray()).Where(file => string.CompareOrdinal(file.ArticleId, after) > 0).ToList();
            lock (turn)
            {
                files.AddRange(group);
            }
        });
        files.Sort((a, b) => string.CompareOrdinal(a.ArticleId, b.ArticleId));
        return files;
    }

    /// <summary>Keeps paths that are missing, as found by one step.</summary>
    internal async Task AddMissingAsync(string run, int step, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (var (index, list) in paths.Chunk(ListLength).Index())
        {
            await _container.GetBlobClient($"{Missing(run)}{Number(step)}-{Number(index)}").UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(list)), overwrite: true, cancellationToken);
        }
    }

    /// <summary>The next list of missing paths and its name; null when all are done.</summary>
    internal async Task<(string Name, string[] Paths)?> NextMissingAsync(string run, CancellationToken cancellationToken)
    {
        await foreach (var page in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = Missing(run) }, cancellationToken).AsPages(pageSizeHint: 1))
        {
            foreach (var blob in page.Values)
            {
                var list = await _container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
                return (blob.Name, JsonSerializer.Deserialize<string[]>(list.Value.Content) ?? []);
            }
        }

        return null;
    }

    internal Task RemoveAsync(string name, CancellationToken cancellationToken) => _container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken);

    /// <summary>Removes the manifests of a run.</summary>
    internal Task RemoveManifestsAsync(string run, CancellationToken cancellationToken) => RemoveAllAsync(Manifests(run), cancellationToken);

    /// <summary>Removes all that a run kept.</summary>
    internal Task RemoveAllOfAsync(string run, CancellationToken cancellationToken) => RemoveAllAsync($"reconcile/{run}/", cancellationToken);

    private Task RemoveAllAsync(string prefix, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        _container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
        async (blob, token) => await RemoveAsync(blob.Name, token));

    private static string Manifests(string run) => $"reconcile/{run}/listed/";

    private static string Missing(string run) => $"reconcile/{run}/missing/";

    private static string Number(int number) => number.ToString("D6", CultureInfo.InvariantCulture);
}
