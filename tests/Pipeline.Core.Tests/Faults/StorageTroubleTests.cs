using Azure;
using Azure.Data.Tables.Models;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Faults;

/// <summary>Storage that is not as it should be, and what it refuses to hold.</summary>
public sealed class StorageTroubleTests(AzuriteFixture azurite)
{
    private const string Path = "daily/bridge.txt";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_container_that_is_missing_is_no_deletion_of_its_files()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        await pipeline.Storage.Articles.DeleteAsync(cancellationToken: Cancel);

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => pipeline.Get<DeleteStage>().RunAsync(Path, Cancel));

        Assert.Equal("ContainerNotFound", error.ErrorCode);
        Assert.Equal(ArticleState.Enriched, (await pipeline.Reader.GetArticleAsync(row.ArticleId, Cancel))!.State);
    }

    [Theory]
    [InlineData("../content/story.txt")]
    [InlineData("daily/../story.txt")]
    [InlineData("/story.txt")]
    public async Task A_file_is_dropped_where_its_path_says_or_nowhere(string path)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        await Assert.ThrowsAsync<ArgumentException>(() => pipeline.DropAsync(path, Samples.Bridge));

        Assert.Empty(await pipeline.ContentNamesAsync());
    }

    [Fact]
    public async Task A_table_that_is_missing_is_no_conflict()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.Storage.Table(TableNames.Articles).DeleteAsync(Cancel);

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => pipeline.ReceiveAsync(Path));

        Assert.Equal(TableErrorCode.TableNotFound, error.ErrorCode);
    }

    [Fact]
    public async Task Long_phrases_in_any_script_fit_the_record_of_both_versions()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.ProcessAsync(Path, Phrases('Ж'));

        var row = await pipeline.ProcessAsync(Path, Phrases('Ю'));

        Assert.Equal((ArticleState.Enriched, 2, 20), (row.State, row.Version, row.KeyPhrases.Count));
        Assert.Equal(20, (await pipeline.RowsAsync(TableNames.KeyPhrases)).Count);

        static string Phrases(char letter) => "A headline of some words\n\n" + string.Join("\n\n", Enumerable.Range(0, 24).Select(i =>
            $"{new string(letter, 170)}{(char)('а' + i)} is what somebody said about the harbour bridge number {i} on that day."));
    }

    [Fact]
    public async Task What_many_lost_attempts_left_in_the_record_is_removed_before_it_overflows()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var row = await pipeline.ProcessAsync(Path, Samples.Bridge);
        var left = Enumerable.Range(0, 375).Select(i => $"B|{ContentStore.CleanName(row.ArticleId, $"{i:D32}")}|");
        row.IndexRecord = [.. row.IndexRecord, .. left];
        await pipeline.Get<ArticleStore>().TryCommitAsync(row, Cancel);

        row = await pipeline.ProcessAsync(Path, Samples.BridgeRevised);

        Assert.Equal((ArticleState.Enriched, 2), (row.State, row.Version));
        Assert.InRange(row.IndexRecord.Count, 1, 30);
    }

    [Fact]
    public async Task An_error_while_an_error_is_saved_does_not_hide_it()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        var enrich = await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue);
        pipeline.Analyser.Throw(new InvalidOperationException("The first."));
        using var moment = new StorageMoment("table.get", 2, () => throw new AggregateException("Retry failed after 4 tries.", new TimeoutException()));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => pipeline.Get<EnrichStage>().RunAsync(enrich!, Cancel));

        Assert.True(moment.HasCome);
        Assert.Equal("The first.", error.Message);
    }

    [Fact]
    public async Task The_row_tells_the_cause_that_retries_wrapped_and_the_code_of_the_analyser()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);
        var enrich = await pipeline.TakeAsync<EnrichRequest>(PipelineStorage.EnrichQueue);
        pipeline.Analyser.Throw(new AggregateException(new RequestFailedException(503, "text", "ServerBusy", null), new RequestFailedException(503, "text", "ServerBusy", null)));
        await Assert.ThrowsAsync<AggregateException>(() => pipeline.Get<EnrichStage>().RunAsync(enrich!, Cancel));
        Assert.Equal("Enrich: RequestFailedException 503 ServerBusy", (await pipeline.Reader.GetArticleAsync(id, Cancel))!.LastError);

        pipeline.Analyser.Answer(new AnalysisError(AnalysisErrorKind.Transient, "ServiceUnavailable", "The service answered 503."));
        await Assert.ThrowsAsync<AnalysisFailedException>(() => pipeline.Get<EnrichStage>().RunAsync(enrich!, Cancel));
        Assert.Equal("Enrich: ServiceUnavailable", (await pipeline.Reader.GetArticleAsync(id, Cancel))!.LastError);
    }

    [Theory]
    [InlineData("""{"articleId":"x"}""")]
    [InlineData("""{"articleId":"../../#?"}""")]
    public async Task A_poison_message_whose_id_is_none_is_kept(string message)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);

        await pipeline.Get<PoisonStage>().CleanAsync(BinaryData.FromString(message), Cancel);

        Assert.Null(Assert.Single(await pipeline.Get<DeadLetters>().OpenAsync(Cancel).ToListAsync(Cancel)).ArticleId);
    }

    [Fact]
    public async Task An_upload_event_that_was_given_up_stops_no_article_that_is_further()
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        var id = await pipeline.DropAsync(Path, Samples.Bridge);
        await pipeline.ReceiveAsync(Path);
        await pipeline.Get<CleanStage>().RunAsync((await pipeline.TakeAsync<CleanRequest>(PipelineStorage.CleanQueue))!, Cancel);

        await pipeline.Get<PoisonStage>().ReceiveAsync(BinaryData.FromObjectAsJson(new { BlobName = Path }), Cancel);

        Assert.Equal(ArticleState.Cleaned, (await pipeline.Reader.GetArticleAsync(id, Cancel))!.State);
    }
}
