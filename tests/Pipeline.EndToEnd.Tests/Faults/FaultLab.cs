using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.Core.Upkeep.Verification;
using Pipeline.Tables;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>A storage account under test: hosts work on it through the proxy that misbehaves, the test looks at it through the other.</summary>
internal sealed class FaultLab(FaultBench bench, Account account, string appConnection) : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Everything that waits waits seconds. Verify is left to the test: the app has to be right without its repairs.</summary>
    private static readonly string[] Impatient =
    [
        "--Pipeline:StuckAfter=00:00:05",
        "--ReprocessSchedule=*/5 * * * * *",
        "--VerifySchedule=0 0 0 1 1 *",
        "--AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:01",
    ];

    private readonly List<HostProcess> _hosts = [];

    public FaultBench Bench => bench;

    public Account Account => account;

    public HostProcess StartHost(string reconcile = "*/5 * * * * *")
    {
        var host = HostProcess.Start(appConnection, [.. Impatient, $"--ReconcileSchedule={reconcile}"]);
        _hosts.Add(host);
        return host;
    }

    public async Task KillHostsAsync()
    {
        foreach (var host in _hosts)
        {
            await host.KillAsync();
        }
    }

    /// <summary>Waits until the app has begun its work.</summary>
    public async Task WaitForFirstAsync(CancellationToken cancellationToken)
    {
        while (!(await account.RowsAsync(cancellationToken)).Any(row => row.State != ArticleState.Received))
        {
            await _hosts[^1].ThrowIfEndedAsync();
            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }
    }

    public Task DropAsync(string path, string text, CancellationToken cancellationToken) =>
        account.DropAsync([new GeneratedArticle(path, text)], cancellationToken);

    /// <summary>Deletes a file, and says so as Event Grid does.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        await account.Storage.Articles.DeleteBlobIfExistsAsync(path, cancellationToken: cancellationToken);
        var subject = $"/blobServices/default/containers/{PipelineStorage.ArticlesContainer}/blobs/{path}";
        await account.Storage.Queue(PipelineStorage.DeletedQueue).SendMessageAsync($$"""{"subject":"{{subject}}"}""", cancellationToken);
    }

    /// <summary>Makes an enriched article look as if an earlier version of the analyser had been at it.</summary>
    public async Task MakeStaleAsync(string path, CancellationToken cancellationToken)
    {
        var table = account.Storage.Table(TableNames.Articles);
        var id = ArticleIds.FromPath(path);
        var change = new TableEntity(id[..2], id) { [nameof(ArticleRow.AnalyserVersion)] = "0" };
        await table.UpdateEntityAsync(change, Azure.ETag.All, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Waits until every file has its outcome, every deleted one its tombstone, and no message is left. Returns what is missing when that takes too long.</summary>
    public async Task<string?> SettleAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var open = await OpenAsync(cancellationToken);
            if (open is null)
            {
                return null;
            }

            if (TimeProvider.System.GetElapsedTime(began) > limit)
            {
                return open;
            }

            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Whether nothing is left to be done for one file.</summary>
    public async Task<bool> IsSettledAsync(string path, CancellationToken cancellationToken)
    {
        var row = await account.Reader.GetArticleAsync(ArticleIds.FromPath(path), cancellationToken);
        var blob = account.Storage.Articles.GetBlobClient(path);
        var etag = await blob.ExistsAsync(cancellationToken) ? SourceFiles.Name((await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag) : null;
        return row is not null && IsSettled(row, etag) && row.AnalyserVersion != "0";
    }

    /// <summary>The facts of all articles that are there, without what depends on the time of their arrival.</summary>
    public async Task<IReadOnlyList<string>> FactsAsync(CancellationToken cancellationToken)
    {
        var facts = await account.FactsAsync(cancellationToken);
        return [.. facts.Where(fact => !fact.Contains("State=Deleted", StringComparison.Ordinal)).Select(WithoutArrival).Order(StringComparer.Ordinal)];
    }

    /// <summary>Asks again for what was given up, as <c>pipeline replay</c> does.</summary>
    public async Task<ReplayReport> ReplayAsync(CancellationToken cancellationToken)
    {
        await using var services = Services();
        return await services.GetRequiredService<Replayer>().RunAsync(new ReplayRequest(), null, cancellationToken);
    }

    /// <summary>What <c>pipeline verify</c> finds.</summary>
    public async Task<VerifyReport> VerifyAsync(bool repair, TimeSpan grace, CancellationToken cancellationToken)
    {
        await using var services = Services();
        return await services.GetRequiredService<Verifier>().RunAsync(new VerifyRequest(repair, grace), cancellationToken);
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage"] = account.ConnectionString }).Build())
        .BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        bench.ForApp.Misbehave = null;
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        account.Dispose();
    }

    private static string WithoutArrival(string fact) =>
        fact.StartsWith("Articles", StringComparison.Ordinal) && fact.Contains("State=Rejected", StringComparison.Ordinal) && fact.Split('|', 4) is [var table, _, _, var rest] && table != TableNames.Articles
            ? $"{table}|{rest}"
            : fact;

    private async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in new[] { PipelineStorage.CleanQueue, PipelineStorage.EnrichQueue, PipelineStorage.DeletedQueue })
        {
            if ((await account.Storage.Queue(queue).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount is var count and > 0)
            {
                return $"{count} messages on {queue}";
            }
        }

        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var blob in account.Storage.Articles.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            files.Add(blob.Name, SourceFiles.Name(blob.Properties.ETag!.Value));
        }

        var rows = await account.RowsAsync(cancellationToken);
        var open = rows.FirstOrDefault(row => !IsSettled(row, files.GetValueOrDefault(row.Path)));
        var missing = files.Keys.Except(rows.Select(row => row.Path), StringComparer.Ordinal).FirstOrDefault();
        return open is not null ? $"{open.Path} is {open.State} {open.Reason} {open.LastError}" : missing is not null ? $"{missing} has no row" : null;
    }

    private static bool IsSettled(ArticleRow row, string? etag) =>
        row.ChangeOwed is null
        && row.SourceETag == etag
        && (etag is null ? row.State == ArticleState.Deleted : row.State is ArticleState.Enriched or ArticleState.Rejected or ArticleState.Failed)
        && IndexEntry.For(row).Select(entry => entry.ToString()).ToHashSet(StringComparer.Ordinal).SetEquals(row.IndexRecord);
}
