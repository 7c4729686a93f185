using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Core.Publishing;
using Pipeline.Core.Stages;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Upkeep;

/// <summary>
/// Asks again for articles that wait, are stuck, were given up for a passing cause, or were made by an earlier version of a stage; only the stale stages run
/// again. Newest first, within the room of the queues and the budget of text records. What was asked for is no longer due: the articles' rows are the
/// checkpoint, and a run that ends half-way costs nothing but its time.
/// </summary>
public sealed partial class Reprocessor(
    ArticleStore articles,
    ArticlePublisher publisher,
    MessageSender messages,
    RunStore runs,
    IArticleAnalyser analyser,
    LanguageGate gate,
    TimeProvider time,
    IOptions<PipelineOptions> options,
    ILogger<Reprocessor> logger)
{
    /// <summary>Partition of the reports.</summary>
    public const string Kind = "reprocess";

    /// <summary>Ranges of partitions, by the first digit of the ids, read at the same time.</summary>
    private const int Parallelism = 4;

    /// <summary>
    /// Runs once, for as many articles as bring the queues to <see cref="PipelineOptions.ReprocessLimit"/>: while they are long, what looks stuck only
    /// waits for its turn, and a second message would make them longer. Returns how many were asked for.
    /// </summary>
    /// <exception cref="AggregateException">What failed, after all articles had their turn.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var room = await RoomAsync(cancellationToken);
        if (room <= 0)
        {
            return 0;
        }

        var now = time.GetUtcNow();
        var view = await gate.ViewAsync(cancellationToken);
        var plan = new ReprocessPlan(room);
        var unfinished = new ConcurrentBag<string>();
        await EachDigitAsync(digit => articles.QueryAsync($"{ArticleRanges.Filter(digit)} and ({Filter(now, view)})", ReprocessDue.Columns, cancellationToken), row =>
        {
            if (TargetOf(row, now, view) is not null)
            {
                plan.Add(new Candidate(row.ArticleId, Candidate.RankOf(row), RecordsOf(row, view)));
            }
            else if (row.ChangeOwed is not null && IsPast(row, now) && unfinished.Count < room)
            {
                unfinished.Add(row.ArticleId);
            }
        }, cancellationToken);

        var chosen = plan.Take(view == GateView.None ? null : options.Value.ReprocessRecordBudget);
        var run = runs.New(Kind);
        run.Seen = plan.Seen;
        var errors = new List<Exception>(await EachArticle.RunAsync(unfinished, FinishAsync, cancellationToken));
        errors.AddRange(await AskAsync(run, chosen, row => TargetOf(row, now, view), cancellationToken));
        await ReportAsync(run, errors.Count, cancellationToken);
        return errors.Count == 0 ? (int)run.Asked : throw new AggregateException(errors);
    }

    /// <summary>Asks for chosen articles whether they are stale or not, as far as the queues have room. The run's cursor says how far that was; give it again to go on.</summary>
    /// <param name="conditions">All must hold.</param>
    /// <param name="cleanAgain">Clean again as well; else complete articles are only enriched again.</param>
    /// <param name="resume">The run to go on with; null for a new one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The run; while it is Running, there is more to ask for.</returns>
    public async Task<UpkeepRun> RunAsync(IReadOnlyList<ArticleCondition> conditions, bool cleanAgain, UpkeepRun? resume, CancellationToken cancellationToken)
    {
        var run = resume ?? runs.New(Kind);
        var view = await gate.ViewAsync(cancellationToken);
        var plan = new ReprocessPlan(Math.Max(0, await RoomAsync(cancellationToken)));
        await EachDigitAsync(digit => articles.QueryAsync(ArticleRanges.Filter(digit), ReprocessDue.Columns, cancellationToken), row =>
        {
            if (Chosen(row, conditions, cleanAgain) is not null && (run.Cursor is null || string.CompareOrdinal(Candidate.RankOf(row), run.Cursor) > 0))
            {
                plan.Add(new Candidate(row.ArticleId, Candidate.RankOf(row), RecordsOf(row, view)));
            }
        }, cancellationToken);

        var chosen = plan.Take(null);
        run.Seen += chosen.Count;
        run.Errors += (await AskAsync(run, chosen, row => Chosen(row, conditions, cleanAgain), cancellationToken)).Count;
        run.Cursor = chosen.Count == 0 ? run.Cursor : chosen[^1].Rank;
        if (plan.Seen == chosen.Count)
        {
            await runs.TryFinishAsync(run, RunState.Done, cancellationToken);
        }
        else
        {
            await runs.TrySaveAsync(run, cancellationToken);
        }

        return run;
    }

    /// <summary>All articles that a stage would be asked for, whatever the queues hold.</summary>
    public async IAsyncEnumerable<ArticleRow> DueAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await foreach (var row in articles.QueryAsync(Filter(now, GateView.Open), ReprocessDue.Columns, cancellationToken))
        {
            if (TargetOf(row, now, GateView.Open) is not null)
            {
                yield return row;
            }
        }
    }

    /// <summary>All articles that the conditions choose.</summary>
    public IAsyncEnumerable<ArticleRow> ChosenAsync(IReadOnlyList<ArticleCondition> conditions, bool cleanAgain, CancellationToken cancellationToken) =>
        articles.QueryAsync("State ne 'Deleted'", ReprocessDue.Columns, cancellationToken).Where(row => Chosen(row, conditions, cleanAgain) is not null);

    /// <summary>
    /// What may be due, as the table can tell; <see cref="TargetOf"/> decides. The service takes at most 15 comparisons
    /// (https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities), of which two are for the range. Only an article on its way has
    /// StageSince or WaitUntil.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="view">
    /// Open: whatever waits is due, however long it was told to wait, because a raised budget or a service that is back earlier counts at once. Closed: waiting articles wait until their
    /// time, and those that the offline fallback analysed stay as they are.
    /// </param>
    internal string Filter(DateTimeOffset now, GateView view)
    {
        var stuckSince = now - options.Value.StuckAfter;
        var waitingUntil = view == GateView.Open ? DateTimeOffset.MaxValue : now;
        var (name, version) = (analyser.Identity.Name, analyser.Identity.Version);
        var stale = view == GateView.Closed ? "" : TableClient.CreateQueryFilter($" or Analyser ne {name} or AnalyserVersion ne {version}");
        string[] due =
        [
            TableClient.CreateQueryFilter($"StageSince lt {stuckSince} or WaitUntil le {waitingUntil}"),
            TableClient.CreateQueryFilter($"CleanerVersion ne {TextVersions.Cleaner}"),
            TableClient.CreateQueryFilter($"(State eq 'Enriched' and EnrichedAt lt {stuckSince} and (SegmenterVersion ne {TextVersions.Segmenter} or SchemaVersion lt {ArticleRow.CurrentSchemaVersion}") + stale + "))",
            TableClient.CreateQueryFilter($"(State eq 'Failed' and LastErrorAt le {now - ReprocessDue.FirstRetry})"),
            "ChangeOwed ge ''",
        ];
        return string.Join(" or ", due);
    }

    /// <summary>The state from which the article has to go on; null when only the end of its last publication is missing.</summary>
    internal ArticleState? StageFor(ArticleRow row) => ReprocessDue.StageFor(row, analyser.Identity);

    /// <summary>From where the article has to go on now; null when it has not.</summary>
    private ArticleState? TargetOf(ArticleRow row, DateTimeOffset now, GateView view) => row.State switch
    {
        ArticleState.Failed => ReprocessDue.RetryAt(row) <= now ? ArticleState.Received : null,
        ArticleState.Enriched when !IsPast(row, now) => null, // A newer version may be at work elsewhere.
        ArticleState.Enriched when view == GateView.Closed && row.CleanerVersion == TextVersions.Cleaner && row.SegmenterVersion == TextVersions.Segmenter && row.SchemaVersion == ArticleRow.CurrentSchemaVersion => null,
        ArticleState.Received or ArticleState.Cleaned when !(row.StageSince < now - options.Value.StuckAfter || (row.WaitUntil is { } until && (view == GateView.Open || until <= now))) => null,
        _ => StageFor(row),
    };

    private ArticleState? Chosen(ArticleRow row, IReadOnlyList<ArticleCondition> conditions, bool cleanAgain) => !conditions.All(condition => condition.Holds(row)) ? null : row.State switch
    {
        ArticleState.Enriched => cleanAgain ? ArticleState.Received : StageFor(row) ?? ArticleState.Cleaned,
        ArticleState.Rejected or ArticleState.Failed => ArticleState.Received,
        _ => StageFor(row),
    };

    /// <summary>Only Azure AI Language costs records.</summary>
    private long RecordsOf(ArticleRow row, GateView view) => view == GateView.None ? 0 : ReprocessDue.RecordsOf(row, analyser.Identity);

    /// <summary>Whoever published it lately may still be about to finish.</summary>
    private bool IsPast(ArticleRow row, DateTimeOffset now) =>
        now - options.Value.StuckAfter is var since && !(row.EnrichedAt > since || row.CleanedAt > since);

    private async Task<int> RoomAsync(CancellationToken cancellationToken) =>
        (int)(options.Value.ReprocessLimit - await messages.CountAsync(cancellationToken));

    private static Task EachDigitAsync(Func<char, IAsyncEnumerable<ArticleRow>> rows, Action<ArticleRow> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(ArticleRanges.Digits, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken }, async (digit, token) =>
        {
            await foreach (var row in rows(digit).WithCancellation(token))
            {
                action(row);
            }
        });

    private async Task<IReadOnlyCollection<Exception>> AskAsync(UpkeepRun run, IReadOnlyList<Candidate> chosen, Func<ArticleRow, ArticleState?> target, CancellationToken cancellationToken)
    {
        var (asked, records) = (0L, 0L);
        var errors = await EachArticle.RunAsync(chosen, async (candidate, token) =>
        {
            if (await articles.GetAsync(candidate.ArticleId, token) is { } row && target(row) is { } state && await AskAsync(row, state, token))
            {
                Interlocked.Increment(ref asked);
                Interlocked.Add(ref records, candidate.Records);
            }
        }, cancellationToken);
        (run.Asked, run.Records) = (run.Asked + asked, run.Records + records);
        return errors;
    }

    private async Task<bool> AskAsync(ArticleRow row, ArticleState state, CancellationToken cancellationToken)
    {
        var why = row.State == ArticleState.Failed
            ? ReprocessDue.RetryAt(row) <= time.GetUtcNow() ? ArticleEvent.Retried : ArticleEvent.Replayed
            : ArticleLifecycle.Asking(row.State, state);
        ArticleLifecycle.Enter(row, why, time.GetUtcNow());
        if (!await publisher.AdvanceAsync(row, cancellationToken))
        {
            return false; // Somebody is at work on it.
        }

        await messages.AskAsync(row, cancellationToken);
        return true;
    }

    private async Task FinishAsync(string articleId, CancellationToken cancellationToken)
    {
        if (await articles.GetAsync(articleId, cancellationToken) is { } row)
        {
            await publisher.FinishAsync(row, cancellationToken);
        }
    }

    private async Task ReportAsync(UpkeepRun run, int errors, CancellationToken cancellationToken)
    {
        run.Errors = errors;
        if (run.Asked + run.Errors > 0)
        {
            run.Detail = run.Seen > run.Asked ? $"{run.Seen - run.Asked} more are due." : null;
            await runs.TryFinishAsync(run, RunState.Done, cancellationToken);
        }

        LogReprocessed(logger, run.Asked);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reprocess asked for {Count} articles.")]
    private static partial void LogReprocessed(ILogger logger, long count);
}
