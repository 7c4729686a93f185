using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Options;
using Pipeline.Core.Language;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Queries;

/// <summary>Says whether the pipeline can work, and how much is waiting.</summary>
public sealed class HealthCheck(PipelineStorage storage, RunStore runs, IArticleAnalyser analyser, LanguageGate gate, IOptions<LanguageOptions> options)
{
    private static readonly string[] s_queues = [PipelineStorage.CleanQueue, PipelineStorage.EnrichQueue, PipelineStorage.DeletedQueue, .. PipelineStorage.PoisonQueues];

    /// <summary>Asks storage; a failure is part of the answer, not an exception.</summary>
    public async Task<HealthReport> RunAsync(CancellationToken cancellationToken)
    {
        var identity = analyser.Identity.ToString();
        try
        {
            await Task.WhenAll(TableNames.All.Concat(PipelineStorage.InternalTables).Select(table => RequireTableAsync(table, cancellationToken)));
            await storage.Articles.GetPropertiesAsync(cancellationToken: cancellationToken);
            await storage.Content.GetPropertiesAsync(cancellationToken: cancellationToken);
            var backlog = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var queue in s_queues)
            {
                var properties = await storage.Queue(queue).GetPropertiesAsync(cancellationToken);
                backlog[queue] = properties.Value.ApproximateMessagesCountLong;
            }

            return new HealthReport("healthy", identity, backlog, await LanguageAsync(cancellationToken), null, await UnconfirmedAsync(cancellationToken));
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            return new HealthReport("unhealthy", identity, new Dictionary<string, long>(StringComparer.Ordinal), null, "Storage does not answer as it should: check the setting Storage and the roles of the app's identity.");
        }
    }

    /// <summary>A query tells a missing table from a missing row; a read does not.</summary>
    private async Task RequireTableAsync(string table, CancellationToken cancellationToken)
    {
        await foreach (var _ in storage.Table(table).QueryAsync<TableEntity>("PartitionKey eq ''", maxPerPage: 1, ["PartitionKey"], cancellationToken))
        {
            break;
        }
    }

    private async Task<UnconfirmedRun?> UnconfirmedAsync(CancellationToken cancellationToken) =>
        await runs.PendingAsync(ReconcileSteps.Kind, cancellationToken) is { } run ? new UnconfirmedRun(run.Id, run.Missing, run.Seen) : null;

    private async Task<LanguageHealth?> LanguageAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured)
        {
            return null;
        }

        var blocked = await gate.BlockedAsync(cancellationToken);
        return new LanguageHealth(await gate.BoughtTodayAsync(cancellationToken), options.Value.DailyRecordBudget, blocked?.Code, blocked?.RetryAt);
    }
}

/// <summary>The state of the pipeline.</summary>
/// <param name="Status">"healthy" or "unhealthy".</param>
/// <param name="Analyser">Name and version of the analyser.</param>
/// <param name="Backlog">Messages waiting, by queue.</param>
/// <param name="Language">Azure AI Language; null when the offline analyser works.</param>
/// <param name="Problem">What is wrong and what to do; null when nothing is.</param>
/// <param name="Unconfirmed">Deletions that wait for an operator; null when none do.</param>
public sealed record HealthReport(string Status, string Analyser, IReadOnlyDictionary<string, long> Backlog, LanguageHealth? Language, string? Problem, UnconfirmedRun? Unconfirmed = null);

/// <summary>A run of Reconcile that found more files missing than the guard allows, and deletes them only after <c>pipeline reconcile --confirm</c>.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Missing">Files that are missing.</param>
/// <param name="Seen">Of how many articles.</param>
public sealed record UnconfirmedRun(string Run, long Missing, long Seen);

/// <summary>How far Azure AI Language can be used.</summary>
/// <param name="RecordsBoughtToday">Text records bought today (UTC).</param>
/// <param name="DailyRecordBudget">How many may be; null when there is no limit.</param>
/// <param name="Waiting">Why nothing can be bought now, a reason code; null when something can.</param>
/// <param name="WaitingUntil">When it is tried again.</param>
public sealed record LanguageHealth(long RecordsBoughtToday, long? DailyRecordBudget, string? Waiting, DateTimeOffset? WaitingUntil);
