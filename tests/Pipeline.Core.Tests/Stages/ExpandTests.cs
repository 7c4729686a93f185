using System.IO.Compression;
using System.Text;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Tests.Faults;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Stages;

public sealed class ExpandTests(AzuriteFixture azurite)
{
    private const string Archive = "daily/archive.zip";
    private const string Feed = "daily/feed.xml";

    private static readonly IReadOnlyList<GeneratedArticle> Articles = [.. Enumerable.Range(0, 12).Select(new ArticleGenerator(42).Next)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_article_of_an_archive_gets_rows_and_exactly_the_bad_ones_are_rejected()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        var parent = await ProcessAsync(pipeline, Archive, Zip((0, 10), ("bad.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0]), ("empty.txt", [])));

        Assert.Equal((ArticleState.Expanded, "zip"), (parent.State, parent.Format));
        Assert.Equal(10, await CountAsync(pipeline, ArticleState.Enriched));
        Assert.Equal(2, await CountAsync(pipeline, ArticleState.Rejected));
        var child = await ItemAsync(pipeline, Archive, Name(3));
        Assert.Equal(("daily", ArticleState.Enriched), (child!.Source, child.State));
        Assert.Equal(nameof(Text.RejectionReason.Binary), (await ItemAsync(pipeline, Archive, "bad.txt"))!.Reason);
    }

    [Fact]
    public async Task Articles_that_leave_an_archive_are_deleted_and_the_others_are_not_touched()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await ProcessAsync(pipeline, Archive, Zip((0, 6)));
        var kept = await ItemAsync(pipeline, Archive, Name(4));

        await ProcessAsync(pipeline, Archive, Zip((3, 5)));

        Assert.Equal(ArticleState.Deleted, (await ItemAsync(pipeline, Archive, Name(1)))!.State);
        Assert.Equal(ArticleState.Enriched, (await ItemAsync(pipeline, Archive, Name(7)))!.State);
        Assert.Equal(kept!.ETag, (await ItemAsync(pipeline, Archive, Name(4)))!.ETag);
        Assert.Equal(5, await CountAsync(pipeline, ArticleState.Enriched));
    }

    [Fact]
    public async Task Articles_that_leave_a_feed_stay_until_its_file_is_deleted()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await ProcessAsync(pipeline, Feed, Rss(0, 3));

        await ProcessAsync(pipeline, Feed, Rss(2, 3));

        Assert.Equal(5, await CountAsync(pipeline, ArticleState.Enriched));
        await pipeline.Storage.Articles.GetBlobClient(Feed).DeleteAsync(cancellationToken: Cancel);
        await pipeline.Get<DeleteStage>().RunAsync(Feed, Cancel);
        Assert.Equal(0, await CountAsync(pipeline, ArticleState.Enriched));
        Assert.Equal(6, await CountAsync(pipeline, ArticleState.Deleted));
        Assert.Empty(await pipeline.ContentNamesAsync());
    }

    [Fact]
    public async Task An_archive_that_becomes_an_article_leaves_none_of_its_items()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await ProcessAsync(pipeline, Archive, Zip((0, 3)));

        var row = await ProcessAsync(pipeline, Archive, Encoding.UTF8.GetBytes(Samples.Bridge));

        Assert.Equal(ArticleState.Enriched, row.State);
        Assert.Equal(3, await CountAsync(pipeline, ArticleState.Deleted));
        Assert.DoesNotContain(await pipeline.ContentNamesAsync(), name => name.EndsWith("items.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redelivered_file_expands_nothing_again()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var parent = await ProcessAsync(pipeline, Archive, Zip((0, 4)));
        var before = await pipeline.AllFactsAsync();

        await pipeline.Get<CleanStage>().RunAsync(new CleanRequest(parent.ArticleId, Archive, parent.SourceETag), Cancel);

        Assert.Empty(await pipeline.WorkOffAsync());
        Assert.Equal(before, await pipeline.AllFactsAsync());
    }

    [Fact]
    public async Task The_sweep_leaves_the_articles_of_an_archive_alone()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await ProcessAsync(pipeline, Archive, Zip((0, 4)));

        var report = await pipeline.Get<Reconciler>().RunAsync(Cancel);

        Assert.Equal(new ReconcileReport(0, 0, 0), report);
        Assert.Equal(4, await CountAsync(pipeline, ArticleState.Enriched));
    }

    [Fact]
    public async Task A_deleted_archive_takes_its_articles_with_it()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await ProcessAsync(pipeline, Archive, Zip((0, 4)));

        await pipeline.Storage.Articles.GetBlobClient(Archive).DeleteAsync(cancellationToken: Cancel);
        await pipeline.Get<Reconciler>().RunAsync(Cancel);

        Assert.Equal(5, await CountAsync(pipeline, ArticleState.Deleted));
        Assert.Empty(await pipeline.ContentNamesAsync());
    }

