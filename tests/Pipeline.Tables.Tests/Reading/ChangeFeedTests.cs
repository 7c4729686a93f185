using Microsoft.Extensions.Time.Testing;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Tests.InMemory;

namespace Pipeline.Tables.Tests.Reading;

/// <summary>The change feed as one stream. Many writers and readers at once are tested beside the log that writes it.</summary>
public sealed class ChangeFeedTests
{
    private readonly SortedTables _tables = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_shards_are_read_from_their_numbers_on_and_a_pass_costs_a_request_each()
    {
        Add((0, 1), (0, 2), (7, 1), (15, 1), (15, 2), (15, 3));

        var cursor = await ReadAsync(ChangeCursor.Parse("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1"), "0:2", "7:1", "15:2", "15:3");

        Assert.Equal((TableKey.ChangeShards, 4), _tables.TakeCosts());
        Add((7, 2));
        Assert.Equal("2.0.0.0.0.0.0.2.0.0.0.0.0.0.0.3", (await ReadAsync(cursor, "7:2")).ToString());
        Assert.Equal((TableKey.ChangeShards, 1), _tables.TakeCosts());
    }

    [Fact]
    public async Task A_shard_of_more_than_a_page_is_read_to_its_end()
    {
        Add([.. Enumerable.Range(1, 2_500).Select(i => (4, (long)i))]);

        Assert.Equal(2_500, await Reader().ReadChangesAsync(ChangeCursor.Start, cancellationToken: Token).CountAsync(Token));
        Assert.Equal((TableKey.ChangeShards + 2, 2_500), _tables.TakeCosts());
    }

    [Fact]
    public async Task A_number_that_an_answer_left_out_is_read_again_before_what_follows()
    {
        Add((5, 1), (5, 3));
        _tables.OnAnswer = filter =>
        {
            if (filter.Contains("'05'", StringComparison.Ordinal))
            {
                _tables.OnAnswer = _ => { };
                Add((5, 2));
            }
        };

        // The answer that shows 3 was begun before 2 came.
        await ReadAsync(ChangeCursor.Start, "5:1", "5:2", "5:3");
    }

    [Fact]
    public async Task Changes_that_have_been_removed_are_no_silent_gap()
    {
        Add((5, 1), (5, 4));

        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await Reader().ReadChangesAsync(ChangeCursor.Start, cancellationToken: Token).CountAsync(Token));
        Assert.Contains("Change 2 of shard 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_follows_gets_new_changes_when_the_interval_has_passed_until_it_is_cancelled()
    {
        var time = new FakeTimeProvider();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Add((2, 1));
        await using var changes = new ArticleReader(_tables.Service(), time: time).FollowChangesAsync(ChangeCursor.Start, TimeSpan.FromSeconds(30), stop.Token).GetAsyncEnumerator(Token);
        Assert.True(await changes.MoveNextAsync());

        var next = changes.MoveNextAsync().AsTask();
        Add((2, 2));
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await next);
        Assert.Equal(2, changes.Current.Sequence);

        next = changes.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0")]
    [InlineData("0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.-1")]
    [InlineData("0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.x")]
    public void What_is_no_cursor_is_refused(string text)
    {
        Assert.False(ChangeCursor.TryParse(text, out _));
        Assert.Throws<FormatException>(() => ChangeCursor.Parse(text));
    }

    [Fact]
    public void A_cursor_survives_as_text()
    {
        var cursor = ChangeCursor.Start.After(new ChangeRow { Key = TableKey.Change(0, 12) }).After(new ChangeRow { Key = TableKey.Change(15, long.MaxValue) });

        Assert.Equal("12.0.0.0.0.0.0.0.0.0.0.0.0.0.0.9223372036854775807", cursor.ToString());
        Assert.Equal(cursor, ChangeCursor.Parse(cursor.ToString()));
        Assert.NotEqual(cursor, ChangeCursor.Start);
    }

    private async Task<ChangeCursor> ReadAsync(ChangeCursor cursor, params string[] expected)
    {
        var read = new List<string>();
        await foreach (var change in Reader().ReadChangesAsync(cursor, cancellationToken: Token))
        {
            read.Add($"{change.Shard}:{change.Sequence}");
            cursor = cursor.After(change);
        }

        Assert.Equal(expected, read);
        return cursor;
    }

    private ArticleReader Reader() => new(_tables.Service());

    private void Add(params (int Shard, long Sequence)[] changes)
    {
        foreach (var (shard, sequence) in changes)
        {
            var key = TableKey.Change(shard, sequence);
            _tables.Add(TableNames.Changes, key, () => ChangeRow.Schema.Write(new ChangeRow { Key = key, ArticleId = EnrichedTables.Id(shard) }));
        }
    }
}
