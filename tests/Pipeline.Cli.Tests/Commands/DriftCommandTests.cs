using System.Text.Json;
using Azure.Data.Tables;
using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Tests.Commands;

/// <summary>The command against a real storage emulator.</summary>
public sealed class DriftCommandTests(AzuriteFixture azurite) : IDisposable
{
    private const string Good = "Town celebrates its new harbour\n\nThe town celebrated a wonderful success on Friday, when the new harbour opened.\n\nThe harbour is 300 metres long and has four cranes. It lies at the mouth of the river Lind, and the ferry to the islands leaves from its eastern quay at eight in the morning and at six in the evening.\n";
    private const string Bad = "Storm destroys the old harbour\n\nDozens of fishermen were killed in the terrible storm that destroyed the old walls.\n\nThe harbour was 300 metres long and had four cranes. It lies at the mouth of the river Lind, and the ferry to the islands leaves from its eastern quay at eight in the morning and at six in the evening.\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_agree_with_the_analyser_that_made_them()
    {
        var storage = await StoreAsync();

        var run = await CommandRun.InvokeAsync("drift", "stored", "offline", "--storage", storage, "--json", "--fail-below", "1");

        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Equal((2, 4), (report.GetProperty("articles").GetInt32(), report.GetProperty("segments").GetInt32()));
        Assert.Equal((1.0, 1.0), (report.GetProperty("segmentAgreement").GetDouble(), report.GetProperty("articleAgreement").GetDouble()));
        Assert.Equal((1.0, 1.0), (report.GetProperty("scoreCorrelation").GetDouble(), report.GetProperty("phraseOverlap").GetDouble()));
        Assert.Equal(new OfflineAnalyser().Identity.ToString(), report.GetProperty("analysersA")[0].GetString());
        Assert.Empty(report.GetProperty("worst").EnumerateArray());
    }

