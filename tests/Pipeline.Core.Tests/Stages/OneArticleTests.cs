using Pipeline.Core.Clusters;
using Pipeline.Core.Queries;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Tests.Stages;

public sealed class OneArticleTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dropped_file_becomes_rows()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);

        Assert.Equal(ArticleState.Enriched, row.State);
        Assert.Null(row.Reason);
        Assert.Equal(1, row.Version);
        Assert.Equal("daily", row.Source);
        Assert.Equal("Harbour bridge reopens after two years of repairs", row.Title);
        Assert.Equal("2021-08-17T09:40", row.Published);
        Assert.Equal("Neutral", row.Sentiment);
        Assert.Equal(1.0, row.PositiveScore + row.NeutralScore + row.NegativeScore);
        Assert.Contains("Lindholm", row.KeyPhrases);
        Assert.Null(row.ChangeOwed);
        Assert.Equal(row.SegmentCount, await pipeline.Reader.GetSegmentsAsync(row, Cancel).CountAsync(Cancel));
        Assert.Equal(3, row.SegmentCount);
    }

    [Fact]
    public async Task Its_row_says_how_long_it_is_and_what_it_says_in_short()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);

        Assert.Equal(4, row.SentenceCount);
        Assert.Equal(73, row.WordCount);
        Assert.Equal(19, row.ReadingSeconds);
        Assert.StartsWith("The harbour bridge of Lindholm reopened", row.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shown_of_it_can_be_highlighted()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        var shown = (await pipeline.Get<ArticleQueries>().GetAsync(row.ArticleId, Cancel))!;

        // Passages refer to the clean text, of which each paragraph knows its place.
        string At(int start, int length)
        {
            var paragraph = shown.Sections.SelectMany(s => s.Paragraphs).Last(p => p.Start <= start);
            return paragraph.Text.Substring(start - paragraph.Start, length);
        }

        Assert.NotEmpty(shown.Summary);
        Assert.NotEmpty(shown.Phrases);
        Assert.All(shown.Phrases, phrase => Assert.NotEmpty(phrase.Mentions));
        Assert.All([.. shown.Summary, .. shown.Phrases.SelectMany(p => p.Mentions)], passage => Assert.Equal(passage.Text, At(passage.Start, passage.Text.Length)));
        Assert.Equal(row.Summary, string.Join(' ', shown.Summary.Select(s => s.Text)));
        Assert.Equal(row.KeyPhrases, shown.Phrases.Take(20).Select(p => p.Text));
    }

    [Fact]
    public async Task It_is_found_by_date_source_and_phrase()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        var day = new DateOnly(2021, 8, 17);

        var byDate = await pipeline.Reader.ListByDateAsync(day, day, cancellationToken: Cancel).SingleAsync(Cancel);
        var byLongRange = await pipeline.Reader.ListByDateAsync(new DateOnly(2000, 1, 1), new DateOnly(2030, 1, 1), cancellationToken: Cancel).SingleAsync(Cancel);
        var bySource = await pipeline.Reader.ListBySourceAsync("daily", day, day, cancellationToken: Cancel).SingleAsync(Cancel);
        var byPhrase = await pipeline.Reader.ListByPhraseAsync("LINDHOLM", cancellationToken: Cancel).SingleAsync(Cancel);

        Assert.All([byDate, byLongRange, bySource, byPhrase], found => Assert.Equal((row.ArticleId, row.Title), (found.ArticleId, found.Title)));
        Assert.Equal("Lindholm", byPhrase.Phrase);
        Assert.Empty(await pipeline.Reader.ListByDateAsync(day.AddDays(1), day.AddDays(2), cancellationToken: Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_one_article_costs_is_known()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        pipeline.Operations.Reset();

        await pipeline.ReceiveAsync(Path);
        var clean = await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue);
        await pipeline.Get<CleanStage>().RunAsync(clean!, Cancel);
        var enrich = await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue);
        await pipeline.Get<EnrichStage>().RunAsync(enrich!, Cancel);

        var row = await pipeline.Reader.GetArticleAsync(clean!.ArticleId, Cancel);
        var phrases = row!.KeyPhrases.Count;
        var keys = Fingerprint.Parse(row.Fingerprint!).Keys.Count;
        var counts = pipeline.Operations.Snapshot().ToDictionary();
        counts["table.get"]--; // The read just above.
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["blob.head"] = 1, // is the file there
                ["blob.get"] = 2, // the file, the clean article
                ["blob.put"] = 2, // the clean article, the enrichment
                ["queue.put"] = 2, // one per step
                ["queue.receive"] = 2,
                ["queue.delete"] = 2,
                ["table.get"] = 4, // the row in each of three stages, the end of a new change log
                ["table.insert"] = 3 + keys, // the row, the sketch that copies are recognised by, each key of it, the change
                ["table.update"] = 6, // the clean article to come; cleaned; what may come to exist; the cluster; enriched; nothing owed
                ["table.transaction"] = 1, // the segments
                ["table.upsert"] = 2 + phrases, // by date, by source, by phrase
            }.OrderBy(pair => pair.Key),
            counts.OrderBy(pair => pair.Key));
    }

    [Fact]
    public async Task Redelivered_messages_change_no_fact_and_append_no_change()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        var messages = await pipeline.WorkOffAsync();
        var before = await pipeline.AllFactsAsync();
        var changes = await pipeline.RowsAsync(TableNames.Changes);

        foreach (var message in messages.Concat(messages.Reverse()))
        {
            await (message is CleanRequest clean
                ? pipeline.Get<CleanStage>().RunAsync(clean, Cancel)
                : pipeline.Get<EnrichStage>().RunAsync((EnrichRequest)message, Cancel));
            await pipeline.ReceiveAsync(Path);
        }

        await pipeline.WorkOffAsync();
        Assert.Equal(before, await pipeline.AllFactsAsync());
        Assert.Equal(changes, await pipeline.RowsAsync(TableNames.Changes));
        Assert.Equal(1, pipeline.Analyser.Calls);
    }

    [Fact]
    public async Task A_message_redelivered_between_two_stages_repeats_what_follows_its_commit()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        var clean = await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue);
        await pipeline.Get<CleanStage>().RunAsync(clean!, Cancel);
        await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue); // Lost, as if the process had died before it was sent.

        await pipeline.Get<CleanStage>().RunAsync(clean!, Cancel);
        await pipeline.WorkOffAsync();

        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(id, Cancel))!.State);
    }

    [Fact]
    public async Task An_unchanged_file_costs_two_reads()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync(Path, Samples.Bridge);
        pipeline.Operations.Reset();

        await pipeline.ReceiveAsync(Path);

        Assert.Equal([new("blob.head", 1), new("table.get", 1)], pipeline.Operations.Snapshot());
    }

    [Fact]
    public async Task A_changed_file_gives_a_new_version_and_leaves_nothing_of_the_old_one()
    {
        await using var changed = await PipelineHarness.CreateAsync(azurite);
        await changed.ProcessAsync(Path, Samples.Bridge);
        var row = await changed.ProcessAsync(Path, Samples.BridgeRevised);

        await using var fresh = await PipelineHarness.CreateAsync(azurite);
        await fresh.ProcessAsync(Path, Samples.BridgeRevised);

        Assert.Equal(2, row.Version);
        Assert.Equal(await fresh.AllFactsAsync(), await changed.AllFactsAsync());
        Assert.Equal(["Enriched", "Updated"], await KindsAsync(changed, row.ArticleId));
    }

    [Fact]
    public async Task A_file_that_is_written_again_with_the_same_bytes_gives_no_new_version()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync(Path, Samples.Bridge);
        var before = await pipeline.AllFactsAsync();

        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);

        Assert.Equal(1, row.Version);
        Assert.Equal(before, await pipeline.AllFactsAsync());
    }

    [Fact]
    public async Task A_file_overwritten_while_it_is_enriched_ends_as_the_new_version_alone()
    {
        await using var raced = await PipelineHarness.CreateAsync(azurite);
        raced.Analyser.Meanwhile = async () =>
        {
            await raced.DropAsync(Path, Samples.BridgeRevised);
            await raced.ReceiveAsync(Path);
        };
        await raced.ProcessAsync(Path, Samples.Bridge);

        await using var fresh = await PipelineHarness.CreateAsync(azurite);
        await fresh.ProcessAsync(Path, Samples.BridgeRevised);

        Assert.Equal(await fresh.AllFactsAsync(), await raced.AllFactsAsync());
    }

    [Fact]
    public async Task A_deleted_file_leaves_a_tombstone_and_nothing_else()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await pipeline.Storage.Articles.DeleteBlobAsync(Path, cancellationToken: Cancel);

        await pipeline.Get<DeleteStage>().RunAsync(Path, Cancel);
        await pipeline.Get<DeleteStage>().RunAsync(Path, Cancel);

        Assert.Equal(ArticleState.Deleted, (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.State);
        Assert.Single(await pipeline.AllFactsAsync());
        Assert.Equal(["Enriched", "Deleted"], await KindsAsync(pipeline, row.ArticleId));
    }

    [Fact]
    public async Task A_deletion_event_for_a_file_that_is_there_receives_it()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(Path, Samples.Bridge);

        await pipeline.Get<DeleteStage>().RunAsync(Path, Cancel);
        await pipeline.WorkOffAsync();

        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(id, Cancel))!.State);
    }

    [Fact]
    public async Task A_file_that_comes_back_after_its_deletion_is_an_article_again()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await pipeline.Storage.Articles.DeleteBlobAsync(Path, cancellationToken: Cancel);
        await pipeline.Get<DeleteStage>().RunAsync(Path, Cancel);

        var again = await pipeline.ProcessAsync(Path, Samples.Bridge);

        Assert.Equal((ArticleState.Enriched, 3), (again.State, again.Version));
        Assert.Equal(["Enriched", "Deleted", "Enriched"], await KindsAsync(pipeline, row.ArticleId));
    }

    [Fact]
    public async Task Hidden_and_unfinished_files_are_left_alone()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync("daily/.draft.txt", Samples.Bridge);
        await pipeline.DropAsync("daily/bridge.txt.part", Samples.Bridge);

        await pipeline.ReceiveAsync("daily/.draft.txt");
        await pipeline.ReceiveAsync("daily/bridge.txt.part");

        Assert.Empty(await pipeline.RowsAsync(TableNames.Articles));
    }

    private static async Task<List<string>> KindsAsync(PipelineHarness pipeline, string articleId) =>
        await pipeline.Reader.ReadShardAsync(TableKey.ChangeShard(articleId), 0, Cancel).Select(change => change.Kind.ToString()).ToListAsync(Cancel);
}
