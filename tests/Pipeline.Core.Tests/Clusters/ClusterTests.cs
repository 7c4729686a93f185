using Azure.Data.Tables;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Queries;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Tests.Faults;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text.Similarity;

namespace Pipeline.Core.Tests.Clusters;

/// <summary>Copies of one text get one cluster, whatever happens on the way.</summary>
public sealed class ClusterTests(AzuriteFixture azurite)
{
    private const string Original = """
        The salt works of Marrow Hill open their gates

        Published August 17th, 2021

        For the first time in sixty years visitors may walk through the old salt works of Marrow Hill, where 140 men once boiled brine day and night.

        Edith Tremaine, whose grandfather shovelled coal there, cut the ribbon on Saturday. The museum cost 3.2 million crowns, most of it given by the county.

        Children can rake the pans themselves and take home a bag of what they have made. The pumps, built in 1911 by a firm in Velden, still run.

        Not everybody is content. Neighbours fear the buses, and Hugo Wilk of the rowing club would rather have seen a boathouse on the bank.
        """;

    /// <summary>Cut, with a notice below.</summary>
    private static readonly string Copy = string.Join("\n\n", Original.Split("\n\n")[..^1]).Replace("August 17th", "August 19th", StringComparison.Ordinal)
        + "\n\nThis story came to us from our partners on the coast, who have reported from there since the days of sail.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_joins_the_cluster_of_the_first_and_another_text_founds_its_own()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        var first = await pipeline.ProcessAsync("daily/salt.txt", Original);
        var copy = await pipeline.ProcessAsync("evening/salt.txt", Copy);
        var other = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);

        Assert.StartsWith(first.ArticleId, first.ClusterId, StringComparison.Ordinal);
        Assert.Null(first.Similarity);
        Assert.Equal(first.ClusterId, copy.ClusterId);
        Assert.InRange(copy.Similarity!.Value, .7, .99);
        Assert.NotEqual(first.ClusterId, other.ClusterId);
        var listed = await pipeline.Reader.ListBySourceAsync("evening", new DateOnly(2021, 8, 1), new DateOnly(2021, 8, 31), cancellationToken: Cancel).SingleAsync(Cancel);
        Assert.Equal((copy.ClusterId, copy.Similarity), (listed.ClusterId, listed.Similarity));
    }

    [Fact]
    public async Task An_unchanged_article_that_is_processed_again_keeps_its_cluster()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync("daily/salt.txt", Original);
        var before = await pipeline.ProcessAsync("evening/salt.txt", Copy);
        await DeleteAsync(pipeline, "daily/salt.txt");

        var after = await pipeline.ProcessAsync("evening/salt.txt", Copy);

        Assert.Equal((before.ClusterId, before.Similarity, before.Version), (after.ClusterId, after.Similarity, after.Version));
    }

    [Fact]
    public async Task A_correction_stays_in_its_cluster_and_another_text_leaves_it()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var first = await pipeline.ProcessAsync("daily/salt.txt", Original);
        var copy = await pipeline.ProcessAsync("evening/salt.txt", Copy);

        var corrected = await pipeline.ProcessAsync("daily/salt.txt", Original.Replace("Children can rake", "Children may now rake", StringComparison.Ordinal));
        var replaced = await pipeline.ProcessAsync("daily/salt.txt", Samples.Bridge);
        var late = await pipeline.ProcessAsync("weekly/salt.txt", Copy);

        Assert.Equal(first.ClusterId, corrected.ClusterId);
        Assert.NotEqual(copy.ClusterId, replaced.ClusterId);
        Assert.Equal(copy.ClusterId, late.ClusterId);
    }

    [Fact]
    public async Task A_deleted_article_leaves_no_fingerprint_and_its_copies_their_cluster()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var first = await pipeline.ProcessAsync("daily/salt.txt", Original);
        await pipeline.ProcessAsync("evening/salt.txt", Copy);

        await DeleteAsync(pipeline, "daily/salt.txt");
        var late = await pipeline.ProcessAsync("weekly/salt.txt", Copy);

        Assert.Equal(first.ClusterId, late.ClusterId);
        Assert.DoesNotContain(await FingerprintsAsync(pipeline), row => row.Contains(first.ArticleId, StringComparison.Ordinal));
        await DeleteAsync(pipeline, "evening/salt.txt");
        await DeleteAsync(pipeline, "weekly/salt.txt");
        Assert.Empty(await FingerprintsAsync(pipeline));
    }

    /// <summary>The other copy runs through all stages before each single request of the first in turn.</summary>
    [Fact]
    public async Task Two_copies_that_are_enriched_at_the_same_moment_end_in_one_cluster()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await using var another = pipeline.Another();
        var moments = 0;
        for (var come = true; come; moments++)
        {
            // Another text each time, by numbers that no other has: else the copies of the last round would decide.
            var number = (7919 * (moments + 1)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            string mine = $"daily/{number}.txt", others = $"evening/{number}.txt";
            var (left, right) = (await CleanAsync(pipeline, mine, Unique(Original)), await CleanAsync(pipeline, others, Unique(Copy)));
            using (var moment = new StorageMoment(null, moments + 1, () => another.Get<EnrichStage>().RunAsync(new EnrichRequest(right, ""), Cancel)))
            {
                await pipeline.Get<EnrichStage>().RunAsync(new EnrichRequest(left, ""), Cancel);
                come = moment.HasCome;
            }

            await pipeline.Get<EnrichStage>().RunAsync(new EnrichRequest(right, ""), Cancel);
            var (one, two) = (await pipeline.Reader.GetArticleAsync(left, Cancel), await pipeline.Reader.GetArticleAsync(right, Cancel));
            Assert.NotNull(one!.ClusterId);
            Assert.Equal((moments, one.ClusterId), (moments, two!.ClusterId));
            Assert.Single([one, two], row => row.Similarity is null);

            string Unique(string text) => string.Join(' ', text.Split(' ').Select((word, i) => i % 3 == 0 && char.IsAsciiLetterLower(word[0]) && word.All(char.IsAsciiLetter) ? $"{word}{number}" : word));
        }

        Assert.InRange(moments, 40, 100);
    }

    /// <summary>Every key of the article is shared with so many others, as by a notice below all articles of a site.</summary>
    [Fact]
    public async Task Requests_for_an_article_do_not_grow_with_the_articles_that_share_its_text()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var first = await pipeline.ProcessAsync("daily/salt.txt", Original);
        await ShareAsync(pipeline, first, CandidateRanking.MostCompared);
        var few = await RequestsAsync(pipeline, "a/salt.txt");

        await ShareAsync(pipeline, first, CandidateRanking.NewestOfKey);
        var many = await RequestsAsync(pipeline, "b/salt.txt");

        Assert.Equal(few, many);
        Assert.DoesNotContain("table.query", many.Keys);
    }

    [Fact]
    public async Task A_key_that_many_share_remembers_the_newest()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var first = await pipeline.ProcessAsync("daily/salt.txt", Original);
        await ShareAsync(pipeline, first, CandidateRanking.NewestOfKey);

        var last = await pipeline.ProcessAsync("evening/salt.txt", Original);

        var key = Fingerprint.Parse(first.Fingerprint!).Keys[0];
        var row = KeyRow.Read(await pipeline.Storage.Table(PipelineStorage.FingerprintsTable).GetEntityAsync<TableEntity>(key, KeyRow.RowKey, cancellationToken: Cancel));
        Assert.Equal(CandidateRanking.NewestOfKey, row.Texts.Count);
        Assert.Equal(row.Texts.Order(StringComparer.Ordinal), row.Texts);
        Assert.Contains(row.Texts, name => KeyRow.TextOf(name).PartitionKey == last.ArticleId);
        Assert.DoesNotContain(row.Texts, name => KeyRow.TextOf(name).PartitionKey == ArticleIds.FromPath($"other/{CandidateRanking.NewestOfKey}.txt")); // The oldest.
    }

    [Fact]
    public async Task A_collapsed_list_shows_the_first_copy_or_the_one_that_is_in_the_list()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync("daily/salt.txt", Original); // 17 August
        await pipeline.ProcessAsync("evening/salt.txt", Copy); // 19 August
        await pipeline.ProcessAsync("weekly/salt.txt", Copy);
        await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);

        Assert.Equal(["daily/bridge.txt", "daily/salt.txt"], await ListAsync(pipeline, 17));
        Assert.Equal(["evening/salt.txt"], [.. (await ListAsync(pipeline, 18)).Select(path => path.Replace("weekly", "evening", StringComparison.Ordinal))]);
        await DeleteAsync(pipeline, "daily/salt.txt");
        await DeleteAsync(pipeline, "weekly/salt.txt");
        Assert.Equal(["daily/bridge.txt", "evening/salt.txt"], await ListAsync(pipeline, 17));
    }

    private static async Task<IReadOnlyList<string>> ListAsync(PipelineHarness pipeline, int from)
    {
        var query = new ArticleQuery { From = new DateOnly(2021, 8, from), To = new DateOnly(2021, 8, 19), Collapse = true };
        return [.. (await pipeline.Get<ArticleQueries>().ListAsync(query, 10, Cancel).ToListAsync(Cancel)).Select(article => article.Path).Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyDictionary<string, long>> RequestsAsync(PipelineHarness pipeline, string path)
    {
        var id = await CleanAsync(pipeline, path, Original);
        pipeline.Operations.Reset();
        await pipeline.Get<EnrichStage>().RunAsync(new EnrichRequest(id, ""), Cancel);
        return pipeline.Operations.Snapshot();
    }

    private static async Task<string> CleanAsync(PipelineHarness pipeline, string path, string text)
    {
        var id = await pipeline.DropAsync(path, text);
        await pipeline.ReceiveAsync(path);
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue);
        return id;
    }

    /// <summary>Puts so many articles, each with the text of <paramref name="article"/> and received a little earlier than the one before, under all of its keys, in place of who is there.</summary>
    private static async Task ShareAsync(PipelineHarness pipeline, ArticleRow article, int count)
    {
        var table = pipeline.Storage.Table(PipelineStorage.FingerprintsTable);
        var fingerprint = Fingerprint.Parse(article.Fingerprint!);
        var sketch = (await table.GetEntityAsync<TableEntity>(article.ArticleId, fingerprint.Version, cancellationToken: Cancel)).Value;
        var ids = Enumerable.Range(1, count).Select(i => ArticleIds.FromPath($"other/{i}.txt")).ToList();
        await Parallel.ForEachAsync(ids, Cancel, async (id, token) => await table.UpsertEntityAsync(new TableEntity(sketch) { PartitionKey = id, RowKey = fingerprint.Version }, TableUpdateMode.Replace, token));
        var names = ids.Select((id, i) => KeyRow.NameOf(TableKey.NewestFirst(article.Received.AddTicks(-i - 1), id), fingerprint.Version)).Order(StringComparer.Ordinal).ToList();
        await Parallel.ForEachAsync(fingerprint.Keys, Cancel, async (key, token) => await table.UpsertEntityAsync(new KeyRow(key, names, default).Write(), TableUpdateMode.Replace, token));
    }

    private static async Task DeleteAsync(PipelineHarness pipeline, string path)
    {
        await pipeline.Storage.Articles.DeleteBlobAsync(path, cancellationToken: Cancel);
        await pipeline.Get<DeleteStage>().RunAsync(path, Cancel);
    }

    private static async Task<IReadOnlyList<string>> FingerprintsAsync(PipelineHarness pipeline) =>
        await pipeline.Storage.Table(PipelineStorage.FingerprintsTable).QueryAsync<TableEntity>(cancellationToken: Cancel).Select(row => $"{row.PartitionKey}|{row.RowKey}|{row.GetString(nameof(KeyRow.Texts))}").ToListAsync(Cancel);
}
