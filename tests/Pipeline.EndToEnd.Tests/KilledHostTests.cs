using System.Globalization;

namespace Pipeline.EndToEnd.Tests;

public sealed class KilledHostTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Files = 100;
    private const int Seed = 20210817;

    /// <summary>How often the host is killed. PIPELINE_KILLS=30 is the long form of this test.</summary>
    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("PIPELINE_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_host_that_is_killed_again_and_again_leaves_the_facts_of_an_undisturbed_run()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3 + Kills));
        var generator = new ArticleGenerator(Seed);
        var articles = Enumerable.Range(0, Files).Select(generator.Next).ToList();

        using var calm = await Account.CreateAsync(azurite, limit.Token);
        await calm.DropAsync(articles, limit.Token);
        await using (var host = HostProcess.Start(calm.ConnectionString))
        {
            await calm.WaitForEndAsync(host, Files, limit.Token);
        }

        using var killed = await Account.CreateAsync(azurite, limit.Token);
        await killed.DropAsync(articles, limit.Token);
        await KillAgainAndAgainAsync(killed, limit.Token);
        await using (var host = HostProcess.Start(killed.ConnectionString, "--Pipeline:StuckAfter=00:00:05", "--ReprocessSchedule=*/5 * * * * *", "--ReconcileSchedule=*/5 * * * * *"))
        {
            await killed.WaitForEndAsync(host, Files, limit.Token);
        }

        Assert.All(await calm.RowsAsync(limit.Token), row => Assert.Equal(Tables.ArticleState.Enriched, row.State));
        Assert.Equal(await calm.FactsAsync(limit.Token), await killed.FactsAsync(limit.Token));
        Assert.Equal(await calm.ChangesAsync(limit.Token), await killed.ChangesAsync(limit.Token));
    }

    /// <summary>Each kill comes when a random number of further articles has been worked on, plus a random moment: in the middle of whatever happens then.</summary>
    private async Task KillAgainAndAgainAsync(Account account, CancellationToken cancellationToken)
    {
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var host = HostProcess.Start(account.ConnectionString);
            var progress = (kill * (Files - 10) / Kills) + random.Next((Files - 10) / Kills) + 1;
            await account.WaitForProgressAsync(host, progress, cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200)), TimeProvider.System, cancellationToken);
            await host.KillAsync();
            output.WriteLine($"Kill {kill + 1} when {progress} of {Files} articles had been worked on.");
        }
    }
}
