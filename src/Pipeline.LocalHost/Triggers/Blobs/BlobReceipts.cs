using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pipeline.LocalHost.Triggers.Blobs;

/// <summary>What is known of one version of a blob.</summary>
/// <param name="ETag">The version.</param>
/// <param name="Failures">Attempts that failed.</param>
/// <param name="Done">Whether it is not to be tried again: it succeeded, or was given up.</param>
internal readonly record struct BlobReceipt(string ETag, int Failures, bool Done);

/// <summary>
/// Receipts of one function: which version of which blob it has processed. Each is an empty-bodied blob named by the hash of the path, with its state in metadata, so that all are read by
/// listing once at start, and a newer version replaces its predecessor's receipt.
/// </summary>
internal sealed class BlobReceipts(BlobContainerClient hostState, string prefix)
{
    private const string ETagKey = "etag";
    private const string FailuresKey = "failures";
    private const string DoneKey = "done";

    private readonly ConcurrentDictionary<string, BlobReceipt> _receipts = new(StringComparer.Ordinal);

    /// <summary>Reads all receipts: one request per 5,000.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await hostState.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await foreach (var blob in hostState.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken))
        {
            if (blob.Metadata.TryGetValue(ETagKey, out var etag)
                && int.TryParse(blob.Metadata[FailuresKey], CultureInfo.InvariantCulture, out var failures)
                && bool.TryParse(blob.Metadata[DoneKey], out var done))
            {
                _receipts[blob.Name[prefix.Length..]] = new BlobReceipt(etag, failures, done);
            }
        }
    }

    /// <summary>The receipt of this version; a fresh one when there is none, or only another version's.</summary>
    public BlobReceipt Find(string key, string etag) =>
        _receipts.TryGetValue(key, out var receipt) && receipt.ETag == etag ? receipt : new BlobReceipt(etag, 0, false);

    public async Task SaveAsync(string key, BlobReceipt receipt, CancellationToken cancellationToken)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ETagKey] = receipt.ETag,
            [FailuresKey] = receipt.Failures.ToString(CultureInfo.InvariantCulture),
            [DoneKey] = receipt.Done ? bool.TrueString : bool.FalseString,
        };
        _receipts[key] = receipt;
        await hostState.GetBlobClient(prefix + key).UploadAsync(BinaryData.Empty.ToStream(), new BlobUploadOptions { Metadata = metadata }, cancellationToken);
    }

    /// <summary>Removes the receipts of blobs that a whole scan has not met, so that receipts do not outlive what they are for.</summary>
    public async Task ForgetAllButAsync(HashSet<string> present, CancellationToken cancellationToken)
    {
        foreach (var key in _receipts.Keys.Where(key => !present.Contains(key)).ToList())
        {
            await hostState.DeleteBlobIfExistsAsync(prefix + key, cancellationToken: cancellationToken);
            _receipts.TryRemove(key, out _);
        }
    }

    public static string KeyOf(string blobName) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(blobName)));
}
