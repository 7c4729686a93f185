using System.Globalization;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables.Tests.Reading;

/// <summary>What a query costs depends on its answer, not on how many articles there are.</summary>
public sealed class QueryCostTests(AzuriteFixture azurite)
{
    /// <summary>With fewer, not every query fills its page.</summary>
    private const int LeastArticles = 500;

    /// <summary>A short archive has so many days: enough that the week in which days are looked for does not end with it.</summary>
    private const int Days = 20;

    /// <summary>What finding a day may cost: one row for each of a week's days.</summary>
    private const int Week = 7;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Articles that the emulator is filled with at last; it begins with a tenth.</summary>
    private static int ManyOnEmulator => int.Parse(Environment.GetEnvironmentVariable("PIPELINE_QUERY_ARTICLES") ?? "1500", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Requests_and_rows_are_flat_from_1_000_to_100_000_articles()
    {
        var few = await QueryCost.MeasureInMemoryAsync(1_000, perDay: 50, Token);

        Assert.Equal(few, [.. await QueryCost.MeasureInMemoryAsync(10_000, perDay: 50, Token)]);
        Assert.Equal(few, [.. await QueryCost.MeasureInMemoryAsync(100_000, perDay: 50, Token)]);
    }

    [Fact]
    public async Task A_hundred_times_as_many_articles_a_day_cost_no_more_requests_and_a_page_of_each_shard_in_rows()
    {
        var few = await QueryCost.MeasureInMemoryAsync(1_000, perDay: 50, Token);
        var many = await QueryCost.MeasureInMemoryAsync(100_000, perDay: 5_000, Token);

        Assert.All(few.Zip(many).Where(pair => pair.First.Query != NewsArchive.WholeDay), pair =>
        {
            Assert.InRange(pair.Second.Requests, 1, pair.First.Requests);

            // Of copies that come before it, the article that represents them is asked for.
            Assert.InRange(pair.Second.Rows, 1, (TableKey.DateShards * NewsArchive.Page) + Week + (pair.First.Query == NewsArchive.Collapsed ? 1 : 0));
        });
    }

    [Fact]
    public async Task Requests_and_rows_are_flat_on_the_emulator()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        var many = ManyOnEmulator;
        var few = Math.Max(LeastArticles, many / 10);
        var archive = NewsArchive.Of(many, perDay: few / Days).ToList();
        await tables.FillAsync(archive[..few]);
        var costs = await QueryCost.MeasureAsync(tables.ReaderAt(NewsArchive.Now), tables.TakeCosts, Token);
        await tables.FillAsync(archive[few..]);

        Assert.Equal(costs, [.. await QueryCost.MeasureAsync(tables.ReaderAt(NewsArchive.Now), tables.TakeCosts, Token)]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{few} and {many} articles: {string.Join("; ", costs.Select(cost => $"{cost.Query} {cost.Requests} requests, {cost.Rows} rows"))}");
    }
}
