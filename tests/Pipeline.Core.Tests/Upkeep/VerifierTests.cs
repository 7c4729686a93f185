using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Clusters;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep.Verification;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Tests.Upkeep;

/// <summary>Each kind of damage is planted, found, and put right so that nothing tells of it any more.</summary>
public sealed class VerifierTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<FindingKind, string> Damage => new()
    {
        { FindingKind.OrphanIndexRow, "a row by phrase of an earlier version" },
        { FindingKind.OrphanIndexRow, "a row by date without an article" },
        { FindingKind.OrphanSegment, "a segment of an earlier enrichment" },
        { FindingKind.OrphanSegment, "a segment without an article" },
        { FindingKind.OrphanContent, "a clean article that a crash left" },
        { FindingKind.OrphanContent, "content without an article" },
        { FindingKind.OrphanFingerprint, "a text of an earlier version" },
        { FindingKind.OrphanFingerprint, "a text without an article" },
        { FindingKind.OrphanFingerprint, "an earlier text among those of a key" },
        { FindingKind.OrphanFingerprint, "a text without an article among those of a key" },
        { FindingKind.MissingFingerprint, "no text" },
        { FindingKind.MissingIndexRow, "no row by date" },
        { FindingKind.MissingIndexRow, "no row by source" },
        { FindingKind.MissingIndexRow, "no row of a phrase" },
        { FindingKind.WrongIndexRow, "another title in a list" },
        { FindingKind.WrongSegments, "a segment less" },
        { FindingKind.WrongSegments, "another sentiment of a segment" },
        { FindingKind.MissingContent, "no clean article" },
        { FindingKind.MissingContent, "no enrichment" },
        { FindingKind.WrongContent, "other bytes of the clean article" },
        { FindingKind.WrongContent, "other bytes of the enrichment" },
        { FindingKind.WrongOutcome, "another title in the article" },
        { FindingKind.ImpossibleState, "enriched without an enrichment" },
        { FindingKind.ImpossibleState, "received and forgotten" },
        { FindingKind.Unfinished, "a change owed" },
        { FindingKind.MissingChange, "no change" },
        { FindingKind.ChangeGap, "a gap in the feed" },
    };

    [Theory]
    [MemberData(nameof(Damage))]
    public async Task Damage_is_found_and_repaired(FindingKind kind, string what)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        row = await pipeline.ProcessAsync(Path, Samples.BridgeRevised);
        var whole = await pipeline.AllFactsAsync();
        var texts = await FingerprintsAsync(pipeline);
        await VerifierDamage.PlantAsync(pipeline, what, row);

        var found = await VerifyAsync(pipeline);
        Assert.Contains(found.Findings, finding => finding.Kind == kind);
        Assert.Equal(0, found.Repaired);
        var damaged = await pipeline.AllFactsAsync();
        Assert.Equal(damaged, await pipeline.AllFactsAsync());

        var repaired = await VerifyAsync(pipeline, repair: true);
        await pipeline.WorkOffAsync();

        Assert.Equal(repaired.Total, repaired.Repaired);
        Assert.Equal(whole, await pipeline.AllFactsAsync());
        Assert.Equal(texts, await FingerprintsAsync(pipeline));
        var numbers = await pipeline.Reader.ReadShardAsync(TableKey.ChangeShard(row.ArticleId), 0, Cancel).ToListAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long)number), numbers.Select(change => change.Sequence));
        Assert.Contains(numbers, change => change.Version == row.Version);
        Assert.Empty((await VerifyAsync(pipeline)).Findings);
    }

    [Fact]
    public async Task Nothing_is_found_in_any_state_that_is_as_it_should_be()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync("daily/a.txt", Samples.Bridge);
        await pipeline.ProcessAsync("daily/a.txt", Samples.BridgeRevised);
        await pipeline.ProcessAsync("daily/rejected.txt", "");
        await pipeline.ProcessAsync("daily/was-good.txt", Samples.Bridge);
        await pipeline.ProcessAsync("daily/was-good.txt", "");
        await pipeline.ProcessAsync("daily/deleted.txt", Samples.Bridge);
        await pipeline.Storage.Articles.DeleteBlobAsync("daily/deleted.txt", cancellationToken: Cancel);
        await pipeline.Get<DeleteStage>().RunAsync("daily/deleted.txt", Cancel);
        await pipeline.ProcessAsync("daily/failed.txt", Samples.Bridge);
        var failed = await pipeline.DropAsync("daily/failed.txt", Samples.BridgeRevised);
        await pipeline.ReceiveAsync("daily/failed.txt");
        await pipeline.ExhaustAsync(failed);
        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromObjectAsJson(new { ArticleId = failed }), Cancel);
        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromString("no article"), Cancel);
        await pipeline.DropAsync("daily/waits.txt", Samples.Bridge);
        await pipeline.ReceiveAsync("daily/waits.txt");

        var report = await VerifyAsync(pipeline);

        Assert.Empty(report.Findings);
        Assert.Equal((6, true), (report.Articles, report.IsComplete));
    }

    [Fact]
    public async Task Nothing_is_found_while_articles_are_cleaned_overwritten_and_deleted()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await using var another = pipeline.Another();
        var work = Task.Run(async () =>
        {
            for (var i = 0; i < 12; i++)
            {
                await pipeline.ProcessAsync($"daily/{i}.txt", Samples.Bridge);
                await pipeline.ProcessAsync($"daily/{i}.txt", Samples.BridgeRevised);
                if (i % 3 == 0)
                {
                    await pipeline.Storage.Articles.DeleteBlobAsync($"daily/{i}.txt", cancellationToken: Cancel);
                    await pipeline.Get<DeleteStage>().RunAsync($"daily/{i}.txt", Cancel);
                }
            }
        }, Cancel);

        var runs = 0;
        for (; !work.IsCompleted; runs++)
        {
            Assert.Empty((await another.Get<Verifier>().RunAsync(new VerifyRequest(Repair: true, Grace: TimeSpan.FromSeconds(2)), Cancel)).Findings);
        }

        await work;
        Assert.True(runs > 1);
        Assert.Empty((await VerifyAsync(pipeline)).Findings);
        Assert.Equal(8, (await pipeline.RowsAsync(TableNames.ArticlesByDate)).Count);
    }

    [Fact]
    public async Task What_changed_a_moment_ago_is_at_work_and_no_finding()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await VerifierDamage.PlantAsync(pipeline, "a clean article that a crash left", row);
        await VerifierDamage.PlantAsync(pipeline, "a row by date without an article", row);

        var report = await pipeline.Get<Verifier>().RunAsync(new VerifyRequest(), Cancel);

        Assert.Empty(report.Findings);
        Assert.Equal(2, (await VerifyAsync(pipeline)).Total);
    }

    [Fact]
    public async Task An_orphan_that_is_written_again_while_it_is_removed_stays()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await VerifierDamage.PlantAsync(pipeline, "a clean article that a crash left", row);
        var findings = await pipeline.Get<ArticleInspector>().InspectAsync(row.ArticleId, [], TimeSpan.Zero, Cancel);
        await VerifierDamage.PlantAsync(pipeline, "a clean article that a crash left", row);

        var results = await pipeline.Get<ArticleRepair>().RepairAsync(row.ArticleId, findings, Cancel);

        Assert.False(Assert.Single(results).IsRepaired);
        Assert.Equal(3, (await pipeline.ContentNamesAsync()).Count);
    }

    [Fact]
    public async Task A_scheduled_run_ends_when_its_time_is_up()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync(Path, Samples.Bridge);

        var report = await pipeline.Get<Verifier>().RunAsync(new VerifyRequest(Budget: TimeSpan.FromTicks(-1)), Cancel);

        Assert.Equal((0, false), (report.Articles, report.IsComplete));
    }

    [Fact]
    public async Task A_run_whose_time_is_up_at_any_moment_takes_nothing_for_missing_that_it_did_not_read()
    {
        var time = new TickingTime();
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, null, time);
        var row = await pipeline.ProcessAsync("daily/a.txt", Samples.Bridge);
        await pipeline.ProcessAsync("daily/b.txt", Samples.BridgeRevised);
        var isComplete = false;
        var runs = 0;
        for (; !isComplete; runs++)
        {
            var report = await pipeline.Get<Verifier>().RunAsync(new VerifyRequest(Repair: true, Grace: TimeSpan.Zero, Budget: TimeSpan.FromSeconds(7 * runs)), Cancel);
            Assert.Empty(report.Findings);
            isComplete = report.IsComplete;
        }

        Assert.InRange(runs, 10, 200);
        await VerifierDamage.PlantAsync(pipeline, "no row of a phrase", row);
        Assert.Single((await VerifyAsync(pipeline)).Findings);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(77, 3)]
    [InlineData(77, 1000)]
    public async Task All_is_found_wherever_the_run_begins_and_however_many_articles_it_remembers(int days, int size)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        pipeline.Time.Advance(TimeSpan.FromDays(days));
        string[] damage =
        [
            "a row by phrase of an earlier version", "a row by date without an article", "a segment without an article", "a text without an article", "content without an article",
            "a text without an article among those of a key", "no row by source", "a segment less", "no change", "other bytes of the clean article", "an earlier text among those of a key", "no text",
        ];
        for (var i = 0; i < damage.Length; i++)
        {
            await VerifierDamage.PlantAsync(pipeline, damage[i], await pipeline.ProcessAsync($"daily/{i}.txt", Samples.Bridge));
        }

        var report = await pipeline.Get<Verifier>().RunAsync(new VerifyRequest(Grace: TimeSpan.Zero, Budget: TimeSpan.FromDays(1)) { SliceSize = size }, Cancel);

        Assert.Equal((damage.Length, true), (report.Articles, report.IsComplete));
        FindingKind[] found =
        [
            FindingKind.OrphanIndexRow, FindingKind.OrphanIndexRow, FindingKind.OrphanSegment, FindingKind.OrphanContent, FindingKind.OrphanFingerprint, FindingKind.OrphanFingerprint, FindingKind.OrphanFingerprint,
            FindingKind.MissingIndexRow, FindingKind.WrongSegments, FindingKind.WrongContent, FindingKind.MissingFingerprint, FindingKind.MissingChange,
        ];
        Assert.Equal(found.Order(), report.Findings.Select(finding => finding.Kind).Order());
    }

    private static Task<VerifyReport> VerifyAsync(PipelineHarness pipeline, bool repair = false) =>
        pipeline.Get<Verifier>().RunAsync(new VerifyRequest(repair, TimeSpan.Zero), Cancel);

    private static async Task<IReadOnlyList<string>> FingerprintsAsync(PipelineHarness pipeline) =>
        await pipeline.Storage.Table(PipelineStorage.FingerprintsTable).QueryAsync<TableEntity>(cancellationToken: Cancel)
            .Select(row => $"{row.PartitionKey}|{row.RowKey}|{row.GetString(nameof(KeyRow.Texts))}|{row.GetString("Cluster")}").ToListAsync(Cancel);

    /// <summary>A second passes whenever somebody looks how much time has passed.</summary>
    private sealed class TickingTime : FakeTimeProvider
    {
        public override long GetTimestamp()
        {
            Advance(TimeSpan.FromSeconds(1));
            return base.GetTimestamp();
        }
    }
}
