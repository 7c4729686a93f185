using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;

namespace Pipeline.Core.Queries;

/// <summary>How all articles stand. Reads a few columns of each row, and many partitions at a time.</summary>
public sealed class StatusQuery(ArticleStore articles, HealthCheck health, DeadLetters deadLetters, TimeProvider time, IOptions<PipelineOptions> options)
{
    /// <summary>Queries at the same time.</summary>
    private const int Parallelism = 8;

    private static readonly string[] Columns =
        ["PartitionKey", "RowKey", nameof(ArticleRow.State), nameof(ArticleRow.Reason), nameof(ArticleRow.StageSince), nameof(ArticleRow.WaitUntil), nameof(ArticleRow.Attempts)];

    /// <summary>Counts the articles, of one source or of all.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage does not answer.</exception>
    public async Task<StatusReport> RunAsync(string? source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var tallies = new ConcurrentBag<Tally>();
        await Parallel.ForEachAsync(
            ArticleRanges.Digits,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (digit, token) =>
            {
                var tally = new Tally(now - options.Value.StuckAfter);
                await foreach (var row in articles.QueryAsync(Filter(digit, source), Columns, token))
                {
                    tally.Add(row);
                }

                tallies.Add(tally);
            });

        var all = new Tally(now - options.Value.StuckAfter);
        foreach (var tally in tallies)
        {
            all.Add(tally);
        }

        var open = await deadLetters.OpenAsync(cancellationToken)
            .GroupBy(letter => (letter.Reason, letter.IsUnreadable))
            .Select(group => new DeadLetterView(group.Key.Reason, group.Key.IsUnreadable, group.Count(), group.Min(letter => letter.Inserted ?? letter.Filed)))
            .ToListAsync(cancellationToken);
        return all.Report(now, source, [.. open.OrderBy(group => group.Reason, StringComparer.Ordinal)], await health.RunAsync(cancellationToken));
    }

    private static string Filter(char digit, string? source) =>
        ArticleRanges.Filter(digit) + (source is null ? "" : TableClient.CreateQueryFilter($" and Source eq {source}"));

    private sealed class Tally(DateTimeOffset stuckSince)
    {
        private readonly Dictionary<(ArticleState State, string? Reason), (long Count, DateTimeOffset? First, DateTimeOffset? Last)> _groups = [];
        private long _stuck;
        private long _inLine;
        private long _retrying;
        private LineView? _oldest;

        public void Add(ArticleRow row)
        {
            Add((row.State, row.Reason), (1, row.WaitUntil, row.WaitUntil));
            if (row is { State: ArticleState.Received or ArticleState.Cleaned, WaitUntil: null })
            {
                _inLine++;
                _retrying += row.Attempts > 0 ? 1 : 0;
                _stuck += row.StageSince < stuckSince ? 1 : 0;
                Add(row.StageSince is { } since ? new LineView(row.ArticleId, row.State, since) : null);
            }
        }

        public void Add(Tally other)
        {
            (_stuck, _inLine, _retrying) = (_stuck + other._stuck, _inLine + other._inLine, _retrying + other._retrying);
            Add(other._oldest);
            foreach (var (key, group) in other._groups)
            {
                Add(key, group);
            }
        }

        public StatusReport Report(DateTimeOffset now, string? source, IReadOnlyList<DeadLetterView> open, HealthReport health) => new(
            now,
            source,
            _groups.Values.Sum(group => group.Count),
            [
                .. _groups.GroupBy(pair => pair.Key.State).OrderBy(state => state.Key).Select(state => new StateView(
                    state.Key,
                    state.Sum(pair => pair.Value.Count),
                    [.. state.Where(pair => pair.Key.Reason is not null).OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key.Reason, StringComparer.Ordinal).Select(pair => new ReasonView(pair.Key.Reason!, pair.Value.Count, pair.Value.First, pair.Value.Last, ReasonGuide.For(pair.Key.Reason)?.Remedy))])),
            ],
            _inLine,
            _retrying,
            _stuck,
            _oldest,
            open,
            health);

        private void Add((ArticleState State, string? Reason) key, (long Count, DateTimeOffset? First, DateTimeOffset? Last) more)
        {
            var known = _groups.GetValueOrDefault(key);
            var first = known.First < more.First ? known.First : more.First ?? known.First;
            var last = known.Last > more.Last ? known.Last : more.Last ?? known.Last;
            _groups[key] = (known.Count + more.Count, first, last);
        }

        private void Add(LineView? inLine)
        {
            if (inLine is not null && (_oldest is null || inLine.Since < _oldest.Since))
            {
                _oldest = inLine;
            }
        }
    }
}

/// <summary>How all articles stand.</summary>
/// <param name="At">When they were counted.</param>
/// <param name="Source">Only this source was counted; null: all.</param>
/// <param name="Articles">Rows, tombstones included.</param>
/// <param name="States">By state and reason; states without articles are left out.</param>
/// <param name="InLine">Articles that wait for a stage and for nothing else.</param>
/// <param name="Retrying">Those of them of which an attempt has failed.</param>
/// <param name="Stuck">Those of them that are in line for longer than Pipeline:StuckAfter: when the queues are short, their request was lost and Reprocess asks again.</param>
/// <param name="Oldest">The first in line; null when nobody is.</param>
/// <param name="DeadLetters">Open dead letters, of all sources.</param>
/// <param name="Health">Storage, queues, analyser, throttle and budget.</param>
public sealed record StatusReport(
    DateTimeOffset At,
    string? Source,
    long Articles,
    IReadOnlyList<StateView> States,
    long InLine,
    long Retrying,
    long Stuck,
    LineView? Oldest,
    IReadOnlyList<DeadLetterView> DeadLetters,
    HealthReport Health);

/// <summary>Articles in one state.</summary>
public sealed record StateView(ArticleState State, long Count, IReadOnlyList<ReasonView> Reasons);

/// <summary>Articles of one state and reason.</summary>
/// <param name="Reason">The code.</param>
/// <param name="Count">How many.</param>
/// <param name="WaitUntil">When the first of them is tried again; null when they do not wait.</param>
/// <param name="LastWaitUntil">When the last of them is.</param>
/// <param name="Remedy">What to do; null for a code of the service itself.</param>
public sealed record ReasonView(string Reason, long Count, DateTimeOffset? WaitUntil, DateTimeOffset? LastWaitUntil, string? Remedy);

/// <summary>An article in line.</summary>
public sealed record LineView(string Id, ArticleState State, DateTimeOffset Since);

/// <summary>Open dead letters of one reason.</summary>
/// <param name="Reason">Which stage gave up.</param>
/// <param name="IsUnreadable">Whether they name neither an article nor a step of Reconcile: a replay leaves them alone.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">When the first of them was given up.</param>
public sealed record DeadLetterView(string Reason, bool IsUnreadable, long Count, DateTimeOffset Oldest);
