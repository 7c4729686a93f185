using Microsoft.Extensions.Time.Testing;
using Pipeline.Cli.Ingest;
using Pipeline.Cli.Input;
using Pipeline.Tables;

namespace Pipeline.Cli.Tests.Ingest;

public sealed class ArticleWatcherTests
{
    private const string CurrentETag = "2";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.Zero };

    [Theory]
    [InlineData(ArticleState.Enriched)]
    [InlineData(ArticleState.Rejected)]
    [InlineData(ArticleState.Failed)]
    public async Task An_article_is_awaited_until_its_state_is_final(ArticleState final)
    {
        Queue<ArticleRow?> answers = new([null, Row(ArticleState.Received), Row(ArticleState.Cleaned), Row(final)]);
        var finished = 0;

        var rows = await WaitAsync(Uploads(1), (_, _) => answers.Dequeue(), () => finished++);

        Assert.Equal(final, rows["0"]!.State);
        Assert.Equal(1, finished);
        Assert.Empty(answers);
    }

    [Fact]
    public async Task The_row_of_an_earlier_version_is_no_answer()
    {
        Queue<ArticleRow?> answers = new([Row(ArticleState.Enriched, etag: "1"), Row(ArticleState.Enriched)]);

        var rows = await WaitAsync(Uploads(1), (_, _) => answers.Dequeue());

        Assert.Equal(CurrentETag, rows["0"]!.SourceETag);
    }

    [Fact]
    public async Task One_stuck_article_does_not_hide_the_others()
    {
        var finished = 0;

        var rows = await WaitAsync(Uploads(200), (id, _) => Row(id == "0" ? ArticleState.Cleaned : ArticleState.Enriched), () => finished++);

        Assert.Equal(199, finished);
        Assert.Equal(ArticleState.Cleaned, rows["0"]!.State);
        Assert.Equal(200, rows.Count);
    }

    [Fact]
    public async Task Patience_counts_from_the_last_article_that_finished()
    {
        var start = _time.GetUtcNow();
        var slow = TimeSpan.FromMinutes(4);

        var rows = await WaitAsync(
            Uploads(3),
            (id, now) => Row(now - start >= slow * (id == "0" ? 1 : id == "1" ? 2 : 100) ? ArticleState.Enriched : ArticleState.Received));

        Assert.Equal(ArticleState.Enriched, rows["1"]!.State);
        Assert.Equal(ArticleState.Received, rows["2"]!.State);
        Assert.InRange(_time.GetUtcNow() - start, (slow * 2) + Patience, (slow * 2) + Patience + TimeSpan.FromSeconds(1));
    }

    private static UploadedFile[] Uploads(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new UploadedFile(new InputFile($"{i}.txt", $"local/{i}.txt"), $"{i}", CurrentETag, Fault: null))];

    private static ArticleRow Row(ArticleState state, string etag = CurrentETag) => new() { State = state, SourceETag = etag };

    private async Task<IReadOnlyDictionary<string, ArticleRow?>> WaitAsync(
        IReadOnlyList<UploadedFile> uploads,
        Func<string, DateTimeOffset, ArticleRow?> answer,
        Action? step = null)
    {
        var watcher = new ArticleWatcher((id, _) => Task.FromResult(answer(id, _time.GetUtcNow())), _time);
        var waiting = watcher.WaitAsync(uploads, Patience, step ?? (() => { }), TestContext.Current.CancellationToken);
        while (!waiting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        return await waiting;
    }
}