    [Fact]
    public async Task Articles_of_an_archive_are_reprocessed_without_it()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await ProcessAsync(pipeline, Archive, Zip((0, 1), ("deep.zip", Zip((0, 0), ("a.zip", Zip((0, 0), ("b.zip", Zip((0, 1)))))))));
        var deep = (await pipeline.Get<ContentStore>().GetManifestAsync(ArticleIds.FromPath(Archive), Cancel))!.Names.Single(name => name.StartsWith("deep", StringComparison.Ordinal));
        foreach (var name in new[] { Name(0), deep })
        {
            var stale = await ItemAsync(pipeline, Archive, name);
            stale!.CleanerVersion = 1;
            Assert.True(await pipeline.Get<ArticleStore>().TryCommitAsync(stale, Cancel));
        }

        pipeline.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        await pipeline.WorkOffAsync();

        var (article, refused) = (await ItemAsync(pipeline, Archive, Name(0)), await ItemAsync(pipeline, Archive, deep));
        Assert.Equal((ArticleState.Enriched, Text.TextVersions.Cleaner), (article!.State, article.CleanerVersion));
        Assert.Equal((ArticleState.Rejected, "NestedTooDeep", Text.TextVersions.Cleaner), (refused!.State, refused.Reason, refused.CleanerVersion));
    }

    [Fact]
    public async Task An_archive_is_expanded_again_when_the_cleaner_is_newer_and_articles_that_stay_the_same_are_left_alone()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var parent = await ProcessAsync(pipeline, Archive, Zip((0, 3)));
        var (store, content) = (pipeline.Get<ArticleStore>(), pipeline.Get<ContentStore>());
        var kept = await ItemAsync(pipeline, Archive, Name(1));
        var other = await ItemAsync(pipeline, Archive, Name(2));
        var bytes = other!.SourceETag;
        other.SourceETag = ItemPath.VersionOf("0123"); // The older cleaner took other bytes out of the same file.
        Assert.True(await store.TryCommitAsync(other, Cancel));
        parent.CleanerVersion = Text.TextVersions.Cleaner - 1;
        Assert.True(await store.TryCommitAsync(parent, Cancel));
        var manifest = await content.GetManifestAsync(parent.ArticleId, Cancel);
        await content.PutAsync(ContentStore.ManifestName(parent.ArticleId), (manifest! with { CleanerVersion = parent.CleanerVersion }).Serialize(), Cancel);
        var bought = pipeline.Analyser.Calls;

        pipeline.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        await pipeline.WorkOffAsync();

        parent = (await store.GetAsync(parent.ArticleId, Cancel))!;
        Assert.Equal((ArticleState.Expanded, Text.TextVersions.Cleaner), (parent.State, parent.CleanerVersion));
        Assert.Equal(kept!.ETag, (await ItemAsync(pipeline, Archive, Name(1)))!.ETag);
        other = await ItemAsync(pipeline, Archive, Name(2));
        Assert.Equal((ArticleState.Enriched, bytes), (other!.State, other.SourceETag));
        Assert.InRange(pipeline.Analyser.Calls, bought, bought + 1);
        Assert.Equal(0, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
    }

    [Fact]
    public async Task A_long_expansion_hands_over_to_another_message_and_never_looks_stuck()
    {
        const int Items = 150;
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var file = await pipeline.DropAsync(Archive, Zip((0, 0), [.. Enumerable.Range(0, Items).Select(i => ($"{i}.txt", Encoding.UTF8.GetBytes($"{i}")))]));
        await pipeline.ReceiveAsync(Archive);
        var message = await pipeline.TakeAsync<CleanRequest>(Core.Storage.PipelineStorage.CleanQueue);

        pipeline.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(5); // Each look at the clock takes as long.
        await pipeline.Get<CleanStage>().RunAsync(message!, Cancel);

        pipeline.Time.AutoAdvanceAmount = TimeSpan.Zero;
        var row = await pipeline.Get<ArticleStore>().GetAsync(file, Cancel);
        Assert.Equal((ArticleState.Received, 100), (row!.State, (await pipeline.Get<ContentStore>().GetManifestAsync(file, Cancel))!.Done));
        Assert.InRange(pipeline.Time.GetUtcNow() - row.StageSince!.Value, TimeSpan.Zero, new PipelineOptions().StuckAfter);

        var handled = await pipeline.WorkOffAsync();

        Assert.Single(handled.OfType<CleanRequest>(), request => request.ArticleId == file);
        Assert.Equal(ArticleState.Expanded, (await pipeline.Get<ArticleStore>().GetAsync(file, Cancel))!.State);
        Assert.Equal(Items, await CountAsync(pipeline, ArticleState.Rejected));
    }

    /// <summary>The host dies before each request of the expansion in turn, and the archive that it had begun is replaced by another one.</summary>
    [Fact]
    public async Task A_crash_leaves_nothing_of_an_item_that_is_gone_when_the_archive_is_expanded_again()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var crashes = 0;
        for (var come = true; come; crashes++)
        {
            var path = $"daily/{crashes}.zip";
            await pipeline.DropAsync(path, Zip((0, 1)));
            await pipeline.ReceiveAsync(path);
            var message = await pipeline.TakeAsync<CleanRequest>(Core.Storage.PipelineStorage.CleanQueue);
            using (var process = new CancellationTokenSource())
            using (var death = StorageMoment.Death(null, crashes + 1, process))
            {
                try
                {
                    await pipeline.Get<CleanStage>().RunAsync(message!, process.Token);
                }
                catch (OperationCanceledException) when (process.IsCancellationRequested)
                {
                    // Dead.
                }

                come = death.HasCome;
            }

            await ProcessAsync(pipeline, path, Zip((1, 1)));

            Assert.Equal(ArticleState.Enriched, (await ItemAsync(pipeline, path, Name(1)))!.State);
            Assert.Contains((await ItemAsync(pipeline, path, Name(0)))?.State, new ArticleState?[] { null, ArticleState.Deleted });
            var id = ArticleIds.FromPath(ItemPath.Of(path, Name(0)));
            Assert.DoesNotContain(await pipeline.ContentNamesAsync(), name => name.StartsWith(id, StringComparison.Ordinal));
        }

        Assert.InRange(crashes, 10, 40);
    }

    [Fact]
    public async Task A_bomb_is_rejected_without_items()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        var row = await ProcessAsync(pipeline, Archive, Zip((0, 0), ("a.txt", new byte[64 * 1024 * 1024])));

        Assert.Equal((ArticleState.Rejected, "ExpandsTooMuch"), (row.State, row.Reason));
        Assert.Single(await pipeline.RowsAsync(TableNames.Articles));
    }

    private static async Task<ArticleRow> ProcessAsync(PipelineHarness pipeline, string path, byte[] bytes)
    {
        var id = await pipeline.DropAsync(path, bytes);
        await pipeline.ReceiveAsync(path);
        await pipeline.WorkOffAsync();
        return (await pipeline.Reader.GetArticleAsync(id, Cancel))!;
    }

    private static async Task<ArticleRow?> ItemAsync(PipelineHarness pipeline, string file, string name) =>
        await pipeline.Get<ArticleStore>().GetAsync(ArticleIds.FromPath(ItemPath.Of(file, name)), Cancel);

    private static async Task<int> CountAsync(PipelineHarness pipeline, ArticleState state) =>
        await pipeline.Get<ArticleStore>().QueryAsync($"State eq '{state}'", null, Cancel).CountAsync(Cancel);

    private static string Name(int number) => $"stories/{number}.txt";

    private static byte[] Zip((int From, int Count) articles, params (string Name, byte[] Bytes)[] others)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in Enumerable.Range(articles.From, articles.Count).Select(i => (Name(i), Encoding.UTF8.GetBytes(Articles[i].Text))).Concat(others))
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Rss(int from, int count) => Encoding.UTF8.GetBytes(
        "<rss version=\"2.0\"><channel><title>Daily</title>"
        + string.Concat(Enumerable.Range(from, count).Select(i => $"<item><guid>{i}</guid><title>{Articles[i].Text.Split('\n')[3].Trim()}</title><description>{System.Net.WebUtility.HtmlEncode(Articles[i].Text)}</description></item>"))
        + "</channel></rss>");
}
