using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>
/// Compares what is stored with what the articles' rows say. What a scan finds odd is only a suspicion, because workers go on meanwhile: each suspect is read anew, in every place,
/// before it is a finding. Memory does not grow with the store.
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
    /// <summary>Partitions that the start moves by each day: prime to 256, so that every partition has its day.</summary>
    private const int Stride = 89;

    private readonly StoreScanner _scanner = new(storage, inspector);

    /// <summary>The scheduled run: repairs, and ends when its time is up.</summary>
    public Task<VerifyReport> RunScheduledAsync(CancellationToken cancellationToken) =>
        RunAsync(new VerifyRequest(Repair: true, Budget: options.Value.VerifyFor), cancellationToken);

    /// <summary>Runs once.</summary>
    public async Task<VerifyReport> RunAsync(VerifyRequest request, CancellationToken cancellationToken)
    {
        var tally = new Tally(request.Grace ?? options.Value.StuckAfter, request.Repair);
        var budget = new TimeBudget(time, request.Budget);
        var start = request.Budget is null ? 0 : (int)(time.GetUtcNow().ToUnixTimeSeconds() / (24 * 60 * 60) * Stride % KeyRange.Partitions);
        foreach (var range in Circle(KeyRange.Partition(start)))
        {
            for (var from = range.From!; from != range.To;)
            {
                if (budget.IsUp)
                {
                    tally.IsComplete = false;
                    break;
                }

                from = await VerifyAsync(from, range.To!, request.SliceSize, budget, tally, cancellationToken);
            }
        }

        // After the articles: a change that was appended for one of them may stand behind a gap.
        await InParallel.EachAsync(Enumerable.Range(0, TableKey.ChangeShards), async (shard, token) =>
        {
            await foreach (var gap in changeLog.InspectAsync(shard, request.Repair, token))
            {
                tally.Add(gap);
            }
        }, cancellationToken);

        var report = tally.Report();
        LogVerified(logger, report.Articles, report.Total, report.Repaired);
        foreach (var finding in report.Findings)
        {
            LogFinding(logger, finding.Kind, finding.ArticleId, finding.IsRepaired); // Where it is may be a key phrase.
        }

        return report;
    }

    /// <summary>All partitions of Articles, from one on.</summary>
    private static IEnumerable<KeyRange> Circle(string start) =>
        start == KeyRange.First ? [new KeyRange(start, KeyRange.End)] : [new KeyRange(start, KeyRange.End), new KeyRange(KeyRange.First, start)];

    /// <summary>Verifies a slice of articles, and leaves a part of the time for each step. Returns where the next slice begins.</summary>
    private async Task<string> VerifyAsync(string from, string to, int size, TimeBudget budget, Tally tally, CancellationToken cancellationToken)
    {
        var slice = await _scanner.ReadAsync(from, to, size, tally.Grace, budget.Part(1.0 / 3), cancellationToken);
        await _scanner.ScanAsync(slice, tally.Grace, budget.Part(2.0 / 3), cancellationToken);
        await InParallel.EachAsync(slice.Suspects, async (suspect, token) =>
        {
            if (budget.IsUp)
            {
                tally.IsComplete = false;
                return;
            }

            await JudgeAsync(suspect.Key, slice.AreChangesKnown ? slice.Find(suspect.Key) : null, suspect.Value, tally, token);
        }, cancellationToken);
        tally.Articles += slice.Count;
        tally.IsComplete &= slice.IsComplete;
        return slice.To;
    }

    private async Task JudgeAsync(string articleId, SeenArticle? seen, IReadOnlyList<IndexEntry> strays, Tally tally, CancellationToken cancellationToken)
    {
        var findings = (await inspector.InspectAsync(articleId, strays, tally.Grace, cancellationToken)).ToList();
        if (seen is { LacksChange: true } && await inspector.LacksChangeAsync(articleId, seen.Version, tally.Grace, cancellationToken))
        {
            findings.Add(new Finding(FindingKind.MissingChange, articleId, $"{TableNames.Changes} version {seen.Version}"));
        }

        if (findings.Count > 0 && tally.Repair)
        {
            findings = [.. await repair.RepairAsync(articleId, findings, cancellationToken)];
        }

        findings.ForEach(tally.Add);
    }

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

        public bool IsComplete { get; set; } = true;

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

        public VerifyReport Report() =>
            new(Articles, IsComplete, [.. _findings.OrderBy(finding => finding.ArticleId, StringComparer.Ordinal).ThenBy(finding => finding.Kind).ThenBy(finding => finding.Where, StringComparer.Ordinal)], _total, _repaired);
    }
}
