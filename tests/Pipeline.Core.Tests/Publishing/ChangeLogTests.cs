using Pipeline.Core.Publishing;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Tests.Publishing;

public sealed class ChangeLogTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_writers_leave_no_gap()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        const int Writers = 6;
        const int Each = 20;

        // Each writer has a log of its own, as processes do.
        await Parallel.ForEachAsync(Enumerable.Range(0, Writers), new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = Cancel }, async (writer, token) =>
        {
            using var log = new ChangeLog(pipeline.Storage, pipeline.Time);
            for (var i = 0; i < Each; i++)
            {
                await log.AppendAsync(Article(writer, i), ChangeKind.Enriched, token);
            }
        });

        var changes = await pipeline.Reader.ReadShardAsync(3, 0, Cancel).ToListAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(i => (long)i), changes.Select(change => change.Sequence));
        Assert.Equal(Writers * Each, changes.Select(change => (change.ArticleId, change.Version)).Distinct().Count());
    }

    [Fact]
    public async Task A_new_process_finds_the_end_of_a_long_log_in_few_reads()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        using (var first = new ChangeLog(pipeline.Storage, pipeline.Time))
        {
            for (var i = 0; i < 100; i++)
            {
                await first.AppendAsync(Article(0, i), ChangeKind.Enriched, Cancel);
            }
        }

        pipeline.Operations.Reset();
        using var second = new ChangeLog(pipeline.Storage, pipeline.Time);
        await second.AppendAsync(Article(1, 0), ChangeKind.Updated, Cancel);

        Assert.Equal(101, (await pipeline.Reader.ReadShardAsync(3, 100, Cancel).SingleAsync(Cancel)).Sequence);
        Assert.InRange(pipeline.Operations.Snapshot()["table.get"], 1, 14); // 2 × log₂ 100
    }

    private static ArticleRow Article(int writer, int version) => new()
    {
        Key = TableKey.Article($"3{writer:D31}"),
        Path = "daily/story.txt",
        Source = "daily",
        Version = version,
    };
}