    [Fact]
    public async Task A_row_that_says_otherwise_is_found_with_its_place_and_its_text_only_on_request()
    {
        var storage = await StoreAsync();
        var id = ArticleIds.FromPath("wire/bad.txt");
        await OverwriteFirstSegmentAsync(storage, id);
        string[] args = ["drift", "stored", "offline", "--storage", storage];

        var plain = await CommandRun.InvokeAsync([.. args, "--json"]);
        var withText = await CommandRun.InvokeAsync([.. args, "--text", "--fail-below", "0.9"]);

        var report = JsonDocument.Parse(plain.Output).RootElement;
        var worst = Assert.Single(report.GetProperty("worst").EnumerateArray());
        Assert.Equal(0.75, report.GetProperty("segmentAgreement").GetDouble());
        Assert.Equal((id, 0, "Positive", "Negative"), (worst.GetProperty("id").GetString(), worst.GetProperty("start").GetInt32(), worst.GetProperty("labelA").GetString(), worst.GetProperty("labelB").GetString()));
        Assert.DoesNotContain("fishermen", plain.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, plain.ExitCode);
        Assert.Contains("Dozens of fishermen were killed", withText.Output, StringComparison.Ordinal);
        Assert.Contains("Same label:         0.7500 of the segments, 1.0000 of the articles\n", withText.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.ArticleNotSuccessful, withText.ExitCode);
        Assert.Contains("below 0.9", withText.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saved_results_can_be_compared_later_and_without_storage()
    {
        var storage = await StoreAsync();
        var (before, changed) = (_folder.Of("before.jsonl"), _folder.Of("changed.jsonl"));

        var save = await CommandRun.InvokeAsync("drift", "stored", "--save", before, "--storage", storage);
        var saved = await File.ReadAllTextAsync(before, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(changed, saved.Replace("\"Negative\"", "\"Mixed\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var withOffline = await CommandRun.InvokeAsync("drift", before, "offline", "--storage", storage, "--fail-below", "1");
        var withFile = await CommandRun.InvokeAsync("drift", before, changed, "--storage", "nonsense", "--json");
        var limited = await CommandRun.InvokeAsync("drift", before, changed, "--limit", "1", "--json");

        Assert.StartsWith("2 articles saved to ", save.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("wonderful success on", saved, StringComparison.Ordinal);
        Assert.True(withOffline.ExitCode == ExitCode.Success, withOffline.Error);
        Assert.Equal(0.75, JsonDocument.Parse(withFile.Output).RootElement.GetProperty("segmentAgreement").GetDouble());
        Assert.Equal(0.5, JsonDocument.Parse(withFile.Output).RootElement.GetProperty("articleAgreement").GetDouble());
        Assert.Equal(1, JsonDocument.Parse(limited.Output).RootElement.GetProperty("articles").GetInt32());
    }

    [Fact]
    public async Task A_language_without_sentiment_says_so_in_its_row()
    {
        var storage = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);
        _folder.Write("in/ka.txt", "პარლამენტმა კანონი მიიღო\n\nსაქართველოს პარლამენტმა ახალი კანონი მიიღო და მთავრობამ მას მხარი დაუჭირა. ქალაქის საბჭო ორშაბათს შეიკრიბა და ახალი ხიდის მშენებლობის გეგმა განიხილა, რომელიც მდინარის ორივე ნაპირს დააკავშირებს. მშენებლობა გაზაფხულზე დაიწყება და ორ წელიწადს გაგრძელდება.\n");
        var run = await CommandRun.InvokeAsync("run", _folder.Of("in"), "--source", "wire", "--storage", storage);

        var row = await new ArticleReader(new TableServiceClient(storage)).GetArticleAsync(ArticleIds.FromPath("wire/ka.txt"), TestContext.Current.CancellationToken);
        var show = await CommandRun.InvokeAsync("show", "wire/ka.txt", "--storage", storage);
        var drift = await CommandRun.InvokeAsync("drift", "stored", "offline", "--storage", storage, "--fail-below", "0.5");

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Equal((ArticleState.Enriched, null), (row!.State, row.Sentiment));
        Assert.Equal(["SentimentUnsupported"], row.Warnings);
        Assert.Contains("Warnings:    SentimentUnsupported\n", show.Output, StringComparison.Ordinal);
        Assert.Contains("მხარი დაუჭირა", show.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.ArticleNotSuccessful, drift.ExitCode);
        Assert.Contains("nothing to compare", drift.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name two sides", "stored")]
    [InlineData("Name two sides", "stored", "offline", "--save", "x.jsonl")]
    [InlineData("from 1 to 20", "stored", "offline", "--phrases", "21")]
    [InlineData("must be 1 or more", "stored", "offline", "--limit", "0")]
    [InlineData("a share from 0 to 1", "stored", "offline", "--fail-below", "95")]
    public async Task Bad_arguments_are_usage_errors(string message, params string[] args)
    {
        var run = await CommandRun.InvokeAsync(["drift", .. args]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_side_that_is_neither_file_nor_analyser_is_a_usage_error_that_names_what_there_is()
    {
        var storage = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);

        var run = await CommandRun.InvokeAsync("drift", "stored", "oracle", "--storage", storage);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("no file oracle, and no analyser of that name: there are stored, offline.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":\"2\",\"analyser\":\"x/1\",\"phrases\":[],\"segments\":[]}\n{\"id\":\"1\",\"analyser\":\"x/1\",\"phrases\":[],\"segments\":[]}")]
    [InlineData("{\"id\":\"1\"}")]
    [InlineData("{\"id\":\"1\",\"label\":\"Cheerful\",\"phrases\":[],\"segments\":[]}")]
    public async Task A_file_of_something_else_is_a_usage_error(string content)
    {
        var path = _folder.Write("x.jsonl", content);

        var run = await CommandRun.InvokeAsync("drift", path, path);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("x.jsonl", run.Error, StringComparison.Ordinal);
    }

    private async Task<string> StoreAsync()
    {
        var storage = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);
        _folder.Write("in/good.txt", Good);
        _folder.Write("in/bad.txt", Bad);
        var run = await CommandRun.InvokeAsync("run", _folder.Of("in"), "--source", "wire", "--storage", storage);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        return storage;
    }

    private static async Task OverwriteFirstSegmentAsync(string storage, string articleId)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var table = new TableClient(storage, TableNames.Segments);
        var rows = await table.QueryAsync<TableEntity>($"PartitionKey eq '{articleId}'", cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var row = rows.First(row => row.GetInt32("Ordinal") == 0);
        (row["Sentiment"], row["PositiveScore"], row["NeutralScore"], row["NegativeScore"]) = ("Positive", 0.9, 0.1, 0.0);
        await table.UpdateEntityAsync(row, row.ETag, cancellationToken: cancellationToken);
    }
}
