using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Pipeline.Core.Articles;
using Pipeline.Core.Storage;
using Pipeline.Core.Tests.Faults;
using Pipeline.Core.Upkeep;
using Pipeline.LanguageStandIn;
using Pipeline.Tables;

namespace Pipeline.Core.Tests.Upkeep;

public sealed class PurgerTests(AzuriteFixture azurite)
{
    private const string Path = "daily/zanzerando-returns.txt";

    /// <summary>No other text of the tests has the name.</summary>
    private const string Marker = "Zanzerando";

    private static readonly string Text = Samples.Bridge.Replace("bridge", $"bridge of {Marker}", StringComparison.OrdinalIgnoreCase);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_purged_article_leaves_no_trace_but_a_tombstone_without_text_title_or_path()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Text);
        // No copy: that would keep its ClusterId, which begins with the id.
        await pipeline.ProcessAsync("daily/other.txt", "The salt works open their gates\n\nPublished August 17th, 2021\n\nVisitors may walk through the salt works of Marrow Hill again, where 140 men once boiled brine day and night.\n\nChildren can rake the pans themselves and take home a bag of what they have made on a Sunday.");
        await pipeline.Get<DeadLetters>().FileAsync(new DeadMessage("clean-requests-poison", BinaryData.FromObjectAsJson(new { row.ArticleId, row.Path }), "1", null, 1), row.ArticleId, row.Path, "CleanFailed", null, Cancel);
        Assert.NotEmpty(await TracesAsync(pipeline, Marker));

        var report = await PurgeAsync(pipeline, row.ArticleId);

        Assert.Equal((1, 1, 1, 2), (report.Articles, report.Files, report.DeadLetters, report.Changes));
        Assert.Empty(await TracesAsync(pipeline, Marker));
        Assert.All(await TracesAsync(pipeline, row.ArticleId), trace => Assert.True(trace.StartsWith("Articles ", StringComparison.Ordinal) || trace.StartsWith("Changes ", StringComparison.Ordinal), trace));
        var tombstone = (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!;
        Assert.Equal((ArticleState.Deleted, "", null), (tombstone.State, tombstone.Path, tombstone.Title));
        Assert.Equal(PurgeReport.None, await PurgeAsync(pipeline, row.ArticleId));
        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(ArticleIds.FromPath("daily/other.txt"), Cancel))!.State);
    }

    [Fact]
    public async Task A_file_of_several_is_purged_with_all_its_articles()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var name in new[] { "zanzerando.txt", "empty-zanzerando.txt" })
            {
                await using var entry = await archive.CreateEntry(name).OpenAsync(Cancel);
                await entry.WriteAsync(name.StartsWith("empty", StringComparison.Ordinal) ? [] : Encoding.UTF8.GetBytes(Text), Cancel);
            }
        }

        var id = await pipeline.DropAsync("daily/week.zip", packed.ToArray());
        await pipeline.ReceiveAsync("daily/week.zip");
        await pipeline.WorkOffAsync();
        Assert.NotEmpty(await TracesAsync(pipeline, Marker));

        var report = await PurgeAsync(pipeline, id);

        Assert.Equal((3, 1), (report.Articles, report.Files));
        Assert.Empty(await TracesAsync(pipeline, Marker));
        Assert.Equal(PurgeReport.None, await PurgeAsync(pipeline, id));
    }

    [Fact]
    public async Task A_purge_that_dies_at_any_request_is_finished_by_the_next()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Text);
        for (var request = 1; ; request += 3) // Every third: the request before and after are repeated all the same.
        {
            using var process = new CancellationTokenSource();
            using var moment = StorageMoment.Death(null, request, process);
            try
            {
                await PurgeAsync(pipeline, row.ArticleId, process.Token);
            }
            catch (OperationCanceledException) when (process.IsCancellationRequested)
            {
                // Dead.
            }

            if (!moment.HasCome)
            {
                break;
            }
        }

        Assert.Empty(await TracesAsync(pipeline, Marker));
        Assert.Equal("", (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.Path);
    }

    [Fact]
    public async Task A_file_that_is_dropped_again_is_an_article_again()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await PurgeAsync(pipeline, (await pipeline.ProcessAsync(Path, Text)).ArticleId);

        var row = await pipeline.ProcessAsync(Path, Text);

        Assert.Equal((ArticleState.Enriched, Path, "daily"), (row.State, row.Path, row.Source));
    }

    [Fact]
    public async Task What_was_bought_for_an_article_is_forgotten_with_it()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service);
        var row = await pipeline.ProcessAsync(Path, Text);
        Assert.Equal(ArticleState.Enriched, row.State);

        var report = await PurgeAsync(pipeline, row.ArticleId);

        Assert.InRange(report.Answers, 1, 5);
        Assert.Empty(await TracesAsync(pipeline, Marker));
        Assert.Empty(await pipeline.Storage.Table(PipelineStorage.AnalysisCacheTable).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Articles_older_than_their_source_is_kept_are_purged_and_reported()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, new() { ["Pipeline:Retention:wire"] = "10", ["Pipeline:Retention:*"] = "30" });
        await pipeline.ProcessAsync("wire/old.txt", Text);
        await pipeline.ProcessAsync("daily/old.txt", Samples.Bridge);
        pipeline.Time.Advance(TimeSpan.FromDays(11));
        await pipeline.ProcessAsync("wire/new.txt", Samples.Bridge);

        var first = await pipeline.Get<Retention>().RunAsync(Cancel);
        pipeline.Time.Advance(TimeSpan.FromDays(9));
        var second = await pipeline.Get<Retention>().RunAsync(Cancel);
        pipeline.Time.Advance(TimeSpan.FromDays(11));
        var third = await pipeline.Get<Retention>().RunAsync(Cancel);

        Assert.Equal((1, 0, 2), (first!.Deleted, second!.Deleted, third!.Deleted));
        Assert.Equal(3, await pipeline.Get<RunStore>().ListAsync(Retention.Kind, Cancel).CountAsync(Cancel));
    }

    private static async Task<PurgeReport> PurgeAsync(PipelineHarness pipeline, string id, CancellationToken? process = null)
    {
        var purger = pipeline.Get<Purger>();
        var report = PurgeReport.None;
        await foreach (var row in purger.FindAsync(new PurgeSelection(id, null, null), process ?? Cancel))
        {
            report += await purger.PurgeAsync(row, process ?? Cancel);
        }

        return report;
    }

    /// <summary>Everything in any table, container or queue that holds the text.</summary>
    private static async Task<IReadOnlyList<string>> TracesAsync(PipelineHarness pipeline, string text)
    {
        var traces = new List<string>();
        await foreach (var table in pipeline.Get<TableServiceClient>().QueryAsync(cancellationToken: Cancel))
        {
            await foreach (var entity in pipeline.Storage.Table(table.Name).QueryAsync<TableEntity>(cancellationToken: Cancel))
            {
                Note($"{table.Name} {string.Join(';', entity.Select(property => $"{property.Key}={(property.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : property.Value)}"))}");
            }
        }

        foreach (var container in new[] { pipeline.Storage.Articles, pipeline.Storage.Content, pipeline.Storage.AnalysisCache })
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancel))
            {
                Note($"{container.Name} {blob.Name} {(await container.GetBlobClient(blob.Name).DownloadContentAsync(Cancel)).Value.Content}");
            }
        }

        foreach (var queue in new[] { PipelineStorage.CleanQueue, PipelineStorage.EnrichQueue, PipelineStorage.DeletedQueue, PipelineStorage.BlobPoisonQueue })
        {
            foreach (var message in (await pipeline.Storage.Queue(queue).PeekMessagesAsync(32, Cancel)).Value)
            {
                Note($"{queue} {message.Body}");
            }
        }

        return traces;

        void Note(string place)
        {
            if (place.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                traces.Add(place);
            }
        }
    }
}
