using System.IO.Compression;
using System.Text.Json;
using Pipeline.Cli.Eval;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Tests.Eval;

public sealed class EvaluationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Extract_names_pages_by_file_and_leaves_rejected_ones_empty()
    {
        _folder.Write("pages/b.html.gz", Gzip(""));
        _folder.Write("pages/a.txt", "");
        _folder.Write("pages/truth.json", "{}");

        var run = await CommandRun.InvokeAsync("eval", "extract", _folder.Of("pages"), "--out", _folder.Of("p.json"));

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(
            """{"a":{"articleBody":"","title":"","author":[],"date":""},"b":{"articleBody":"","title":"","author":[],"date":""}}""",
            await File.ReadAllTextAsync(_folder.Of("p.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_that_names_only_its_update_has_that_date()
    {
        var page = _folder.Write("a.txt", """
            Fishermen wait as the harbour stays quiet
            Last updated: 17 August 2021

            The harbour was quiet on Monday morning, and the fishermen who had come down to look at the water went home again without a word.

            Nobody could say when the boats would leave, although the wind had dropped and the forecast for the rest of the week was good.
            """);

        var run = await CommandRun.InvokeAsync("eval", "extract", page);

        Assert.EndsWith("""
            "title":"Fishermen wait as the harbour stays quiet","author":[],"date":"2021-08-17"}}
            """, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sentences_are_lists_by_document_in_the_order_of_the_file()
    {
        var path = _folder.Write("set.json", """{"z": {"text": "One sentence.", "lang": "en", "sents": []}, "a": {"text": "Noch einer.", "lang": "de"}}""");

        var run = await CommandRun.InvokeAsync("eval", "sentences", path);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal("""{"z":["One sentence."],"a":["Noch einer."]}""", run.Output);
    }

    [Fact]
    public async Task Language_writes_one_line_per_text()
    {
        var path = _folder.Write("set.jsonl.gz", Gzip("""{"id": "1", "text": "", "lang": "en"}""" + "\n\n" + """{"id": 2, "text": ""}""" + "\n"));

        var run = await CommandRun.InvokeAsync("eval", "language", path);

        Assert.Equal("""{"id":"1","lang":null}""" + "\n" + """{"id":2,"lang":null}""" + "\n", run.Output);
    }

    [Fact]
    public async Task Sentiment_writes_label_and_scores()
    {
        var path = _folder.Write("set.jsonl", """{"id": "p", "text": "A wonderful and happy success for everybody in the town."}""" + "\n" + """{"id": "x", "text": "島の漁師や住民の間に不安が広がっている。"}""");

        var output = await PredictAsync(new SentimentEvaluation(), path);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(("p", "positive"), (lines[0].GetProperty("id").GetString(), lines[0].GetProperty("label").GetString()));
        Assert.Equal(1, new[] { "positive", "neutral", "negative" }.Sum(name => lines[0].GetProperty("scores").GetProperty(name).GetDouble()), 4);
        Assert.Equal("""{"id":"x","label":null,"scores":null}""", lines[1].GetRawText());
    }

    [Fact]
    public async Task A_short_text_of_a_set_in_one_language_is_taken_for_that_language()
    {
        string[] english = [.. Enumerable.Range(0, 10).Select(i => $$"""{"id": "{{i}}", "text": "The committee meets on the second Tuesday of each month in room {{i}}."}""")];
        const string foreign = """{"id": "x", "text": "Magna cum laude, carpe diem et semper fidelis."}""";

        var amongEnglish = await PredictAsync(new SentimentEvaluation(), _folder.Write("en.jsonl", string.Join('\n', [.. english, foreign])));
        var alone = await PredictAsync(new SentimentEvaluation(), _folder.Write("la.jsonl", foreign));

        Assert.DoesNotContain("null", amongEnglish, StringComparison.Ordinal);
        Assert.Contains("\"label\":null", alone, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("german")]
    public async Task A_stated_language_is_not_detected(string language)
    {
        var output = await PredictAsync(new SentimentEvaluation(), _folder.Write("set.jsonl", $$"""{"id": "1", "text": "Super schön!", "lang": "{{language}}"}"""));

        Assert.Contains("\"label\":\"positive\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_phrases_keep_their_rank()
    {
        var path = _folder.Write("set.jsonl", """{"id": "p", "text": "good"}""");

        var output = await PredictAsync(new KeyPhrasesEvaluation(new Lazy<IArticleAnalyser>(new FixedAnalyser())), path);

        Assert.Equal("""{"id":"p","keys":["second word","first"]}""" + "\n", output);
    }

    [Fact]
    public async Task The_order_of_predictions_does_not_depend_on_timing()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 500).Select(i => $$"""{"id": "{{i}}", "text": "good"}"""));
        var path = _folder.Write("set.jsonl", lines);

        var output = await PredictAsync(new KeyPhrasesEvaluation(new Lazy<IArticleAnalyser>(new FixedAnalyser())), path);

        var ids = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString());
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), ids);
    }

    [Theory]
    [InlineData("extract")]
    [InlineData("sentences")]
    [InlineData("sentiment")]
    [InlineData("keyphrases")]
    [InlineData("language")]
    public async Task A_missing_path_is_a_usage_error(string name)
    {
        var run = await CommandRun.InvokeAsync("eval", name, _folder.Of("missing"));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(_folder.Of("missing"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_data_is_named_by_line_and_leaves_earlier_predictions_alone()
    {
        var path = _folder.Write("set.jsonl", """{"id": "1", "text": ""}""" + "\nnot json");
        var predictions = _folder.Write("p.jsonl", "earlier");

        var run = await CommandRun.InvokeAsync("eval", "language", path, "--out", predictions);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("line 2", run.Error, StringComparison.Ordinal);
        Assert.Equal("earlier", await File.ReadAllTextAsync(predictions, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_summary_is_JSON_on_request()
    {
        var path = _folder.Write("set.jsonl", """{"id": "1", "text": ""}""");

        var run = await CommandRun.InvokeAsync("eval", "language", path, "--json", "--out", _folder.Of("p.jsonl"));

        var summary = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((1, 1), (summary.GetProperty("items").GetInt32(), summary.GetProperty("unanswered").GetInt32()));
    }

    private static async Task<string> PredictAsync(Evaluation evaluation, string path)
    {
        using var output = new MemoryStream();
        await evaluation.RunAsync(path, output, CommandRun.Capture().Terminal, TestContext.Current.CancellationToken);
        output.Position = 0;
        using var reader = new StreamReader(output);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static byte[] Gzip(string text)
    {
        using var content = new MemoryStream();
        using (var gzip = new GZipStream(content, CompressionMode.Compress))
        {
            gzip.Write(CommandRun.Utf8(text));
        }

        return content.ToArray();
    }

    /// <summary>Finds "good" positive and supports no other text.</summary>
    private sealed class FixedAnalyser : IArticleAnalyser
    {
        public AnalyserIdentity Identity { get; } = new("fixed", "1");

        public AnalyserLimits Limits => AnalyserLimits.None;

        public Task<IReadOnlyList<DocumentAnalysis>> AnalyseAsync(IReadOnlyList<AnalysisDocument> documents, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DocumentAnalysis>>([.. documents.Select(Analyse)]);

        private static DocumentAnalysis Analyse(AnalysisDocument document) => new()
        {
            Id = document.Id,
            Sentiment = document.Text == "good" ? new Sentiment(SentimentLabel.Positive, new ConfidenceScores(0.8, 0.15, 0.05)) : null,
            KeyPhrases = [new KeyPhrase("second word", 0.9), new KeyPhrase("first", 0.5)],
        };
    }
}
