using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Publishing;
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
        await PlantAsync(pipeline, what, row);

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
        await PlantAsync(pipeline, "a clean article that a crash left", row);
        await PlantAsync(pipeline, "a row by date without an article", row);

        var report = await pipeline.Get<Verifier>().RunAsync(new VerifyRequest(), Cancel);

        Assert.Empty(report.Findings);
        Assert.Equal(2, (await VerifyAsync(pipeline)).Total);
    }

    [Fact]
    public async Task An_orphan_that_is_written_again_while_it_is_removed_stays()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await PlantAsync(pipeline, "a clean article that a crash left", row);
        var findings = await pipeline.Get<ArticleInspector>().InspectAsync(row.ArticleId, [], TimeSpan.Zero, Cancel);
        await PlantAsync(pipeline, "a clean article that a crash left", row);

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
        await PlantAsync(pipeline, "no row of a phrase", row);
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
            await PlantAsync(pipeline, damage[i], await pipeline.ProcessAsync($"daily/{i}.txt", Samples.Bridge));
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

    [Fact]
    public void More_orphans_than_are_remembered_are_left_to_the_next_run()
    {
        const int Remembered = 100_000;
        var slice = new ArticleSlice(KeyRange.First, KeyRange.End, DateTimeOffset.MaxValue);
        for (var i = 0; i < Remembered; i++)
        {
            slice.Suspect("ab", new IndexEntry(IndexKind.ByDate, "day", "row"));
        }

        Assert.True(slice.IsComplete);
        slice.Suspect("cd", new IndexEntry(IndexKind.ByDate, "day", "row"));

        Assert.False(slice.IsComplete);
        Assert.Equal(Remembered, Assert.Single(slice.Suspects).Value.Count);
    }

    [Theory]
    [InlineData("00", "g", 16)]
    [InlineData("00", "01", 1)]
    [InlineData("3f", "61", 4)]
    [InlineData("a0", "b0", 1)]
    [InlineData("ff", "g", 1)]
    public void Names_of_ids_are_parted_into_few_prefixes(string from, string to, int count)
    {
        var ranges = KeyRange.ByDigit(from, to).ToList();
        var prefixes = ranges.SelectMany(range => range.Prefixes()).ToList();

        Assert.Equal(count, prefixes.Count);
        for (var i = 0; i < KeyRange.Partitions; i++)
        {
            var digits = KeyRange.Partition(i);
            var isInside = string.CompareOrdinal(digits, from) >= 0 && string.CompareOrdinal(digits, to) < 0;
            Assert.Equal(isInside ? 1 : 0, prefixes.Count(prefix => digits.StartsWith(prefix, StringComparison.Ordinal)));
            Assert.Equal(isInside ? 1 : 0, ranges.Count(range => string.CompareOrdinal(digits, range.From) >= 0 && string.CompareOrdinal(digits, range.To) < 0));
        }
    }

    private static Task<VerifyReport> VerifyAsync(PipelineHarness pipeline, bool repair = false) =>
        pipeline.Get<Verifier>().RunAsync(new VerifyRequest(repair, TimeSpan.Zero), Cancel);

    private static async Task<IReadOnlyList<string>> FingerprintsAsync(PipelineHarness pipeline) =>
        await pipeline.Storage.Table(PipelineStorage.FingerprintsTable).QueryAsync<TableEntity>(cancellationToken: Cancel)
            .Select(row => $"{row.PartitionKey}|{row.RowKey}|{row.GetString(nameof(KeyRow.Texts))}|{row.GetString("Cluster")}").ToListAsync(Cancel);

    private static async Task PlantAsync(PipelineHarness pipeline, string what, ArticleRow row)
    {
        var table = pipeline.Storage.Table;
        var entries = IndexEntry.For(row);
        var stranger = ArticleIds.FromPath("nobody");
        var fingerprint = Fingerprint.Parse(row.Fingerprint!);
        var texts = table(PipelineStorage.FingerprintsTable);
        switch (what)
        {
            case "a row by phrase of an earlier version":
                await AddAsync(TableNames.KeyPhrases, TableKey.ByPhrase(row.ArticleId, "what nobody wrote", row.IndexTime!.Value), row.ArticleId);
                break;
            case "a row by date without an article":
                await AddAsync(TableNames.ArticlesByDate, TableKey.ByDate(stranger, row.IndexTime!.Value), stranger);
                break;
            case "a segment of an earlier enrichment":
                await AddAsync(TableNames.Segments, TableKey.Segment(row.ArticleId, stranger, 0), row.ArticleId);
                break;
            case "a segment without an article":
                await AddAsync(TableNames.Segments, TableKey.Segment(stranger, stranger, 0), stranger);
                break;
            case "a clean article that a crash left":
                await PutAsync(ContentStore.CleanName(row.ArticleId, stranger));
                break;
            case "content without an article":
                await PutAsync(ContentStore.EnrichedName(stranger, stranger));
                break;
            case "a text of an earlier version":
                await AddTextAsync(row.ArticleId, "0ddba11e");
                break;
            case "a text without an article":
                await AddTextAsync(stranger, fingerprint.Version);
                break;
            case "an earlier text among those of a key":
                await ListAsync(KeyRow.NameOf(TableKey.NewestFirst(row.Received, row.ArticleId), "0ddba11e"));
                break;
            case "a text without an article among those of a key":
                await ListAsync(KeyRow.NameOf(TableKey.NewestFirst(row.Received, stranger), fingerprint.Version));
                break;
            case "no text":
                await texts.DeleteEntityAsync(row.ArticleId, fingerprint.Version, ETag.All, Cancel);
                break;
            case "no row by date":
                await DeleteAsync(entries.First(entry => entry.Kind == IndexKind.ByDate));
                break;
            case "no row by source":
                await DeleteAsync(entries.First(entry => entry.Kind == IndexKind.BySource));
                break;
            case "no row of a phrase":
                await DeleteAsync(entries.Last(entry => entry.Kind == IndexKind.ByPhrase));
                break;
            case "another title in a list":
                await ChangeAsync(TableNames.ArticlesByDate, entries.First(entry => entry.Kind == IndexKind.ByDate).Key, "Title", "Another");
                break;
            case "a segment less":
                var last = TableKey.Segment(row.ArticleId, row.EnrichmentHash!, row.SegmentCount!.Value - 1);
                await table(TableNames.Segments).DeleteEntityAsync(last.PartitionKey, last.RowKey, ETag.All, Cancel);
                break;
            case "another sentiment of a segment":
                await ChangeAsync(TableNames.Segments, TableKey.Segment(row.ArticleId, row.EnrichmentHash!, 0), "Sentiment", "Mixed");
                break;
            case "no clean article":
                await pipeline.Storage.Content.DeleteBlobAsync(ContentStore.CleanName(row.ArticleId, row.CleanHash!), cancellationToken: Cancel);
                break;
            case "no enrichment":
                await pipeline.Storage.Content.DeleteBlobAsync(ContentStore.EnrichedName(row.ArticleId, row.EnrichmentHash!), cancellationToken: Cancel);
                break;
            case "other bytes of the clean article":
                await PutAsync(ContentStore.CleanName(row.ArticleId, row.CleanHash!));
                break;
            case "other bytes of the enrichment":
                await PutAsync(ContentStore.EnrichedName(row.ArticleId, row.EnrichmentHash!));
                break;
            case "another title in the article":
                await ChangeAsync(TableNames.Articles, row.Key, "Title", "Another");
                break;
            case "enriched without an enrichment":
                await ChangeAsync(TableNames.Articles, row.Key, "EnrichmentHash", null);
                break;
            case "received and forgotten":
                await ChangeAsync(TableNames.Articles, row.Key, "State", "Received");
                break;
            case "a change owed":
                await ChangeAsync(TableNames.Articles, row.Key, "ChangeOwed", "Updated");
                break;
            case "no change":
                await DeleteChangeAsync(row.Version);
                break;
            default:
                await DeleteChangeAsync(1);
                break;
        }

        Task AddAsync(string name, TableKey key, string id) => table(name).AddEntityAsync(new TableEntity(key.PartitionKey, key.RowKey) { ["ArticleId"] = id }, Cancel);

        async Task AddTextAsync(string id, string version)
        {
            TableEntity text = await texts.GetEntityAsync<TableEntity>(row.ArticleId, fingerprint.Version, cancellationToken: Cancel);
            (text.PartitionKey, text.RowKey) = (id, version);
            await texts.AddEntityAsync(text, Cancel);
        }

        async Task ListAsync(string name)
        {
            var key = KeyRow.Read(await texts.GetEntityAsync<TableEntity>(fingerprint.Keys[0], KeyRow.RowKey, cancellationToken: Cancel));
            await texts.UpdateEntityAsync(key.With(name).Write(), key.ETag, TableUpdateMode.Replace, Cancel);
        }

        Task PutAsync(string name) => pipeline.Storage.Content.GetBlobClient(name).UploadAsync(new BinaryData("{}"u8.ToArray()), overwrite: true, Cancel);

        Task DeleteAsync(IndexEntry entry) => table(entry.Table).DeleteEntityAsync(entry.Name, entry.RowKey, ETag.All, Cancel);

        async Task ChangeAsync(string name, TableKey key, string column, string? value)
        {
            TableEntity entity = await table(name).GetEntityAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: Cancel);
            entity[column] = value;
            await table(name).UpdateEntityAsync(entity, ETag.All, TableUpdateMode.Replace, Cancel);
        }

        async Task DeleteChangeAsync(int version)
        {
            var changes = await pipeline.Reader.ReadShardAsync(TableKey.ChangeShard(row.ArticleId), 0, Cancel).ToListAsync(Cancel);
            var key = changes.First(change => change.Version == version).Key;
            await table(TableNames.Changes).DeleteEntityAsync(key.PartitionKey, key.RowKey, ETag.All, Cancel);
        }
    }

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
