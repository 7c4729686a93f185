using Azure;
using Azure.Identity;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Queries;

/// <summary>Says whether the pipeline can work, and how much is waiting.</summary>
public sealed class HealthCheck(PipelineStorage storage, IArticleAnalyser analyser)
{
    /// <summary>Asks storage; a failure is part of the answer, not an exception.</summary>
    public async Task<HealthReport> RunAsync(CancellationToken cancellationToken)
    {
        var identity = analyser.Identity.ToString();
        try
        {
            await storage.Table(TableNames.Articles).GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("health", "health", cancellationToken: cancellationToken);
            await storage.Articles.GetPropertiesAsync(cancellationToken: cancellationToken);
            string[] queues = [PipelineStorage.CleanQueue, PipelineStorage.EnrichQueue, PipelineStorage.CleanQueue + PipelineStorage.PoisonSuffix, PipelineStorage.EnrichQueue + PipelineStorage.PoisonSuffix];
            var backlog = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var queue in queues)
            {
                var properties = await storage.Queue(queue).GetPropertiesAsync(cancellationToken);
                backlog[queue] = properties.Value.ApproximateMessagesCountLong;
            }

            return new HealthReport("healthy", identity, backlog, null);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            return new HealthReport("unhealthy", identity, new Dictionary<string, long>(StringComparer.Ordinal), "Storage does not answer as it should: check the setting Storage and the roles of the app's identity.");
        }
    }
}

/// <summary>The state of the pipeline.</summary>
/// <param name="Status">"healthy" or "unhealthy".</param>
/// <param name="Analyser">Name and version of the analyser.</param>
/// <param name="Backlog">Messages waiting, by queue.</param>
/// <param name="Problem">What is wrong and what to do; null when nothing is.</param>
public sealed record HealthReport(string Status, string Analyser, IReadOnlyDictionary<string, long> Backlog, string? Problem);
