using Pipeline.Core.Queries;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Queries;

public sealed class SearchQueryTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Evening = new(2026, 1, 14, 20, 0, 0, TimeSpan.Zero);
    private static readonly string[] s_manyPhrases = ["one", "two", "three", "four", "five", "Tidal Barrier"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finds_words_of_the_title_and_of_listed_phrases_and_the_whole_text_among_all_phrases_newest_first()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(
            new Listed(Evening.AddDays(-3), "The tidal barrier opens"),
            new Listed(Evening.AddDays(-2), "Deeper down") { Phrases = s_manyPhrases },
            new Listed(Evening.AddDays(-1), "Barriers fall") { Phrases = ["tidal wave"] },
            new Listed(Evening, "Nothing of that kind") { Phrases = ["tide"] });
        var search = pipeline.Get<SearchQuery>();

        var found = await search.RunAsync("tidal  BARRIER", new ArticleQuery(), 10, null, Token);

        Assert.Equal(["Barriers fall", "Deeper down", "The tidal barrier opens"], found.Articles.Select(article => article.Title));
        Assert.Equal((null, 4), (found.Next, found.Examined));
    }

    [Fact]
    public async Task Filters_apply_and_a_phrase_may_be_one_of_them()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(
            new Listed(Evening, "Barrier of the north"),
            new Listed(Evening.AddHours(-1), "Barrier of the south") { Source = "south", Phrases = ["harbour"] },
            new Listed(Evening.AddHours(-2), "Deeper down") { Source = "south", Phrases = [.. s_manyPhrases, "harbour"] },
            new Listed(Evening.AddHours(-3), "Elsewhere") { Source = "south", Phrases = s_manyPhrases });
        var search = pipeline.Get<SearchQuery>();

        var south = await search.RunAsync("barrier", new ArticleQuery { Source = "south" }, 10, null, Token);
        var both = await search.RunAsync("tidal barrier", new ArticleQuery { Phrase = "Harbour" }, 10, null, Token);

        Assert.Equal(["Barrier of the south"], south.Articles.Select(article => article.Title));
        Assert.Equal(["Deeper down"], both.Articles.Select(article => article.Title));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("north")]
    public async Task Pages_lose_and_repeat_nothing(string? source)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(Enumerable.Range(0, 60).Select(i => new Listed(Evening.AddHours(-i), i % 3 == 0 ? $"Bridge {i}" : $"Other {i}") { Phrases = i % 3 == 1 ? [.. s_manyPhrases, "bridge"] : [] }));
        var search = pipeline.Get<SearchQuery>();
        var titles = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await search.RunAsync("bridge", new ArticleQuery { Source = source }, 7, cursor, Token);
            titles.AddRange(page.Articles.Select(article => article.Title));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 60).Where(i => i % 3 < 2).Select(i => i % 3 == 0 ? $"Bridge {i}" : $"Other {i}"), titles);
        Assert.Equal(titles, await search.ListAsync("bridge", new ArticleQuery { Source = source }, 100, Token).Select(article => article.Title).ToListAsync(Token));
        Assert.Equal(titles[..3], await search.ListAsync("bridge", new ArticleQuery { Source = source }, 3, Token).Select(article => article.Title).ToListAsync(Token));
    }

    [Fact]
    public async Task A_cluster_is_shown_once_when_collapsed()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(Enumerable.Range(0, 4).Select(i => new Listed(Evening.AddHours(-i), $"Bridge {i}") { Cluster = i < 3 ? "c-1" : null }));

        var page = await pipeline.Get<SearchQuery>().RunAsync("bridge", new ArticleQuery { Collapse = true }, 2, null, Token);
        var all = await pipeline.Get<SearchQuery>().ListAsync("bridge", new ArticleQuery { Collapse = true }, 10, Token).ToListAsync(Token);

        Assert.Equal(["Bridge 0", "Bridge 3"], page.Articles.Select(article => article.Title));
        Assert.Equal(["Bridge 0", "Bridge 3"], all.Select(article => article.Title));
    }

    [Fact]
    public async Task A_call_looks_at_so_many_days_and_the_next_goes_on_behind_them()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(Enumerable.Range(0, SearchQuery.MostDays + 20).Select(i => new Listed(Evening.AddDays(-i), i == SearchQuery.MostDays + 10 ? "The bridge" : "Other")));
        var search = pipeline.Get<SearchQuery>();

        var first = await search.RunAsync("bridge", new ArticleQuery(), 10, null, Token);
        var requests = pipeline.Operations.Snapshot()["table.query"];
        var second = await search.RunAsync("bridge", new ArticleQuery(), 10, first.Next, Token);

        Assert.Equal((0, SearchQuery.MostDays), (first.Articles.Count, first.Examined));
        Assert.InRange(requests, 1, 10 * SearchQuery.MostDays);
        Assert.Equal("The bridge", Assert.Single(second.Articles).Title);
        Assert.Equal((null, 20), (second.Next, second.Examined));
    }

    [Fact]
    public async Task A_call_looks_at_so_many_articles_whatever_comes_behind_them()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(Enumerable.Range(0, SearchQuery.MostArticles + 600).Select(i => new Listed(Evening.AddSeconds(-i), i == SearchQuery.MostArticles ? "The bridge" : "Other")));
        var search = pipeline.Get<SearchQuery>();

        var first = await search.RunAsync("bridge", new ArticleQuery { Source = "north" }, 10, null, Token);
        var requests = pipeline.Operations.Snapshot()["table.query"];
        var second = await search.RunAsync("bridge", new ArticleQuery { Source = "north" }, 10, first.Next, Token);

        Assert.Equal((0, SearchQuery.MostArticles), (first.Articles.Count, first.Examined));
        Assert.InRange(requests, 1, 20);
        Assert.Equal("The bridge", Assert.Single(second.Articles).Title);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_page_that_fills_costs_the_same_however_many_articles_there_are()
    {
        await using var few = await PipelineHarness.CreateAsync(azurite);
        await using var many = await PipelineHarness.CreateAsync(azurite);

        Assert.Equal(await CostAsync(few, 200), await CostAsync(many, 2_000));

        static async Task<long> CostAsync(PipelineHarness pipeline, int articles)
        {
            await pipeline.ListAsync(Enumerable.Range(0, articles).Select(i => new Listed(Evening.AddHours(-i), i % 2 == 0 ? "Bridge" : "Other") { Phrases = ["bridge"] }));
            Assert.Equal(20, (await pipeline.Get<SearchQuery>().RunAsync("bridge", new ArticleQuery(), 20, null, Token)).Articles.Count);
            return pipeline.Operations.Snapshot()["table.query"];
        }
    }

    [Fact]
    public async Task A_cursor_of_another_search_is_refused()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ListAsync(new Listed(Evening, "Bridge one"), new Listed(Evening.AddHours(-1), "Bridge two"));
        var search = pipeline.Get<SearchQuery>();
        var next = (await search.RunAsync("bridge", new ArticleQuery(), 1, null, Token)).Next;

        await Assert.ThrowsAsync<FormatException>(() => search.RunAsync("bridge", new ArticleQuery(), 1, "x", Token));
        await Assert.ThrowsAsync<FormatException>(() => search.RunAsync("bridge", new ArticleQuery(), 1, "", Token));
        await Assert.ThrowsAsync<FormatException>(() => search.RunAsync("bridge", new ArticleQuery { Source = "north" }, 1, next, Token));
        await Assert.ThrowsAsync<FormatException>(() => search.RunAsync("tunnel", new ArticleQuery(), 1, next, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("x", 0)]
    [InlineData("x", 1, SearchQuery.LongestText + 1)]
    public async Task What_is_no_search_costs_no_request(string text, int limit = 1, int repeat = 1)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => pipeline.Get<SearchQuery>().RunAsync(string.Concat(Enumerable.Repeat(text, repeat)), new ArticleQuery(), limit, null, Token));
        Assert.Empty(pipeline.Operations.Snapshot());
    }
}
