using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Articles;
using Pipeline.Tables;

namespace Pipeline.Functions.Tests.Http;

public sealed class OperatorsTests(AzuriteFixture azurite)
{
    private const string Article = """
        Lighthouse of Norrholm lights up again

        Published at 07:05 am June 9th, 2022

        The lighthouse of Norrholm shines again since Thursday, after fishermen had complained bitterly about two dark winters.

        Keeper Ansgar Holt thanked the volunteers, who were proud and happy and stayed for a long breakfast on the rocks.
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_given_up_is_asked_for_again()
    {
        await using var application = await RunningApplication.StartAsync(azurite);
        var id = await application.DropAsync("coast/lighthouse.txt", Article);
        await application.WaitAsync(id, "Enriched");
        await GiveUpAsync(application, id);

        var (_, planned) = await PostAsync(application, "api/replay", """{ "source": "coast", "dryRun": true }""");
        Assert.Equal(1, planned.GetProperty("replayed").GetInt64());
        Assert.Equal(ArticleState.Failed, (await application.Get<ArticleStore>().GetAsync(id, Token))!.State);
        var (_, others) = await PostAsync(application, "api/replay", """{ "source": "inland" }""");
        Assert.Equal(0, others.GetProperty("replayed").GetInt64());

        var (status, done) = await PostAsync(application, "api/replay", """{ "reason": "EnrichFailed", "source": "coast" }""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1, done.GetProperty("replayed").GetInt64());
        Assert.True(done.GetProperty("isComplete").GetBoolean());
        await application.WaitAsync(id, "Enriched");
    }

    [Fact]
    public async Task Chosen_articles_are_processed_again()
    {
        await using var application = await RunningApplication.StartAsync(azurite);
        var id = await application.DropAsync("coast/lighthouse.txt", Article);
        await application.WaitAsync(id, "Enriched");
        var before = (await application.Get<ArticleStore>().GetAsync(id, Token))!.EnrichedAt;

        var (_, plan) = await PostAsync(application, "api/reprocess", """{ "where": ["source=coast"], "dryRun": true }""");
        Assert.Equal(1, plan.GetProperty("articles").GetInt64());
        Assert.True(plan.GetProperty("recordsToBuy").GetInt64() > 0);
        var (_, none) = await PostAsync(application, "api/reprocess", """{ "where": ["source=inland"] }""");
        Assert.Equal(0, none.GetProperty("articles").GetInt64());
        var (_, due) = await PostAsync(application, "api/reprocess", "{}");
        Assert.Equal(0, due.GetProperty("articles").GetInt64());

        var (status, done) = await PostAsync(application, "api/reprocess", """{ "where": ["source=coast", "published>=2022-06-09"], "clean": true }""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1, done.GetProperty("articles").GetInt64());
        Assert.True(done.GetProperty("isComplete").GetBoolean());
        while ((await application.Get<ArticleStore>().GetAsync(id, Token))!.EnrichedAt == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token);
        }
    }

    [Fact]
    public async Task A_purge_wants_the_number_of_a_dry_run_and_then_leaves_nothing()
    {
        await using var application = await RunningApplication.StartAsync(azurite);
        var id = await application.DropAsync("coast/lighthouse.txt", Article);
        var kept = await application.DropAsync("inland/lighthouse.txt", Article);
        await application.WaitAsync(id, "Enriched");
        await application.WaitAsync(kept, "Enriched");

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(application, "api/purge", """{ "source": "coast" }""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(application, "api/purge", """{ "source": "coast", "confirm": 2 }""")).Status);
        var (_, planned) = await PostAsync(application, "api/purge", """{ "source": "coast", "dryRun": true }""");
        Assert.Equal(1, planned.GetProperty("articles").GetInt64());
        Assert.Equal(2, (await application.FilesAsync()).Count);

        var (status, done) = await PostAsync(application, "api/purge", """{ "source": "coast", "confirm": 1 }""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1, done.GetProperty("articles").GetInt64());
        Assert.True(done.GetProperty("isComplete").GetBoolean());
        Assert.True(done.GetProperty("report").GetProperty("rows").GetInt64() > 0);
        Assert.Equal(["inland/lighthouse.txt"], await application.FilesAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await application.Client.GetAsync(new Uri($"api/articles/{id}/source", UriKind.Relative), Token)).StatusCode);
        Assert.Equal("Enriched", (await application.Client.GetFromJsonAsync<JsonElement>(new Uri($"api/articles/{kept}", UriKind.Relative), Token)).GetProperty("article").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("api/purge", "{}", "Give id, or source")]
    [InlineData("api/purge", """{ "id": "0123456789abcdef0123456789abcdef", "source": "coast", "dryRun": true }""", "Give id, or source")]
    [InlineData("api/purge", """{ "id": "' or '1' eq '1", "dryRun": true }""", "32 hexadecimal digits")]
    [InlineData("api/purge", """{ "olderThanDays": -1, "dryRun": true }""", "number of days")]
    [InlineData("api/purge", """{ "olderThanDays": 2147483647, "dryRun": true }""", "number of days")]
    [InlineData("api/purge", """{ "source": "a\u0000b", "dryRun": true }""", "control characters")]
    [InlineData("api/purge", """{ "sources": "coast" }""", "JSON object")]
    [InlineData("api/purge", """{ "source": "coast", "dryRun": "yes" }""", "JSON object")]
    [InlineData("api/purge", "null", "JSON object")]
    [InlineData("api/purge", "[]", "JSON object")]
    [InlineData("api/purge", "", "JSON object")]
    [InlineData("api/replay", """{ "since": "yesterday" }""", "JSON object")]
    [InlineData("api/replay", """{ "source": "\ud800" }""", "JSON object")]
    [InlineData("api/reprocess", """{ "clean": true }""", "need where")]
    [InlineData("api/reprocess", """{ "where": ["colour=red"] }""", "Fields are")]
    [InlineData("api/reprocess", """{ "where": [null] }""", "where holds")]
    [InlineData("api/reprocess", """{ "where": ["source=coast"], "run": "nonsense" }""", "no such run")]
    public async Task An_order_that_is_none_is_refused_and_says_what_is_right(string path, string body, string detail)
    {
        await using var application = await RunningApplication.StartAsync(azurite);

        var (status, problem) = await PostAsync(application, path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_json_or_too_large_is_refused()
    {
        await using var application = await RunningApplication.StartAsync(azurite);
        using var form = new StringContent("source=coast", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var large = new StringContent($$"""{ "source": "{{new string('x', 100_000)}}" }""", Encoding.UTF8, "application/json");

        using var first = await application.Client.PostAsync(new Uri("api/purge", UriKind.Relative), form, Token);
        using var second = await application.Client.PostAsync(new Uri("api/purge", UriKind.Relative), large, Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, first.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, second.StatusCode);
    }

    private static async Task GiveUpAsync(RunningApplication application, string id)
    {
        var articles = application.Get<ArticleStore>();
        var row = (await articles.GetAsync(id, Token))!;
        (row.State, row.Reason) = (ArticleState.Failed, ReasonCodes.EnrichFailed);
        Assert.True(await articles.TryCommitAsync(row, Token));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(RunningApplication application, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await application.Client.PostAsync(new Uri(path, UriKind.Relative), content, Token);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token));
    }
}
