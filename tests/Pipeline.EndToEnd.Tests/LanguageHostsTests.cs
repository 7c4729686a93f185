using System.Globalization;
using Pipeline.LanguageStandIn;

namespace Pipeline.EndToEnd.Tests;

/// <summary>Several hosts on one storage account and one Azure AI Language resource.</summary>
public sealed class LanguageHostsTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Hosts = 3;
    private const int Files = 40;
    private const int Seed = 1000;

    /// <summary>So few that the run takes more than a minute and the whole of a minute's rate is used.</summary>
    private const int PerMinute = 120;

    /// <summary>
    /// Hosts agree on the time by the Date of storage, which has whole seconds: until they know it better, two may send a second's worth of requests at the same moment.
    /// </summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan[] Windows = [.. new[] { 1, 2, 5, 10, 20, 30, 60 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    [Fact]
    public async Task Three_hosts_together_keep_the_rate_and_buy_nothing_twice()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        var tier = new StandInOptions { RequestsPerMinute = PerMinute };
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

        var ledger = service.Ledger;
        output.WriteLine($"{ledger.Requests} requests in {ledger.Span}, at most {string.Join(", ", Windows.Select(window => $"{ledger.MostIn(window)} in {window.TotalSeconds} s"))}; {string.Join(", ", ledger.ByStatus)}");
        Assert.All(await account.RowsAsync(limit.Token), row => Assert.Equal((Tables.ArticleState.Enriched, "azure-ai-language"), (row.State, row.Analyser)));
        Assert.Equal([200], ledger.ByStatus.Keys);
        Assert.Equal(0, ledger.BoughtTwice);
        Assert.InRange(ledger.MostIn(TimeSpan.FromMinutes(1)), PerMinute / 2, PerMinute);
        Assert.All(Windows, window => Assert.InRange(ledger.MostIn(window), 0, Math.Ceiling(PerMinute * (window + ClockDifference).TotalMinutes)));
    }
}
