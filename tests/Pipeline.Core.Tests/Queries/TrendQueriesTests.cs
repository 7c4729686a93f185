using Pipeline.Core.Queries;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Queries;

public sealed class TrendQueriesTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Evening = new(2026, 1, 14, 20, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 1, 14);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sentiment_has_a_point_for_each_day_and_source_in_order()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(
            new Listed(Evening) { Source = "south", Sentiment = "Mixed" },
            new Listed(Evening) { Sentiment = "Positive" },
            new Listed(Evening.AddHours(-1)) { Sentiment = "Negative", Cluster = "c-1" },
            new Listed(Evening.AddHours(-2)) { Sentiment = "Negative", Cluster = "c-1" },
            new Listed(Evening.AddHours(-3)) { State = ArticleState.Rejected },
            new Listed(Evening.AddDays(-1)),
            new Listed(Evening.AddDays(-2)));
        var trends = pipeline.Get<TrendQueries>();

        var all = await trends.SentimentAsync(Day.AddDays(-1), Day, null, null, Token);
        var south = await trends.SentimentAsync(Day.AddDays(-1), Day, "south", "en", Token);

        Assert.Equal(
            [(Day.AddDays(-1), "north", 1, 0, 1, 0, 0), (Day, "north", 3, 1, 0, 2, 0), (Day, "south", 1, 0, 0, 0, 1)],
            all.Points.Select(point => (point.Day, point.Source, point.Articles, point.Positive, point.Neutral, point.Negative, point.Mixed)));
        Assert.Equal((5, true), (all.Articles, all.IsComplete));
        Assert.Equal((0.8 + 0.1 + 0.1) / 3, all.Points[1].MeanPositive, 9);
        Assert.Equal((0.1 + 0.8 + 0.8) / 3, all.Points[1].MeanNegative, 9);
        Assert.Equal(0.1, all.Points[1].MeanNeutral, 9);
        Assert.Equal("south", Assert.Single(south.Points).Source);
    }

    [Fact]
    public async Task Phrases_of_a_day_are_compared_with_the_week_before_it()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(
        [
            .. Enumerable.Range(0, 20).Select(i => new Listed(Evening.AddMinutes(-i)) { Phrases = i < 6 ? ["weather", "Tidal Barrier"] : ["weather"] }),
            .. Enumerable.Range(0, 70).Select(i => new Listed(Evening.AddDays(-1 - (i % 7)).AddMinutes(-i)) { Phrases = ["weather"] }),
            .. Enumerable.Range(0, 9).Select(i => new Listed(Evening.AddDays(-8).AddMinutes(-i)) { Phrases = ["tidal barrier"] }),
            .. Enumerable.Range(0, 9).Select(i => new Listed(Evening.AddMinutes(-i)) { Phrases = ["copied"], Cluster = "c-1" }),
        ]);

        var trends = await pipeline.Get<TrendQueries>().PhrasesAsync(Day, Day, null, null, 10, Token);

        var rising = Assert.Single(trends.Phrases);
        Assert.Equal(("Tidal Barrier", 6, 0), (rising.Phrase, rising.Articles, rising.BaselineArticles));
        Assert.Equal((Day.AddDays(-7), Day.AddDays(-1), 21, 70, true), (trends.BaselineFrom, trends.BaselineTo, trends.Articles, trends.BaselineArticles, trends.IsComplete));
    }

    [Fact]
    public async Task Requests_follow_from_the_days_and_not_from_how_many_articles_there_are()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(Enumerable.Range(0, 1_000).Select(i => new Listed(Evening.AddMinutes(-i * 20)) { Phrases = ["weather"] }));
        var trends = pipeline.Get<TrendQueries>();

        await trends.SentimentAsync(Day, Day, null, null, Token);
        var ofDay = pipeline.Operations.Snapshot()["table.query"];
        pipeline.Operations.Reset();
        await trends.SentimentAsync(Day.AddDays(-4), Day, null, null, Token);

        Assert.Equal((8, 5 * 8), (ofDay, pipeline.Operations.Snapshot()["table.query"]));
    }

    [Fact]
    public async Task A_range_that_is_none_costs_no_request()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var trends = pipeline.Get<TrendQueries>();

        await Assert.ThrowsAsync<ArgumentException>(() => trends.SentimentAsync(Day, Day.AddDays(-1), null, null, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => trends.SentimentAsync(Day, Day.AddDays(TrendQueries.MostSentimentDays), null, null, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => trends.PhrasesAsync(Day, Day.AddDays(TrendQueries.MostPhraseDays), null, null, 1, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => trends.PhrasesAsync(DateOnly.MinValue, DateOnly.MinValue, null, null, 1, Token));
        Assert.Empty(pipeline.Operations.Snapshot());
    }
}
