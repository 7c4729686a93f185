using System.Globalization;
using System.IO.Compression;
using System.Text;
using Pipeline.Tables;

namespace Pipeline.EndToEnd.Tests;

public sealed class KilledExpansionTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int ItemsPerBad = 100;

    /// <summary>Articles in the archive. PIPELINE_ITEMS=5000 is the long form of this test.</summary>
    private static int Items => int.Parse(Environment.GetEnvironmentVariable("PIPELINE_ITEMS") ?? "150", CultureInfo.InvariantCulture);

    [Fact]
    public async Task An_archive_whose_expansion_is_killed_is_ingested_whole_and_exactly_the_bad_items_are_rejected()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3 + (Items / 100)));
        using var account = await Account.CreateAsync(azurite, limit.Token);
        await account.DropAsync("wire/archive.zip", Archive(), limit.Token);

        await using (var host = HostProcess.Start(account.ConnectionString))
        {
            await account.WaitForRowsAsync(host, Items / 3, limit.Token);
            await host.KillAsync();
        }

        var known = await account.RowsAsync(limit.Token);
        Assert.Contains(known, row => row is { State: ArticleState.Received, Path: "wire/archive.zip" });
        output.WriteLine($"Killed when {known.Count - 1} of {Items} items had rows.");
        var restarted = TimeProvider.System.GetUtcNow();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await using (var host = HostProcess.Start(account.ConnectionString, "--Pipeline:StuckAfter=00:01:00", "--ReprocessSchedule=*/20 * * * * *"))
        {
            await account.WaitForEndAsync(host, Items + 1, limit.Token);
        }

        var rows = await account.RowsAsync(limit.Token);
        var published = rows.Count(row => row.EnrichedAt > restarted);
        output.WriteLine($"The rest took {clock.Elapsed.TotalSeconds:F0} s, {published / clock.Elapsed.TotalSeconds:F1} articles a second.");
        Assert.Equal(Items + 1, rows.Count);
        Assert.Equal(ArticleState.Expanded, rows.Single(row => row.Path == "wire/archive.zip").State);
        Assert.Equal(
            Enumerable.Range(0, Items).Where(IsBad).Select(i => $"wire/archive.zip!/{i}.txt").Order(StringComparer.Ordinal),
            rows.Where(row => row.State == ArticleState.Rejected).Select(row => row.Path).Order(StringComparer.Ordinal));
        Assert.All(rows.Where(row => row.State == ArticleState.Rejected), row => Assert.Equal("Binary", row.Reason));
        Assert.All(rows, row => Assert.Equal(1, row.Version));
        Assert.Equal(rows.Count, (await account.ChangesAsync(limit.Token)).Count + 1);
        Assert.Equal(Items - Enumerable.Range(0, Items).Count(IsBad), rows.Count(row => row.State == ArticleState.Enriched));
    }

    private static bool IsBad(int item) => item % ItemsPerBad == ItemsPerBad / 2;

    private static byte[] Archive()
    {
        var articles = new ArticleGenerator(23);
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            for (var i = 0; i < Items; i++)
            {
                using var entry = archive.CreateEntry($"{i}.txt").Open();
                entry.Write(IsBad(i) ? [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0] : Encoding.UTF8.GetBytes(articles.Next(i).Text));
            }
        }

        return packed.ToArray();
    }
}
