using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.Core.Upkeep;

/// <summary>Compares the container <c>articles</c> with the table Articles and brings in what events missed: new, changed and deleted files.</summary>
public sealed partial class Reconciler(
    PipelineStorage storage,
    ArticleStore articles,
    SourceFiles files,
    ReceiveStage receive,
    DeleteStage delete,
    IOptions<PipelineOptions> options,
    ILogger<Reconciler> logger)
{
    private static readonly string[] Columns = ["PartitionKey", "RowKey", nameof(ArticleRow.Path), nameof(ArticleRow.SourceETag), nameof(ArticleRow.State)];

    /// <summary>Runs once over everything. Rows are read before the files are listed, so that a file that arrives in between is never taken for deleted.</summary>
    /// <exception cref="AggregateException">What failed, after all files had their turn.</exception>
    public async Task<ReconcileReport> RunAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, ArticleRow>(StringComparer.Ordinal);
        await foreach (var row in articles.QueryAsync($"State ne '{nameof(ArticleState.Deleted)}'", Columns, cancellationToken))
        {
            if (ItemPath.HashOf(row) is null) // Items come and go with the file that they are in.
            {
                known.Add(row.ArticleId, row);
            }
        }

        var total = known.Count;
        var changed = new List<string>();
        await foreach (var blob in storage.Articles.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (!ArticlePath.IsIgnored(blob.Name)
                && (!known.Remove(ArticleIds.FromPath(blob.Name), out var row) || blob.Properties.ETag is not { } etag || row.SourceETag != SourceFiles.Name(etag)))
            {
                changed.Add(blob.Name);
            }
        }

        var errors = new List<Exception>(await EachArticle.RunAsync(changed, receive.SweepAsync, cancellationToken));
        var deleted = await DeleteMissingAsync(known.Values, total, errors, cancellationToken);
        LogReconciled(logger, total, changed.Count, deleted, known.Count);
        return errors.Count == 0 ? new ReconcileReport(changed.Count, deleted, known.Count - deleted) : throw new AggregateException(errors);
    }

    /// <summary>Each candidate is asked for once more; above the guard nothing is deleted, for a wrong container must not erase the tables.</summary>
    private async Task<int> DeleteMissingAsync(IReadOnlyCollection<ArticleRow> candidates, int total, List<Exception> errors, CancellationToken cancellationToken)
    {
        var guard = Math.Max(options.Value.DeletionGuardCount, (int)(options.Value.DeletionGuardShare * total));
        if (candidates.Count > guard)
        {
            LogGuarded(logger, candidates.Count, total, guard);
            return 0;
        }

        var deleted = 0;
        errors.AddRange(await EachArticle.RunAsync(candidates, async (row, token) =>
        {
            if (await files.GetETagAsync(row.Path, token) is null)
            {
                await delete.RunAsync(row.Path, token);
                Interlocked.Increment(ref deleted);
            }
        }, cancellationToken));
        return deleted;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reconciled {Total} articles: {Changed} files new or changed, {Deleted} of {Missing} missing deleted.")]
    private static partial void LogReconciled(ILogger logger, int total, int changed, int deleted, int missing);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Missing} of {Total} files are missing, more than the guard of {Guard}: nothing was deleted. Check the container; if the files are meant to be gone, raise Pipeline:DeletionGuardCount for one run.")]
    private static partial void LogGuarded(ILogger logger, int missing, int total, int guard);
}

/// <summary>What a run of <see cref="Reconciler"/> found.</summary>
/// <param name="Received">Files that were new or changed.</param>
/// <param name="Deleted">Articles whose file is gone.</param>
/// <param name="Kept">Articles whose file was not listed, and which were left alone.</param>
public sealed record ReconcileReport(int Received, int Deleted, int Kept);
