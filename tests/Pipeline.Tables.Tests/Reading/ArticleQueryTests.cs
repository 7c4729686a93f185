using Pipeline.Tables.Keys;

namespace Pipeline.Tables.Tests.Reading;

/// <summary>What conditions find, alone and together, and what a projection reads.</summary>
public sealed class ArticleQueryTests(AzuriteFixture azurite)
{
    private const string Phrase = "it's 50% / \"Ünïted\"";

    private static readonly DateOnly Day = new(2021, 8, 17);
    private static readonly DateTimeOffset Noon = new(2021, 8, 17, 12, 0, 0, TimeSpan.Zero);

    private static readonly ArticleIndexRow[] s_articles =
    [
        Article(0, "north", ArticleState.Enriched, "en", "Negative", 0.1, 0.1, 0.8),
        Article(1, "north", ArticleState.Enriched, "de", "Negative", 0.2, 0.2, 0.6),
        Article(2, "it's \"south\"", ArticleState.Enriched, "en", "Positive", 1, 0, 0),
        Article(3, "it's \"south\"", ArticleState.Enriched, "en", "Mixed", 0.5, 0, 0.5),
        Article(4, "north", ArticleState.Rejected, null, null, null, null, null),
        Article(5, "north", ArticleState.Enriched, "ja", null, null, null, null),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_condition_finds_what_matches_in_each_table()
    {
        var tables = await FilledAsync();

        await AssertAsync(new ArticleQuery(), 0, 1, 2, 3, 4, 5);
        await AssertAsync(new ArticleQuery { Language = "en" }, 0, 2, 3);
        await AssertAsync(new ArticleQuery { State = ArticleState.Rejected }, 4);
        await AssertAsync(new ArticleQuery { Sentiment = "Negative" }, 0, 1);
        await AssertAsync(new ArticleQuery { NegativeScore = new ScoreRange(0.5) }, 0, 1, 3);
        await AssertAsync(new ArticleQuery { NegativeScore = new ScoreRange(0.5, 0.6) }, 1, 3);
        await AssertAsync(new ArticleQuery { PositiveScore = new ScoreRange(1, 1) }, 2);
        await AssertAsync(new ArticleQuery { NeutralScore = new ScoreRange(0, 0) }, 2, 3);
        await AssertAsync(new ArticleQuery { Language = "en", Sentiment = "Negative", PositiveScore = new ScoreRange(0, 0.1) }, 0);
        await AssertAsync(new ArticleQuery { Language = "x' or Language ne 'x" });
        await AssertAsync(new ArticleQuery { From = Day.AddDays(1) });
        await AssertAsync(new ArticleQuery { To = Day.AddDays(-1) });
        Assert.Equal([2, 3], await FoundAsync(tables, new ArticleQuery { Source = "it's \"south\"", Phrase = Phrase }));
        Assert.Equal([3], await FoundAsync(tables, new ArticleQuery { Source = "it's \"south\"", Sentiment = "Mixed" }));

        async Task AssertAsync(ArticleQuery query, params int[] expected)
        {
            Assert.Equal(expected, await FoundAsync(tables, query));
            Assert.Equal(expected, await FoundAsync(tables, query with { Phrase = Phrase }));
            Assert.Equal(expected.Where(i => s_articles[i].Source == "north"), await FoundAsync(tables, query with { Source = "north" }));
        }
    }

    [Fact]
    public async Task A_cluster_is_found_by_its_id()
    {
        var tables = await FilledAsync();
        await tables.AddColumnAsync(TableNames.ArticlesByDate, TableKey.ByDate(s_articles[2].ArticleId, Noon.AddMinutes(-2)), "ClusterId", "abc-1");

        Assert.Equal([2], await FoundAsync(tables, new ArticleQuery { Cluster = "abc-1" }));
        Assert.Empty(await FoundAsync(tables, new ArticleQuery { Cluster = "abc-2" }));
    }

    [Fact]
    public async Task A_condition_is_applied_by_storage_so_that_only_what_matches_is_sent()
    {
        var tables = await FilledAsync();
        tables.TakeCosts();

        await FoundAsync(tables, new ArticleQuery { From = Day, To = Day, Language = "de" });

        Assert.Equal((8, 1), tables.TakeCosts());
    }

    [Fact]
    public async Task A_projection_reads_the_named_columns_and_the_key()
    {
        var tables = await FilledAsync();

        var row = await tables.Reader.ListAsync(new ArticleQuery { From = Day, To = Day, Columns = ["Title", "Sentiment"] }, cancellationToken: Token).FirstAsync(Token);

        Assert.Equal((s_articles[0].Title, "Negative"), (row.Title, row.Sentiment));
        Assert.Equal(TableKey.ByDate(s_articles[0].ArticleId, Noon), row.Key);
        Assert.Equal(("", null, null), (row.Source, row.Language, row.NegativeScore));
    }

    [Fact]
    public async Task A_column_that_lists_do_not_have_is_refused()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);

        var error = Assert.Throws<ArgumentException>(() => tables.Reader.ListAsync(new ArticleQuery { Columns = ["Title,Source"] }, cancellationToken: Token));
        Assert.Contains("Title,Source", error.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<int>> FoundAsync(EnrichedTables tables, ArticleQuery query) =>
        (await tables.ReaderAt(Noon).ListAsync(query, cancellationToken: Token).ToListAsync(Token)).Select(row => Array.FindIndex(s_articles, article => article.ArticleId == row.ArticleId));

    private async Task<EnrichedTables> FilledAsync()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        foreach (var article in s_articles)
        {
            var time = Noon.AddMinutes(-Array.IndexOf(s_articles, article));
            foreach (var (table, key) in new[]
            {
                (TableNames.ArticlesByDate, TableKey.ByDate(article.ArticleId, time)),
                (TableNames.ArticlesBySource, TableKey.BySource(article.ArticleId, article.Source, time)),
                (TableNames.KeyPhrases, TableKey.ByPhrase(article.ArticleId, Phrase, time)),
            })
            {
                article.Key = key;
                await tables.AddAsync(table, ArticleIndexRow.Schema, article);
            }
        }

        return tables;
    }

    private static ArticleIndexRow Article(int number, string source, ArticleState state, string? language, string? sentiment, double? positive, double? neutral, double? negative) => new()
    {
        ArticleId = EnrichedTables.Id(number * 3),
        Source = source,
        State = state,
        Title = $"Article {number}",
        Language = language,
        Sentiment = sentiment,
        PositiveScore = positive,
        NeutralScore = neutral,
        NegativeScore = negative,
    };
}
