using Pipeline.Tables.Keys;

namespace Pipeline.Tables.Tests.Reading;

/// <summary>What each query finds, in which order, and how many requests it sends.</summary>
public sealed class ArticleReaderTests(AzuriteFixture azurite)
{
    private const int Digits = 16;

    private static readonly DateOnly Day = new(2021, 8, 17);
    private static readonly DateTimeOffset Noon = new(2021, 8, 17, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_is_merged_from_its_eight_shards_newest_first()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        // Times that jump between the shards; each shard has two articles.
        var times = Enumerable.Range(0, Digits).ToDictionary(digit => EnrichedTables.Id(digit), digit => Noon.AddMinutes(digit * 7 % Digits));
        foreach (var (id, time) in times)
        {
            await tables.AddByDateAsync(id, time);
        }

        var ids = await IdsAsync(tables.Reader.ListByDateAsync(Day, Day, cancellationToken: Token));

        Assert.Equal(times.OrderByDescending(article => article.Value).Select(article => article.Key), ids);
        Assert.Equal(8, tables.Requests);
    }

    [Fact]
    public async Task Articles_of_one_moment_are_ordered_by_their_ids()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        foreach (var digit in new[] { 9, 1, 0, 12 })
        {
            await tables.AddByDateAsync(EnrichedTables.Id(digit), Noon);
        }

        var ids = await IdsAsync(tables.Reader.ListByDateAsync(Day, Day, cancellationToken: Token));

