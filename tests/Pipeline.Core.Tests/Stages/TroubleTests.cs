using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Stages;

public sealed class TroubleTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("daily/empty.txt", "", "Empty")]
    [InlineData("daily/a\u0001b.txt", Samples.Bridge, "InvalidName")]
    [InlineData("daily/zeros.txt", "\0\0\0\0\0\0\0\0", "Binary")]
    public async Task Bad_input_is_rejected_with_its_reason_in_the_row_and_in_lists(string path, string text, string reason)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        var row = await pipeline.ProcessAsync(path, text);

        Assert.Equal((ArticleState.Rejected, reason), (row.State, row.Reason));
        Assert.NotEmpty(row.ReasonDetail!);
        var today = DateOnly.FromDateTime(pipeline.Time.GetUtcNow().UtcDateTime);
        var listed = await pipeline.Reader.ListByDateAsync(today, today, cancellationToken: Cancel).SingleAsync(Cancel);
        Assert.Equal((ArticleState.Rejected, reason), (listed.State, listed.Reason));
    }

    [Fact]
    public async Task A_file_above_the_limit_is_rejected_without_being_read()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, new() { ["Pipeline:MaxFileBytes"] = "2048" });

        var row = await pipeline.ProcessAsync("daily/large.txt", new string('a', 2049));

        Assert.Equal((ArticleState.Rejected, "TooLarge", 2049L), (row.State, row.Reason, row.ContentLength));
        Assert.Contains("Pipeline:MaxFileBytes", row.ReasonDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_rejected_takes_the_rows_of_the_earlier_one_away()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync(Path, Samples.Bridge);

        var row = await pipeline.ProcessAsync(Path, "");

        Assert.Equal((ArticleState.Rejected, 2), (row.State, row.Version));
        Assert.Null(row.Title);
        Assert.Empty(await pipeline.RowsAsync(TableNames.Segments));
        Assert.Empty(await pipeline.RowsAsync(TableNames.KeyPhrases));
        Assert.Empty(await pipeline.ContentNamesAsync());
    }

    [Fact]
    public async Task Waiting_is_not_failing_and_ends_when_it_is_due()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var until = pipeline.Time.GetUtcNow().AddMinutes(3);
        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Waiting, "Throttled", "The service asked to wait.", until));
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        Assert.Equal((ArticleState.Cleaned, "Throttled", until, 0), (row.State, row.Reason, row.WaitUntil, row.Attempts));

        Assert.Equal(0, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        pipeline.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(1, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        await pipeline.WorkOffAsync();

        row = await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel);
        Assert.Equal((ArticleState.Enriched, null, null), (row!.State, row.Reason, row.WaitUntil));
    }

    [Fact]
    public async Task A_long_wait_is_neither_cut_short_nor_taken_for_being_stuck()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Waiting, "QuotaExhausted", "The quota is used up.", pipeline.Time.GetUtcNow().AddDays(3)));
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);

        pipeline.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        await pipeline.Get<EnrichStage>().RunAsync(new EnrichRequest(row.ArticleId, row.CleanHash!), Cancel); // Redelivered.
        Assert.Equal(1, pipeline.Analyser.Calls);

        pipeline.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await pipeline.Get<Reprocessor>().RunAsync(Cancel));
        await pipeline.WorkOffAsync();
        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.State);
    }

    [Fact]
    public async Task An_error_is_saved_on_the_row_before_it_is_thrown()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        pipeline.Analyser.Throw(new InvalidOperationException("Mayor Astrid Vollan said the crossing would be free"));

        await Assert.ThrowsAsync<InvalidOperationException>(pipeline.WorkOffAsync);

        var row = await pipeline.Reader.GetArticleAsync(id, Cancel);
        Assert.Equal((ArticleState.Cleaned, 1, "Enrich: InvalidOperationException"), (row!.State, row.Attempts, row.LastError));
    }

    [Fact]
    public async Task A_passing_error_of_the_analyser_is_left_to_the_hosts_retries()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Transient, "ServiceUnavailable", "The service answered 503."));

        var error = await Assert.ThrowsAsync<AnalysisFailedException>(pipeline.WorkOffAsync);

        Assert.Contains("ServiceUnavailable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poison_message_becomes_a_failed_row_that_lists_show()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        var clean = await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue);

        await pipeline.ExhaustAsync(clean!.ArticleId);
        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromObjectAsJson(clean), Cancel);

        var row = await pipeline.Reader.GetArticleAsync(id, Cancel);
        Assert.Equal((ArticleState.Failed, ReasonCodes.CleanFailed), (row!.State, row.Reason));
        Assert.Contains("State=Failed", Assert.Single(await pipeline.RowsAsync(TableNames.ArticlesByDate)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_whose_hosts_ended_at_every_attempt_gets_one_more_round()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        var clean = await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue);

        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromObjectAsJson(clean), Cancel);

        var again = await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue);
        Assert.Equal(clean, again);
        Assert.Equal((ArticleState.Received, 1), ((await pipeline.Reader.GetArticleAsync(id, Cancel))!.State, (await pipeline.Reader.GetArticleAsync(id, Cancel))!.Attempts));

        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromObjectAsJson(again), Cancel);
        Assert.Equal(ArticleState.Failed, (await pipeline.Reader.GetArticleAsync(id, Cancel))!.State);
        Assert.Null(await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue));
    }

    [Fact]
    public async Task A_poison_message_of_an_article_that_went_on_meanwhile_changes_nothing()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        var before = await pipeline.AllFactsAsync();

        await pipeline.Get<PoisonStage>().EnrichAsync(BinaryData.FromObjectAsJson(new EnrichRequest(row.ArticleId, row.CleanHash!)), Cancel);

        Assert.Equal(before, await pipeline.AllFactsAsync());
    }

    [Fact]
    public async Task A_failed_article_that_had_a_version_keeps_it_readable()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync(Path, Samples.Bridge);
        await pipeline.DropAsync(Path, Samples.BridgeRevised);
        await pipeline.ReceiveAsync(Path);
        var clean = await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue);

        await pipeline.ExhaustAsync(clean!.ArticleId);
        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromObjectAsJson(clean), Cancel);

        var row = await pipeline.Reader.GetArticleAsync(clean.ArticleId, Cancel);
        Assert.Equal((ArticleState.Failed, "Harbour bridge reopens after two years of repairs"), (row!.State, row.Title));
        Assert.Equal(3, await pipeline.Reader.GetSegmentsAsync(row, Cancel).CountAsync(Cancel));
        Assert.StartsWith("20210817-", Assert.Single(await pipeline.RowsAsync(TableNames.ArticlesByDate)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_poison_message_is_kept()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromString("no json"), Cancel);

        Assert.Null(Assert.Single(await pipeline.Get<DeadLetters>().OpenAsync(Cancel).ToListAsync(Cancel)).ArticleId);
    }

    [Fact]
    public async Task A_clean_article_that_is_gone_is_made_anew()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        await pipeline.Storage.Content.DeleteBlobAsync(Assert.Single(await pipeline.ContentNamesAsync()), cancellationToken: Cancel);

        await pipeline.WorkOffAsync();

        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(id, Cancel))!.State);
    }

    [Fact]
    public async Task A_publication_date_in_the_future_is_a_fact_but_no_key()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        var row = await pipeline.ProcessAsync(Path, Samples.Bridge.Replace("2021", "2031", StringComparison.Ordinal));

        Assert.StartsWith("2031-08-17", row.Published, StringComparison.Ordinal);
        Assert.Equal(row.Received, row.IndexTime);
    }

    [Fact]
    public async Task The_update_is_the_key_of_an_article_that_names_no_publication()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        var row = await pipeline.ProcessAsync(Path, Samples.Bridge.Replace("Published", "Updated", StringComparison.Ordinal));

        Assert.Null(row.Published);
        Assert.StartsWith("2021-08-17", row.Updated, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2021, 8, 17), DateOnly.FromDateTime(row.IndexTime!.Value.UtcDateTime));
    }

    [Fact]
    public void A_setting_out_of_range_is_named_at_start()
    {
        var options = new PipelineOptions { ReprocessLimit = 0 };
        var results = new List<System.ComponentModel.DataAnnotations.ValidationResult>();

        System.ComponentModel.DataAnnotations.Validator.TryValidateObject(options, new(options), results, validateAllProperties: true);

        Assert.Contains("Pipeline:ReprocessLimit", Assert.Single(results).ErrorMessage, StringComparison.Ordinal);
    }
}
