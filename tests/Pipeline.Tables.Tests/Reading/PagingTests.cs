namespace Pipeline.Tables.Tests.Reading;

/// <summary>Pages by continuation.</summary>
public sealed class PagingTests(AzuriteFixture azurite)
{
    private const int Articles = 40;
    private const string Source = "north";
    private const string Phrase = "harbour";

    private static readonly DateTimeOffset Noon = new(2021, 8, 17, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Queries that read each of the three tables, in short and long ranges.</summary>
    public static TheoryData<ArticleQuery> Queries { get; } =
    [
        new ArticleQuery(),
        new ArticleQuery { From = new DateOnly(2021, 8, 11), To = new DateOnly(2021, 8, 17) },
        new ArticleQuery { Source = Source },
        new ArticleQuery { Source = Source, From = new DateOnly(2021, 8, 14), To = new DateOnly(2021, 8, 16) },
        new ArticleQuery { Phrase = Phrase },
        new ArticleQuery { Phrase = Phrase, From = new DateOnly(2021, 8, 14), To = new DateOnly(2021, 8, 16) },
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Pages_of_any_size_make_up_the_list(ArticleQuery query)
    {
        var tables = await FilledAsync();
        var reader = tables.ReaderAt(Noon);
        var all = await reader.ListAsync(query, cancellationToken: Token).Select(row => row.ArticleId).ToListAsync(Token);
        Assert.InRange(all.Count, 16, Articles);

        foreach (var size in new[] { 4, all.Count - 1, all.Count, 5_000 })
        {
            var pages = await PagesAsync(reader, query, size);

            Assert.Equal(all, pages.SelectMany(page => page.Articles).Select(row => row.ArticleId));
            Assert.All(pages[..^1], page => Assert.Equal(size, page.Articles.Count));
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Articles_that_come_and_go_between_pages_neither_repeat_nor_hide_others(ArticleQuery query)
    {
        var tables = await FilledAsync();
        var reader = tables.ReaderAt(Noon.AddDays(1));
        var before = await reader.ListAsync(query, cancellationToken: Token).Select(row => row.ArticleId).ToListAsync(Token);
        var seen = new List<string>();
        string? continuation = null;
        var number = Articles;
        do
        {
            var page = await reader.ListPageAsync(query, 6, continuation, Token);
            seen.AddRange(page.Articles.Select(row => row.ArticleId));
            continuation = page.Continuation;
            if (page.Articles.Count > 0)
            {
                // One that is newer than all, and the removal of the very row at which the page ended.
                await AddAsync(tables, EnrichedTables.Id(number % 16, number), Noon.AddMinutes(number));
                await tables.RemoveAsync(page.Articles[^1]);
                number++;
            }
        }
        while (continuation is not null);

        Assert.Equal(before, seen);
    }

    [Fact]
    public async Task An_article_that_comes_in_behind_the_page_is_on_a_later_one()
    {
        var tables = await FilledAsync();
        var reader = tables.ReaderAt(Noon);
        var first = await reader.ListPageAsync(new ArticleQuery(), 10, cancellationToken: Token);
        var late = EnrichedTables.Id(5, 999);
        await AddAsync(tables, late, Noon.AddDays(-3).AddTicks(1));

        var rest = await PagesAsync(reader, new ArticleQuery(), 10, first.Continuation);

        Assert.Single(rest.SelectMany(page => page.Articles), row => row.ArticleId == late);
    }

    [Fact]
    public async Task A_continuation_belongs_to_its_query_whatever_the_columns()
    {
        var tables = await FilledAsync();
        var query = new ArticleQuery { Language = "en", Source = Source };
        var page = await tables.ReaderAt(Noon).ListPageAsync(new ArticleQuery(), 10, cancellationToken: Token);

        Assert.Equal(10, (await tables.ReaderAt(Noon).ListPageAsync(new ArticleQuery { Columns = ["Title"] }, 10, page.Continuation, Token)).Articles.Count);
        foreach (var foreign in new[] { page.Continuation, "", "x", "%%%", Convert.ToBase64String(new byte[40]), page.Continuation![..^50] })
        {
            await Assert.ThrowsAsync<FormatException>(() => tables.Reader.ListPageAsync(query, 10, foreign, Token));
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => tables.Reader.ListPageAsync(query, 0, cancellationToken: Token));
    }

    private static async Task<List<ArticlePage>> PagesAsync(ArticleReader reader, ArticleQuery query, int size, string? continuation = null)
    {
        var pages = new List<ArticlePage>();
        do
        {
            pages.Add(await reader.ListPageAsync(query, size, continuation, Token));
            continuation = pages[^1].Continuation;
        }
        while (continuation is not null);

        return pages;
    }

    /// <summary>Articles of seven days, many of them of one moment.</summary>
    private async Task<EnrichedTables> FilledAsync()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        await Parallel.ForAsync(0, Articles, Token, async (i, _) => await AddAsync(tables, EnrichedTables.Id(i * 5 % 16, i), Noon.AddDays(-(i % 7)).AddHours(i % 2)));
        return tables;
    }

    private static async Task AddAsync(EnrichedTables tables, string id, DateTimeOffset time)
    {
        await tables.AddByDateAsync(id, time);
        await tables.AddBySourceAsync(id, Source, time);
        await tables.AddByPhraseAsync(id, Phrase, time);
    }
}