        Assert.Equal(new[] { 0, 1, 9, 12 }.Select(digit => EnrichedTables.Id(digit)), ids);
    }

    [Fact]
    public async Task Days_follow_each_other_and_end_at_midnight()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        var midnight = new DateTimeOffset(2021, 8, 17, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] times = [midnight.AddDays(2), midnight.AddDays(2).AddTicks(-1), midnight.AddDays(1), midnight.AddDays(1).AddTicks(-1), midnight, midnight.AddTicks(-1)];
        for (var i = 0; i < times.Length; i++)
        {
            await tables.AddByDateAsync(EnrichedTables.Id(i), times[i]);
        }

        var ids = await IdsAsync(tables.Reader.ListByDateAsync(Day, Day.AddDays(1), cancellationToken: Token));

        Assert.Equal(Enumerable.Range(1, 4).Select(i => EnrichedTables.Id(i)), ids);
        Assert.Equal(2 * 8, tables.Requests);
    }

    [Fact]
    public async Task In_a_long_range_only_days_that_exist_are_read()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        DateTimeOffset[] times = [Noon.AddDays(100), Noon.AddDays(2), Noon.AddDays(2).AddHours(-1), Noon.AddDays(1), Noon.AddDays(-200)];
        for (var i = 0; i < times.Length; i++)
        {
            await tables.AddByDateAsync(EnrichedTables.Id(i * 3), times[i]);
        }

        var ids = await IdsAsync(tables.Reader.ListByDateAsync(new DateOnly(2021, 1, 1), new DateOnly(2021, 12, 31), cancellationToken: Token));

        Assert.Equal(Enumerable.Range(0, 5).Select(i => EnrichedTables.Id(i * 3)), ids);
        // 365 days are six windows (7 + 14 + 28 + 56 + 112 + the rest); those that hold something are halved until the four days are found.
        Assert.Equal(6 + 12 + (4 * 8), tables.Requests);
    }

    [Fact]
    public async Task The_newest_of_a_long_range_costs_no_more_than_its_days()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        for (var i = 0; i < 20; i++)
        {
            await tables.AddByDateAsync(EnrichedTables.Id(0, i), Noon.AddDays(-i));
        }

        var ids = await IdsAsync(tables.Reader.ListByDateAsync(new DateOnly(1970, 1, 1), Day, cancellationToken: Token).Take(2));

        Assert.Equal([EnrichedTables.Id(0, 0), EnrichedTables.Id(0, 1)], ids);
        // The first window holds seven days; two of them are read.
        Assert.Equal(7 + (2 * 8), tables.Requests);
    }

    [Fact]
    public async Task The_newest_of_an_old_archive_is_found_in_few_requests_however_many_days_it_has()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        for (var i = 0; i < 60; i++)
        {
            await tables.AddByDateAsync(EnrichedTables.Id(0, i), Noon.AddDays(-i));
        }

        var page = await tables.Reader.ListPageAsync(new ArticleQuery { To = Day.AddYears(5) }, size: 2, cancellationToken: Token);

        Assert.Equal([EnrichedTables.Id(0, 0), EnrichedTables.Id(0, 1)], page.Articles.Select(article => article.ArticleId));
        // Eight windows end after five years; the last is halved until a week is left, which is listed.
        Assert.InRange(tables.Requests, 2 * 8, (2 * 8) + 8 + 8 + 7);
    }

    [Fact]
    public async Task A_source_is_read_month_by_month_and_cut_at_the_days()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        var august = new DateTimeOffset(2021, 8, 1, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] times = [august.AddMonths(1), august.AddMonths(1).AddTicks(-1), august.AddDays(1), august.AddDays(1).AddTicks(-1), august, august.AddTicks(-1)];
        for (var i = 0; i < times.Length; i++)
        {
            await tables.AddBySourceAsync(EnrichedTables.Id(i), "north", times[i]);
        }

        await AssertAsync(new DateOnly(2021, 8, 1), new DateOnly(2021, 8, 31), requests: 1, 1, 2, 3, 4);
        await AssertAsync(new DateOnly(2021, 8, 1), new DateOnly(2021, 8, 1), requests: 1, 3, 4);
        await AssertAsync(new DateOnly(2021, 7, 31), new DateOnly(2021, 9, 1), requests: 3, 0, 1, 2, 3, 4, 5);
        await AssertAsync(new DateOnly(2021, 9, 2), new DateOnly(2021, 9, 30), requests: 1);

        async Task AssertAsync(DateOnly from, DateOnly to, int requests, params int[] expected)
        {
            var before = tables.Requests;
            var ids = await IdsAsync(tables.Reader.ListBySourceAsync("north", from, to, cancellationToken: Token));
            Assert.Equal(expected.Select(digit => EnrichedTables.Id(digit)), ids);
            Assert.Equal(requests, tables.Requests - before);
        }
    }

    [Fact]
    public async Task Sources_whose_names_start_alike_stay_apart_in_a_long_range()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        await tables.AddBySourceAsync(EnrichedTables.Id(1), "north", Noon);
        await tables.AddBySourceAsync(EnrichedTables.Id(2), "north-2021", Noon);
        await tables.AddBySourceAsync(EnrichedTables.Id(3), "north-202108", Noon);
        await tables.AddBySourceAsync(EnrichedTables.Id(4), "north", Noon.AddYears(-20));
        await tables.AddBySourceAsync(EnrichedTables.Id(5), "northern", Noon);

        Assert.Equal([EnrichedTables.Id(1), EnrichedTables.Id(4)], await AllAsync("north"));
        Assert.Equal([EnrichedTables.Id(2)], await AllAsync("north-2021"));
        Assert.Equal([EnrichedTables.Id(3)], await AllAsync("north-202108"));

        Task<IReadOnlyList<string>> AllAsync(string source) =>
            IdsAsync(tables.Reader.ListBySourceAsync(source, DateOnly.MinValue, DateOnly.MaxValue, cancellationToken: Token));
    }

    [Fact]
    public async Task The_emptiest_range_ends_after_a_few_requests()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);

        Assert.Empty(await IdsAsync(tables.Reader.ListByDateAsync(DateOnly.MinValue, DateOnly.MaxValue, cancellationToken: Token)));
        Assert.Equal(19, tables.Requests);
        Assert.Empty(await IdsAsync(tables.Reader.ListBySourceAsync("north", DateOnly.MinValue, DateOnly.MaxValue, cancellationToken: Token)));
        Assert.Equal(19 + 14, tables.Requests);
        Assert.Empty(await IdsAsync(tables.Reader.ListByDateAsync(Day, Day.AddDays(-1), cancellationToken: Token)));
        Assert.Equal(19 + 14, tables.Requests);
    }

    [Fact]
    public async Task What_is_unknown_is_empty()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);

        Assert.Null(await tables.Reader.GetArticleAsync(EnrichedTables.Id(1), Token));
        Assert.Null(await tables.Reader.GetArticleAsync("", Token));
        Assert.Empty(await tables.Reader.GetSegmentsAsync(new ArticleRow { Key = TableKey.Article(EnrichedTables.Id(1)) }, Token).ToListAsync(Token));
        Assert.Empty(await IdsAsync(tables.Reader.ListByPhraseAsync("harbour", cancellationToken: Token)));
        Assert.Empty(await tables.Reader.ReadShardAsync(0, 0, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_phrase_is_found_in_pages_whatever_its_case()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        for (var i = 0; i < 5; i++)
        {
            await tables.AddByPhraseAsync(EnrichedTables.Id(i), "Q&A: what's next? 50% of 'it'! (a+b) 東京", Noon.AddDays(-i));
        }

        var ids = await IdsAsync(tables.Reader.ListByPhraseAsync("q&a:  What's NEXT? 50% of 'it'! (A+B) 東京", pageSize: 2, Token));

        Assert.Equal(Enumerable.Range(0, 5).Select(i => EnrichedTables.Id(i)), ids);
        Assert.Equal(3, tables.Requests);
    }

    [Fact]
    public async Task Segments_are_those_of_the_current_enrichment_in_order()
    {
        const int Count = 12;
        var tables = await EnrichedTables.CreateAsync(azurite);
        var article = new ArticleRow { Key = TableKey.Article(EnrichedTables.Id(1)), EnrichmentHash = new string('b', 32) };
        foreach (var hash in new[] { new string('a', 32), article.EnrichmentHash, new string('b', 31) + "c" })
        {
            for (var ordinal = Count - 1; ordinal >= 0; ordinal--)
            {
                await tables.AddAsync(TableNames.Segments, SegmentRow.Schema, new SegmentRow { Key = TableKey.Segment(article.ArticleId, hash, ordinal), Ordinal = ordinal });
            }
        }

        var segments = await tables.Reader.GetSegmentsAsync(article, Token).ToListAsync(Token);

        Assert.Equal(Enumerable.Range(0, Count), segments.Select(segment => segment.Ordinal));
        Assert.All(segments, segment => Assert.StartsWith(article.EnrichmentHash, segment.Key.RowKey, StringComparison.Ordinal));
        Assert.Equal(1, tables.Requests);
    }

    [Fact]
    public async Task Changes_of_a_shard_come_in_order_after_the_last_one_read()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        foreach (var (shard, sequence) in new[] { (3, 1), (3, 2), (3, 10), (3, 9), (4, 3) })
        {
            await tables.AddAsync(TableNames.Changes, ChangeRow.Schema, new ChangeRow { Key = TableKey.Change(shard, sequence), ArticleId = EnrichedTables.Id(shard) });
        }

        var changes = await tables.Reader.ReadShardAsync(3, 1, Token).ToListAsync(Token);

        Assert.Equal([2, 9, 10], changes.Select(change => change.Sequence));
        Assert.All(changes, change => Assert.Equal(3, change.Shard));
        Assert.Equal(1, tables.Requests);
    }

    [Fact]
    public async Task Reading_ends_when_it_is_cancelled()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await tables.Reader.ListByDateAsync(Day, Day, cancellationToken: cancelled.Token).CountAsync(Token));
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(IAsyncEnumerable<ArticleIndexRow> rows) => await rows.Select(row => row.ArticleId).ToListAsync(Token);
}
