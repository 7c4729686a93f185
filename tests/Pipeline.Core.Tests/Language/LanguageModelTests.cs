using Pipeline.Core.Language;
using Pipeline.LanguageStandIn;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Language;

/// <summary>Which model answered, while the settings ask for the latest.</summary>
public sealed class LanguageModelTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_names_the_model_that_answered_also_when_the_answer_was_cached()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service);

        service.LatestModel = "2024-03-01";
        var bought = await pipeline.ProcessAsync("daily/bridge.txt", Samples.Bridge);
        service.LatestModel = "2026-01-15";
        var copy = await pipeline.ProcessAsync("wire/bridge.txt", Samples.Bridge);
        var later = await pipeline.ProcessAsync("daily/ferry.txt", Samples.Bridge.Replace("bridge", "ferry", StringComparison.Ordinal));

        Assert.Equal(0, copy.RecordsBought);
        Assert.Equal(("2024-03-01", "2024-03-01", "2026-01-15"), (bought.ModelVersion, copy.ModelVersion, later.ModelVersion));
    }

    [Fact]
    public async Task All_models_are_named_when_features_were_answered_by_different_ones()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service);
        service.Misbehave = request => request.Kind == "KeyPhraseExtraction" ? Misbehaviour.DocumentError : null;
        service.LatestModel = "2026-01-15";
        await pipeline.Get<IArticleAnalyser>().AnalyseAsync([new AnalysisDocument("0", "The bridge was praised.", "en")], Cancel);
        service.Misbehave = null;
        service.LatestModel = "2026-02-20";

        var answer = Assert.Single(await pipeline.Get<IArticleAnalyser>().AnalyseAsync([new AnalysisDocument("0", "The bridge was praised.", "en")], Cancel));

        Assert.Equal(["2026-01-15", "2026-02-20"], answer.ModelVersions);
    }

    [Fact]
    public async Task Warnings_stand_in_the_row_with_their_message_bought_and_cached()
    {
        await using var service = await LanguageService.StartAsync(new StandInOptions(), cancellationToken: Cancel);
        await using var pipeline = await PipelineHarness.CreateAsync(azurite, service);
        var analyser = pipeline.Get<IArticleAnalyser>();
        AnalysisDocument[] unclear = [new AnalysisDocument("0", "The bri\ufffdge was praised.", "en")];

        var bought = Assert.Single(await analyser.AnalyseAsync(unclear, Cancel));
        var cached = Assert.Single(await analyser.AnalyseAsync(unclear, Cancel));

        Assert.Equal(["TextUnclear: Part of the text could not be read."], bought.Warnings);
        Assert.Equal(bought.Warnings, cached.Warnings);
        Assert.Equal(0, cached.Records.Bought);
    }

    [Fact]
    public void A_warning_holds_one_bounded_line_and_no_article_text()
    {
        const string text = "The mayor of Lindholm told her daughter that the bridge would open.";

        var quoting = LanguageWarning.Of("DocumentTruncated", "Cut after 'told her daughter that the bridge'.");
        var lines = LanguageWarning.Of("DocumentTruncated", "Too long.\r\nCut\u0007.");
        var endless = LanguageWarning.Of("DocumentTruncated", new string('x', 99_999) + "🎉");
        var strange = LanguageWarning.Of("<script>", null);

        Assert.Equal("DocumentTruncated", quoting.WithoutQuotation(text));
        Assert.Equal("DocumentTruncated: Too long.  Cut .", lines.WithoutQuotation(text));
        Assert.Equal(LanguageWarning.LongestMessage, endless.Message!.Length);
        Assert.Equal("Unknown", strange.WithoutQuotation(text));
    }

    [Fact]
    public void Cached_answers_of_another_shape_count_as_never_bought() =>
        Assert.Equal(CachedAnswers.None, CachedAnswers.Parse("""{"sentiment":{"warnings":["TextUnclear"]}}"""));
}
