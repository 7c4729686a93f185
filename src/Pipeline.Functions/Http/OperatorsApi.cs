using Microsoft.AspNetCore.Http;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Core.Upkeep;
using Pipeline.Functions.Http.Contract;

namespace Pipeline.Functions.Http;

/// <summary>What operators do: ask again, and take down.</summary>
public sealed class OperatorsApi(Api api, Replayer replayer, Reprocessor reprocessor, RunStore runs, CostPlanner planner, Purger purger, TimeProvider time)
{
    /// <summary>Below the 230 seconds after which Azure's load balancer ends a call (https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout).</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(3);

    private const int MostConditions = 20;

    /// <summary>A hundred years: nothing was received before, and tables know no times before 1601 (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).</summary>
    private const int MostDays = 36_500;

    /// <summary>Asks again for what was given up.</summary>
    [Function("ReplayArticles")]
    public Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/replay")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.ReplayArticles, async _ =>
        {
            var order = await JsonBody.ReadAsync<ReplayOrder>(request, cancellationToken);
            var replay = new ReplayRequest(JsonBody.Text(order.Reason, "reason"), order.Since, JsonBody.Text(order.Source, "source"), IdOf(order.Id), order.DryRun);
            var progress = new Latest(new ReplayReport(0, 0, 0, false));
            var report = await WithinTimeAsync(token => replayer.RunAsync(replay, progress, token), cancellationToken);
            return Answers.Json(report ?? progress.Value with { IsComplete = false });
        });

    /// <summary>Asks again for stored articles.</summary>
    [Function("ReprocessArticles")]
    public Task<IResult> ReprocessAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/reprocess")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.ReprocessArticles, async _ =>
        {
            var order = await JsonBody.ReadAsync<ReprocessOrder>(request, cancellationToken);
            var conditions = ConditionsOf(order);
            if (conditions.Count == 0 && (order.Clean || order.Run is not null))
            {
                throw ApiException.BadRequest("clean and run need where.");
            }

            if (order.DryRun)
            {
                return Answers.Json(await PlanAsync(conditions, order.Clean, cancellationToken));
            }

            if (conditions.Count == 0)
            {
                return Answers.Json(new ReprocessAnswer(await reprocessor.RunAsync(cancellationToken), 0, null, IsComplete: true));
            }

            var run = await RunOfAsync(order, cancellationToken);
            run = await reprocessor.RunAsync(conditions, order.Clean, run, cancellationToken);
            return Answers.Json(new ReprocessAnswer(run.Asked, run.Errors, run.Id, run.State != RunState.Running));
        });

    /// <summary>Takes articles down for good.</summary>
    [Function("PurgeArticles")]
    public Task<IResult> PurgeAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/purge")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.PurgeArticles, async _ =>
        {
            var order = await JsonBody.ReadAsync<PurgeOrder>(request, cancellationToken);
            var selection = SelectionOf(order);
            if (!order.DryRun && order.Confirm is null)
            {
                throw ApiException.BadRequest("This cannot be undone: call it with dryRun first, then with confirm, the number of articles that it says.");
            }

            var rows = await purger.FindAsync(selection, cancellationToken).ToListAsync(cancellationToken);
            if (order.DryRun)
            {
                return Answers.Json(new PurgeAnswer(rows.Count, IsComplete: true, null));
            }

            return rows.Count == order.Confirm
                ? Answers.Json(await PurgeAsync(selection, rows, cancellationToken))
                : throw ApiException.Conflict($"There are {rows.Count} articles now. Nothing was purged; confirm that number to do it.");
        });

    private async Task<UpkeepRun?> RunOfAsync(ReprocessOrder order, CancellationToken cancellationToken)
    {
        if (order.Run is not { } id)
        {
            return null;
        }

        // Anything else is no key of a table.
        var run = id.Length > 0 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? await runs.GetAsync(Reprocessor.Kind, JsonBody.Text(id, "run")!, cancellationToken) : null;
        return run ?? throw ApiException.BadRequest("There is no such run: leave it out to begin one.");
    }

    private async Task<PurgeAnswer> PurgeAsync(PurgeSelection selection, List<Tables.ArticleRow> rows, CancellationToken cancellationToken)
    {
        var (report, purged, end) = (PurgeReport.None, 0, time.GetUtcNow() + s_longest);
        try
        {
            foreach (var row in rows)
            {
                if (time.GetUtcNow() > end)
                {
                    return new PurgeAnswer(purged, IsComplete: false, report);
                }

                report += await purger.PurgeAsync(row, cancellationToken);
                purged++;
            }
        }
        catch (InvalidOperationException)
        {
            throw ApiException.Conflict($"{purged} articles were purged; then the file of one was dropped again. Call it once more.");
        }

        if (selection is { Source: { } source, ReceivedBefore: null })
        {
            report += PurgeReport.None with { Files = await purger.RemoveFilesAsync(source, cancellationToken) };
        }

        return new PurgeAnswer(purged, IsComplete: true, report);
    }

    private async Task<ReprocessAnswer> PlanAsync(IReadOnlyList<ArticleCondition> conditions, bool clean, CancellationToken cancellationToken)
    {
        var plan = await WithinTimeAsync(
            token => planner.ForArticlesAsync(conditions.Count == 0 ? reprocessor.DueAsync(token) : reprocessor.ChosenAsync(conditions, clean, token), token),
            cancellationToken) ?? throw ApiException.BadRequest("They are too many to be planned within a call: narrow them with where, or use pipeline reprocess --dry-run.");
        return new ReprocessAnswer(plan.Articles, 0, null, IsComplete: true, plan.RecordsToBuy, LanguagePrices.PriceOf(plan.RecordsToBuy));
    }

    private PurgeSelection SelectionOf(PurgeOrder order)
    {
        if (order.Id is not null == (order.Source is not null || order.OlderThanDays is not null))
        {
            throw ApiException.BadRequest("Give id, or source, olderThanDays or both.");
        }

        return order.OlderThanDays is < 0 or > MostDays
            ? throw ApiException.BadRequest($"olderThanDays is a number of days from 0 to {MostDays}.")
            : new PurgeSelection(IdOf(order.Id), JsonBody.Text(order.Source, "source"), order.OlderThanDays is { } age ? time.GetUtcNow() - TimeSpan.FromDays(age) : null);
    }

    private static List<ArticleCondition> ConditionsOf(ReprocessOrder order)
    {
        var where = order.Where ?? [];
        if (where.Count > MostConditions)
        {
            throw ApiException.BadRequest($"where holds at most {MostConditions} conditions.");
        }

        try
        {
            return [.. where.Select(condition => ArticleCondition.Parse(JsonBody.Text(condition, "where") ?? ""))];
        }
        catch (FormatException)
        {
            throw ApiException.BadRequest($"where holds conditions: a field, one of = != < <= > >=, and a value, such as source=daily or published>=2026-01-01. Names are compared with = and !=. Fields are {string.Join(", ", ArticleCondition.Fields)}.");
        }
    }

    private static string? IdOf(string? id) => id is null || ArticleIds.IsId(id) ? id : throw ApiException.BadRequest("An id has 32 hexadecimal digits.");

    /// <summary>What the work gives; null when the time of a call is over.</summary>
    private async Task<T?> WithinTimeAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = new CancellationTokenSource(s_longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await work(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Progress reports come from several threads; the furthest one counts.</summary>
    private sealed class Latest(ReplayReport first) : IProgress<ReplayReport>
    {
        private readonly Lock _lock = new();

        public ReplayReport Value { get; private set; } = first;

        public void Report(ReplayReport value)
        {
            lock (_lock)
            {
                Value = value.Filed + value.Replayed >= Value.Filed + Value.Replayed ? value : Value;
            }
        }
    }
}
