using System.Globalization;
using Pipeline.LanguageStandIn;

namespace Pipeline.EndToEnd.Tests;

/// <summary>Several hosts on one storage account and one Azure AI Language resource.</summary>
public sealed class LanguageHostsTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Hosts = 3;
    private const int Files = 40;
    private const int Seed = 1000;
    private const int PerSecond = 10;

    /// <summary>The rate is one of minutes. Requests that left evenly spaced arrive as the machine lets them, but never in bursts.</summary>
    private const int MostInASecond = 20;

    [Fact]
    public async Task Three_hosts_together_keep_the_rate_and_buy_nothing_twice()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        var tier = new StandInOptions { RequestsPerMinute = PerSecond * 60, RequestsPerSecond = MostInASecond };
        await using var service = await LanguageService.StartAsync(tier, cancellationToken: limit.Token);
        using var account = await Account.CreateAsync(azurite, limit.Token);
        var generator = new ArticleGenerator(Seed);
        await account.DropAsync([.. Enumerable.Range(0, Files).Select(generator.Next)], limit.Token);
        string[] settings =
        [
            $"--Language:Endpoint={service.Address}",
            $"--Language:Key={tier.Key}",
            $"--Language:RequestsPerMinute={tier.RequestsPerMinute.ToString(CultureInfo.InvariantCulture)}",
            "--Language:ShareWait=00:00:00", // As many requests as there can be.
            "--Pipeline:StuckAfter=00:00:05",
            "--ReprocessSchedule=*/5 * * * * *",
        ];

        var hosts = Enumerable.Range(0, Hosts).Select(_ => HostProcess.Start(account.ConnectionString, settings)).ToList();
        try
        {
            await account.WaitForEndAsync(hosts[0], Files, limit.Token);
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }

        output.WriteLine($"{service.Ledger.Requests} requests, at most {service.Ledger.MostPerSecond} in a second; {string.Join(", ", service.Ledger.ByStatus)}");
        Assert.All(await account.RowsAsync(limit.Token), row => Assert.Equal((Tables.ArticleState.Enriched, "azure-ai-language"), (row.State, row.Analyser)));
        Assert.Equal([200], service.Ledger.ByStatus.Keys);
        Assert.Equal(0, service.Ledger.BoughtTwice);
        Assert.InRange(service.Ledger.Requests, Files, int.MaxValue);
    }
}
