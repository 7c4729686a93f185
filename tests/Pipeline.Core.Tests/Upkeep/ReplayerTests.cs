using System.Text;
using Pipeline.Core.Articles;
using Pipeline.Core.Queries;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Tests.Faults;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Upkeep;

public sealed class ReplayerTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";
    private const string CleanPoison = PipelineStorage.CleanQueue + PipelineStorage.PoisonSuffix;
    private const string EnrichPoison = PipelineStorage.EnrichQueue + PipelineStorage.PoisonSuffix;
    private const string DeletedPoison = PipelineStorage.DeletedQueue + PipelineStorage.PoisonSuffix;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_poison_queue_holds_is_filed_with_its_cause_and_becomes_an_article_again()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await PoisonAsync(pipeline, Path);

        var report = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);
        var letter = Assert.Single(await pipeline.Get<DeadLetters>().OfAsync(id, Cancel).ToListAsync(Cancel));
        await pipeline.WorkOffAsync();

        Assert.Equal(new ReplayReport(1, 1, 0, IsComplete: true), report);
        Assert.Equal((CleanPoison, ReasonCodes.CleanFailed, "Clean: TimeoutException", Path, DeadLetterResolution.Replayed), (letter.Queue, letter.Reason, letter.Cause, letter.Path, letter.Resolution));
        Assert.NotNull(letter.MessageId);
        Assert.NotNull(letter.Inserted);
        Assert.Equal(1, letter.DequeueCount);
        var row = (await pipeline.Reader.GetArticleAsync(id, Cancel))!;
        Assert.Equal([ArticleEvent.FileSeen, ArticleEvent.GaveUp, ArticleEvent.Replayed, ArticleEvent.Cleaned, ArticleEvent.Enriched], row.History.Select(entry => entry.Event));
        await AssertFactsAsync(pipeline);
    }

    [Fact]
    public async Task A_repetition_finds_nothing_to_do()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await PoisonAsync(pipeline, Path);
        await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);

        var again = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);
        var handled = await pipeline.WorkOffAsync();

        Assert.Equal(new ReplayReport(0, 0, 0, IsComplete: true), again);
        Assert.Equal(2, handled.Count); // One request to clean, one to enrich.
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await FailAsync(pipeline, Path);
        await PoisonAsync(pipeline, "daily/other.txt");
        var before = await pipeline.AllFactsAsync();

        var report = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(IsDryRun: true), null, Cancel);

        Assert.Equal(new ReplayReport(1, 1, 0, IsComplete: true), report);
        Assert.Equal(before, await pipeline.AllFactsAsync());
        Assert.Null(await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue));
    }

    [Fact]
    public async Task Filters_leave_everything_else_as_it_is()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var old = await FailAsync(pipeline, "daily/old.txt");
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        var noon = pipeline.Time.GetUtcNow();
        var young = await FailAsync(pipeline, "daily/new.txt");
        var other = await FailAsync(pipeline, "weekly/new.txt");

        await Run(new ReplayRequest(Reason: ReasonCodes.EnrichFailed), 0);
        await Run(new ReplayRequest(Source: "weekly"), 1, other);
        await Run(new ReplayRequest(Since: noon), 1, young);
        await Run(new ReplayRequest(ArticleId: young), 0);
        await Run(new ReplayRequest(ArticleId: old, Reason: ReasonCodes.CleanFailed), 1, old);

        async Task Run(ReplayRequest request, long expected, string? id = null)
        {
            Assert.Equal(expected, (await pipeline.Get<Replayer>().RunAsync(request, null, Cancel)).Replayed);
            Assert.Equal(id, (await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))?.ArticleId);
        }
    }

    [Fact]
    public async Task The_queues_grow_no_longer_than_the_limit_and_the_next_run_goes_on()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, new() { ["Pipeline:ReprocessLimit"] = "3" });
        for (var i = 0; i < 5; i++)
        {
            await FailAsync(pipeline, $"daily/{i}.txt");
        }

        var first = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);
        var blocked = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);
        await pipeline.WorkOffAsync();
        var second = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);
        await pipeline.WorkOffAsync();

        Assert.Equal((3, false, 0, false, 2, true), (first.Replayed, first.IsComplete, blocked.Replayed, blocked.IsComplete, second.Replayed, second.IsComplete));
        Assert.All(await pipeline.RowsAsync(TableNames.Articles), row => Assert.Contains("State=Enriched", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_is_no_base64_or_names_nothing_is_kept_and_told_of()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.Storage.RawQueue(CleanPoison).SendMessageAsync("<not base64>", Cancel);

        var report = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);
        var status = await pipeline.Get<StatusQuery>().RunAsync(null, Cancel);

        Assert.Equal(new ReplayReport(1, 0, 1, IsComplete: true), report);
        Assert.Equal("<not base64>", Assert.Single(await pipeline.Get<DeadLetters>().OpenAsync(Cancel).ToListAsync(Cancel)).Body.ToString());
        var open = Assert.Single(status.DeadLetters);
        Assert.Equal((ReasonCodes.CleanFailed, true, 1), (open.Reason, open.IsUnreadable, open.Count));
    }

    [Fact]
    public async Task An_upload_that_never_got_a_row_is_received()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.Storage.Queue(PipelineStorage.BlobPoisonQueue).SendMessageAsync($$"""{"functionId":"x","blobType":"BlockBlob","containerName":"articles","blobName":"{{Path}}","eTag":"\"0x1\""}""", Cancel);

        var report = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);
        await pipeline.WorkOffAsync();

        Assert.Equal(new ReplayReport(1, 1, 0, IsComplete: true), report);
        await AssertFactsAsync(pipeline);
    }

    [Fact]
    public async Task A_deletion_that_was_given_up_is_filed_and_done()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await pipeline.Storage.Articles.DeleteBlobAsync(Path, cancellationToken: Cancel);
        await pipeline.Storage.Queue(DeletedPoison).SendMessageAsync($$"""{"subject":"/blobServices/default/containers/articles/blobs/{{Path}}"}""", Cancel);

        await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);

        Assert.Equal(ArticleState.Deleted, (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.State);
        var letter = Assert.Single(await pipeline.Get<DeadLetters>().OfAsync(row.ArticleId, Cancel).ToListAsync(Cancel));
        Assert.Equal((ReasonCodes.DeleteFailed, DeadLetterResolution.Done), (letter.Reason, letter.Resolution));
    }

    [Fact]
    public async Task A_deletion_that_fails_again_stays_filed_and_stays_in_the_queue_and_a_replay_does_it()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await pipeline.Storage.Articles.DeleteBlobAsync(Path, cancellationToken: Cancel);
        var message = new DeadMessage(DeletedPoison, BinaryData.FromString($$"""{"subject":"/blobServices/default/containers/articles/blobs/{{Path}}"}"""), "id", null, 1);
        await DieAsync("table.delete", 1, token => pipeline.Get<PoisonStage>().TakeAsync(message, token));
        Assert.Equal(DeadLetterResolution.Open, Assert.Single(await pipeline.Get<DeadLetters>().OfAsync(row.ArticleId, Cancel).ToListAsync(Cancel)).Resolution);

        await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);

        Assert.Contains("State=Deleted", Assert.Single(await pipeline.AllFactsAsync()), StringComparison.Ordinal);
        Assert.Empty(await pipeline.Get<DeadLetters>().OpenAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_dead_letter_expires_after_its_retention()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await FailAsync(pipeline, Path);
        pipeline.Time.Advance(TimeSpan.FromDays(89));
        Assert.Equal(0, await pipeline.Get<DeadLetters>().ExpireAsync(Cancel));
        pipeline.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await pipeline.Get<DeadLetters>().ExpireAsync(Cancel));

        Assert.Empty(await pipeline.Get<DeadLetters>().OpenAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_body_of_the_largest_message_fits()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var body = BinaryData.FromBytes(Encoding.UTF8.GetBytes(new string('x', 64 * 1024)));

        await pipeline.Get<PoisonStage>().TakeAsync(new DeadMessage(EnrichPoison, body, "id", null, 1), Cancel);

        Assert.Equal(body.ToArray(), Assert.Single(await pipeline.Get<DeadLetters>().OpenAsync(Cancel).ToListAsync(Cancel)).Body.ToArray());
    }

    [Fact]
    public async Task A_process_that_dies_before_any_request_of_a_replay_loses_and_doubles_nothing()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        pipeline.Get<Replayer>().MessageLock = TimeSpan.FromSeconds(1); // The queue runs in real time.
        var deaths = 0;
        for (var hasDied = true; hasDied; deaths++)
        {
            await PoisonAsync(pipeline, $"daily/{deaths}.txt");
            hasDied = await DieMaybeAsync(deaths + 1, token => pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, token));
            do
            {
                await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(), null, Cancel);
            }
            while ((await pipeline.Storage.Queue(CleanPoison).GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCountLong > 0);

            // What died between its commit and its message is in line; Reprocess finds it stuck.
            pipeline.Time.Advance(TimeSpan.FromMinutes(11));
            await pipeline.WorkOffAsync();
            await pipeline.Get<Reprocessor>().RunAsync(Cancel);
            await pipeline.WorkOffAsync();
        }

        Assert.InRange(deaths, 15, 60);
        Assert.Empty(await pipeline.Get<DeadLetters>().OpenAsync(Cancel).ToListAsync(Cancel));
        var rows = await pipeline.RowsAsync(TableNames.Articles);
        Assert.Equal(deaths, rows.Count);
        Assert.All(rows, row => Assert.Contains("State=Enriched", row, StringComparison.Ordinal));
        await using var fresh = await PipelineHarness.CreateAsync(azurite);
        for (var i = 0; i < deaths; i++)
        {
            await fresh.ProcessAsync($"daily/{i}.txt", Samples.Bridge);
        }

        Assert.Equal(await fresh.AllFactsAsync(), await pipeline.AllFactsAsync());
        var tables = pipeline.Get<Azure.Data.Tables.TableServiceClient>();
        Assert.Equal(await StorageFacts.ChangesAsync(fresh.Get<Azure.Data.Tables.TableServiceClient>(), Cancel), await StorageFacts.ChangesAsync(tables, Cancel));
    }

    [Fact]
    public async Task A_function_that_dies_between_filing_and_failing_files_once_and_fails_the_article()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        var clean = (await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!;
        await pipeline.ExhaustAsync(clean.ArticleId);
        var message = new DeadMessage(CleanPoison, BinaryData.FromObjectAsJson(clean), "id", null, 1);
        await DieAsync("table.update", 1, token => pipeline.Get<PoisonStage>().TakeAsync(message, token));
        Assert.Equal(ArticleState.Received, (await pipeline.Reader.GetArticleAsync(clean.ArticleId, Cancel))!.State);
        Assert.Single(await pipeline.Get<DeadLetters>().OpenAsync(Cancel).ToListAsync(Cancel)); // Filed before anything else.

        await pipeline.Get<PoisonStage>().TakeAsync(message, Cancel);

        Assert.Equal(ArticleState.Failed, (await pipeline.Reader.GetArticleAsync(clean.ArticleId, Cancel))!.State);
        Assert.Single(await pipeline.Get<DeadLetters>().OpenAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Analysis_that_failed_is_not_bought_twice_by_a_replay_of_another_article()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync("daily/fine.txt", Samples.BridgeRevised);
        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Permanent, ReasonCodes.DocumentRefused, "refused", null));
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        Assert.Equal((ArticleState.Failed, ArticleEvent.Refused), (row.State, row.History[^1].Event));
        var calls = pipeline.Analyser.Calls;

        var report = await pipeline.Get<Replayer>().RunAsync(new ReplayRequest(Reason: ReasonCodes.DocumentRefused), null, Cancel);
        await pipeline.WorkOffAsync();

        Assert.Equal((1, calls + 1), (report.Replayed, pipeline.Analyser.Calls));
        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.State);
    }

    /// <summary>A file of which cleaning failed five times: its message is in the poison queue, and nothing has looked there.</summary>
    private static async Task<string> PoisonAsync(PipelineHarness pipeline, string path)
    {
        await pipeline.DropAsync(path, Samples.Bridge);
        await pipeline.ReceiveAsync(path);
        var clean = (await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!;
        var row = (await pipeline.Get<ArticleStore>().GetAsync(clean.ArticleId, Cancel))!;
        (row.Attempts, row.LastError, row.LastErrorAt) = (5, "Clean: TimeoutException", pipeline.Time.GetUtcNow());
        Assert.True(await pipeline.Get<ArticleStore>().TryCommitAsync(row, Cancel));
        await pipeline.Storage.Queue(CleanPoison).SendMessageAsync(BinaryData.FromObjectAsJson(clean), cancellationToken: Cancel);
        return clean.ArticleId;
    }

    /// <summary>The same, after the function has taken it.</summary>
    private static async Task<string> FailAsync(PipelineHarness pipeline, string path)
    {
        var id = await PoisonAsync(pipeline, path);
        var message = (await pipeline.TakeAsync<CleanRequest>(CleanPoison))!;
        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromObjectAsJson(message), Cancel);
        return id;
    }

    /// <summary>Facts equal those of a run in which nothing failed.</summary>
    private async Task AssertFactsAsync(PipelineHarness pipeline)
    {
        await using var fresh = await PipelineHarness.CreateAsync(azurite);
        await fresh.ProcessAsync(Path, Samples.Bridge);
        Assert.Equal(await fresh.AllFactsAsync(), await pipeline.AllFactsAsync());
    }

    private static async Task DieAsync(string kind, int ordinal, Func<CancellationToken, Task> work)
    {
        using var process = new CancellationTokenSource();
        using var death = StorageMoment.Death(kind, ordinal, process);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work(process.Token));
        Assert.True(death.HasCome);
    }

    /// <summary>Whether the work was long enough to die in.</summary>
    private static async Task<bool> DieMaybeAsync(int ordinal, Func<CancellationToken, Task> work)
    {
        using var process = new CancellationTokenSource();
        using var death = StorageMoment.Death(null, ordinal, process);
        try
        {
            await work(process.Token);
        }
        catch (OperationCanceledException) when (process.IsCancellationRequested)
        {
            // As meant.
        }

        return death.HasCome;
    }
}
