using System.Collections.Concurrent;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>
/// Compares what is stored with what the articles' rows say, slice by slice, so that memory does not grow with the store. What a scan finds odd is only
/// a suspicion, because workers go on meanwhile: each suspect is read anew, in every place, before it is a finding.
/// </summary>
public sealed partial class Verifier(
    PipelineStorage storage,
    ArticleInspector inspector,
    ChangeLogInspector changeLog,
    ArticleRepair repair,
    TimeProvider time,
    IOptions<PipelineOptions> options,
    ILogger<Verifier> logger)
{
    private const int Parallelism = 8;

    /// <summary>Partitions that the start moves by each day: prime to 256, so that every partition has its day.</summary>
    private const int Stride = 89;

    private static readonly string[] IndexTables = [TableNames.ArticlesByDate, TableNames.ArticlesBySource, TableNames.KeyPhrases];
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];

    /// <summary>The scheduled run: repairs, and ends when its time is up.</summary>
    public Task<VerifyReport> RunScheduledAsync(CancellationToken cancellationToken) =>
        RunAsync(new VerifyRequest(Repair: true, Budget: options.Value.VerifyFor), cancellationToken);

    /// <summary>Runs once.</summary>
    public async Task<VerifyReport> RunAsync(VerifyRequest request, CancellationToken cancellationToken)
    {
        var tally = new Tally(request.Grace ?? options.Value.StuckAfter, request.Repair);
        var began = time.GetTimestamp();
        var start = request.Budget is null ? 0 : (int)(time.GetUtcNow().ToUnixTimeSeconds() / (24 * 60 * 60) * Stride % 256);
        var isComplete = true;
        await foreach (var slice in ArticleSlices.ReadAsync(storage.Table(TableNames.Articles), start, cancellationToken))
        {
            if (time.GetElapsedTime(began) > request.Budget)
            {
                isComplete = false;
                break;
            }

            await ScanAsync(slice, cancellationToken);
            tally.Articles += slice.Articles.Count;
            await Parallel.ForEachAsync(slice.Suspects, Options(cancellationToken), async (suspect, token) => await JudgeAsync(slice, suspect.Key, suspect.Value, tally, token));
        }

        // After the articles: a change that was appended for one of them may stand behind a gap.
        for (var shard = 0; shard < TableKey.ChangeShards; shard++)
        {
            await foreach (var gap in changeLog.InspectAsync(shard, request.Repair, cancellationToken))
            {
                tally.Add(gap);
            }
        }

        var report = tally.Report(isComplete);
        LogVerified(logger, report.Articles, report.Total, report.Repaired);
        foreach (var finding in report.Findings)
        {
            LogFinding(logger, finding.Kind, finding.ArticleId, finding.IsRepaired); // Where it is may be a key phrase.
        }

        return report;
    }

    private async Task JudgeAsync(ArticleSlice slice, string articleId, List<IndexEntry> strays, Tally tally, CancellationToken cancellationToken)
    {
        var findings = (await inspector.InspectAsync(articleId, strays, tally.Grace, cancellationToken)).ToList();
        if (slice.Articles.TryGetValue(articleId, out var seen) && IsChangeMissing(seen) && await inspector.LacksChangeAsync(seen.Row, tally.Grace, cancellationToken))
        {
            findings.Add(new Finding(FindingKind.MissingChange, articleId, $"{TableNames.Changes} version {seen.Row.Version}"));
        }

        if (findings.Count > 0 && tally.Repair)
        {
            findings = [.. await repair.RepairAsync(articleId, findings, cancellationToken)];
        }

        findings.ForEach(tally.Add);
    }

    private async Task ScanAsync(ArticleSlice slice, CancellationToken cancellationToken)
    {
        foreach (var table in IndexTables)
        {
            await ScanIndexAsync(slice, table, cancellationToken);
        }

        await ScanSegmentsAsync(slice, cancellationToken);
        await ScanContentAsync(slice, cancellationToken);
        await ScanChangesAsync(slice, cancellationToken);

        var broken = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(slice.Articles.Values, Options(cancellationToken), async (seen, token) =>
        {
            var row = seen.Row;
            var isPublished = ArticleRules.IsAtRest(row);
            if ((isPublished && seen.IndexRows < seen.Meant.Count(entry => entry.IsIndexRow))
                || (isPublished && seen.Blobs < seen.Meant.Count(entry => entry.Kind == IndexKind.Blob))
                || IsChangeMissing(seen)
                || ArticleRules.Contradiction(row) is not null
                || !ArticleRules.IsOutcomeRight(row)
                || ArticleRules.IsUnfinished(row)
                || (isPublished && !await inspector.IsContentRightAsync(row, token)))
            {
                broken.Add(row.ArticleId);
            }
        });
        foreach (var id in broken)
        {
            slice.Suspect(id);
        }
    }

    /// <summary>Of a file that was expanded its items tell.</summary>
    private static bool IsChangeMissing(SeenArticle seen) =>
        ArticleRules.IsAtRest(seen.Row) && seen.Row.State != ArticleState.Expanded && seen.Row is { Version: > 0, ChangeOwed: null } && !seen.HasChange;

    private async Task ScanIndexAsync(ArticleSlice slice, string table, CancellationToken cancellationToken)
    {
        var kind = table switch { TableNames.ArticlesByDate => IndexKind.ByDate, TableNames.ArticlesBySource => IndexKind.BySource, _ => IndexKind.ByPhrase };
        await foreach (var entity in storage.Table(table).QueryAsync<TableEntity>(slice.Filter(nameof(ArticleIndexRow.ArticleId)), cancellationToken: cancellationToken))
        {
            var entry = new IndexEntry(kind, entity.PartitionKey, entity.RowKey);
            var row = ArticleIndexRow.Schema.Read(entity);
            if (!slice.Articles.TryGetValue(row.ArticleId, out var seen) || !seen.Meant.Contains(entry))
            {
                slice.Suspect(IdOf(entity.RowKey, row.ArticleId)).Add(entry);
                continue;
            }

            seen.IndexRows++;
            if (ArticleRules.IsAtRest(seen.Row) && !ArticleInspector.IsSame(entry.Row(seen.Row), row))
            {
                slice.Suspect(row.ArticleId);
            }
        }
    }

    private async Task ScanSegmentsAsync(ArticleSlice slice, CancellationToken cancellationToken)
    {
        await foreach (var entity in storage.Table(TableNames.Segments).QueryAsync<TableEntity>(slice.Filter("PartitionKey"), select: Keys, cancellationToken: cancellationToken))
        {
            if (!slice.Articles.TryGetValue(entity.PartitionKey, out var seen) || ArticleInspector.SetOf(entity.RowKey) != seen.Row.EnrichmentHash)
            {
                slice.Suspect(entity.PartitionKey);
            }
        }
    }

    private async Task ScanContentAsync(ArticleSlice slice, CancellationToken cancellationToken)
    {
        foreach (var prefix in slice.IsEverything ? [""] : slice.Prefixes)
        {
            await foreach (var blob in storage.Content.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken))
            {
                // What lies in no article's folder, as messages that name none, is not the articles' business.
                if (blob.Name.Split('/')[0] is var id && ArticleIds.IsId(id))
                {
                    if (slice.Articles.TryGetValue(id, out var seen) && seen.Meant.Contains(new IndexEntry(IndexKind.Blob, blob.Name, "")))
                    {
                        seen.Blobs++;
                    }
                    else
                    {
                        slice.Suspect(id);
                    }
                }
            }
        }
    }

    private async Task ScanChangesAsync(ArticleSlice slice, CancellationToken cancellationToken)
    {
        foreach (var shard in slice.Prefixes.Select(prefix => TableKey.ChangeShard(prefix)).Distinct())
        {
            var partition = TableKey.Change(shard, 0).PartitionKey;
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}") + (slice.Filter(nameof(ChangeRow.ArticleId)) is { } ids ? $" and {ids}" : "");
            await foreach (var entity in storage.Table(TableNames.Changes).QueryAsync<TableEntity>(filter, select: [.. Keys, nameof(ChangeRow.ArticleId), nameof(ChangeRow.Version)], cancellationToken: cancellationToken))
            {
                var change = ChangeRow.Schema.Read(entity);
                if (slice.Articles.TryGetValue(change.ArticleId, out var seen) && seen.Row.Version == change.Version)
                {
                    seen.HasChange = true;
                }
            }
        }
    }

    /// <summary>The id at the end of an index row's key: whose row it is, whatever its columns say.</summary>
    private static string IdOf(string rowKey, string column) =>
        rowKey.Length > ArticleIds.Length && ArticleIds.IsId(rowKey[^ArticleIds.Length..]) ? rowKey[^ArticleIds.Length..] : ArticleIds.IsId(column) ? column : ArticleIds.FromPath(rowKey);

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };

    [LoggerMessage(Level = LogLevel.Information, Message = "Verified {Articles} articles: {Findings} findings, {Repaired} repaired.")]
    private static partial void LogVerified(ILogger logger, int articles, int findings, int repaired);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} of article {ArticleId}, repaired: {IsRepaired}.")]
    private static partial void LogFinding(ILogger logger, FindingKind kind, string articleId, bool isRepaired);

    private sealed class Tally(TimeSpan grace, bool repair)
    {
        private readonly List<Finding> _findings = [];
        private int _total;
        private int _repaired;

        public TimeSpan Grace { get; } = grace;

        public bool Repair { get; } = repair;

        public int Articles { get; set; }

        public void Add(Finding finding)
        {
            lock (_findings)
            {
                _total++;
                _repaired += finding.IsRepaired ? 1 : 0;
                if (_findings.Count < VerifyReport.MaxFindings)
                {
                    _findings.Add(finding);
                }
            }
        }

        public VerifyReport Report(bool isComplete) =>
            new(Articles, isComplete, [.. _findings.OrderBy(finding => finding.ArticleId, StringComparer.Ordinal).ThenBy(finding => finding.Kind).ThenBy(finding => finding.Where, StringComparer.Ordinal)], _total, _repaired);
    }
}
