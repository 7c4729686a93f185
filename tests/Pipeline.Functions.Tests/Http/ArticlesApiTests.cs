using System.Net;
using System.Text.Json;

namespace Pipeline.Functions.Tests.Http;

public sealed class ArticlesApiTests(NewsroomFixture newsroom) : IClassFixture<NewsroomFixture>
{
    private const double Tolerance = 1e-6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_comes_with_sections_paragraphs_sentences_and_scores()
    {
        var (status, type, body) = await newsroom.GetAsync($"api/articles/{newsroom.BridgeId}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("application/json; charset=utf-8", type);
        using var json = JsonDocument.Parse(body);
        var article = json.RootElement.GetProperty("article");
        Assert.Equal(newsroom.BridgeId, article.GetProperty("id").GetString());
        Assert.Equal(NewsroomFixture.BridgePath, article.GetProperty("path").GetString());
        Assert.Equal("zürich-post", article.GetProperty("source").GetString());
        Assert.Equal("Enriched", article.GetProperty("state").GetString());
        Assert.Equal(1, article.GetProperty("version").GetInt32());
        Assert.StartsWith("2021-08-17T21:40", article.GetProperty("published").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(article.GetProperty("keyPhrases").EnumerateArray());
        AssertSentiment(article.GetProperty("sentiment"));

        var paragraphs = json.RootElement.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("paragraphs").EnumerateArray()).ToList();
        Assert.Equal(3, paragraphs.Count);
        Assert.StartsWith("The harbour bridge reopened on Tuesday", paragraphs[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.All(paragraphs, paragraph =>
        {
            AssertSentiment(paragraph.GetProperty("sentiment"));
            Assert.All(paragraph.GetProperty("sentences").EnumerateArray(), sentence => AssertSentiment(sentence.GetProperty("sentiment")));
            Assert.NotEmpty(paragraph.GetProperty("sentences").EnumerateArray());
        });

        Assert.True(json.RootElement.GetProperty("wordCount").GetInt32() > 0);
        Assert.True(json.RootElement.GetProperty("readingSeconds").GetInt32() > 0);
        Assert.StartsWith("The harbour bridge reopened on Tuesday", json.RootElement.GetProperty("summary")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.All(json.RootElement.GetProperty("phrases").EnumerateArray(), phrase => Assert.NotEmpty(phrase.GetProperty("mentions").EnumerateArray()));
    }

    [Fact]
    public async Task Letters_of_all_scripts_stand_as_they_are_and_markup_never_does()
    {
        foreach (var path in new[] { $"api/articles/{newsroom.BridgeId}", "api/articles?date=2021-08-17" })
        {
            var (_, _, body) = await newsroom.GetAsync(path);

            Assert.Contains("Zürich", body, StringComparison.Ordinal);
            Assert.Contains("東京", body, StringComparison.Ordinal);
            Assert.Contains("‹b\\u003E", body, StringComparison.Ordinal);
            Assert.DoesNotContain('<', body);
            Assert.DoesNotContain('>', body);
            Assert.DoesNotContain('&', body);
            using var json = JsonDocument.Parse(body);
            Assert.Contains(NewsroomFixture.BridgeTitle.Replace('<', '‹'), Strings(json.RootElement));
        }
    }

    [Fact]
    public async Task A_rejected_file_says_why()
    {
        var (status, _, body) = await newsroom.GetAsync($"api/articles/{newsroom.EmptyId}");

        Assert.Equal(HttpStatusCode.OK, status);
        using var json = JsonDocument.Parse(body);
        Assert.Equal("Empty", json.RootElement.GetProperty("article").GetProperty("reason").GetString());
        Assert.False(string.IsNullOrEmpty(json.RootElement.GetProperty("reasonDetail").GetString()));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("article").GetProperty("sentiment").ValueKind);
        Assert.Empty(json.RootElement.GetProperty("sections").EnumerateArray());
    }

    [Theory]
    [InlineData("date=2021-08-17", NewsroomFixture.BridgePath)]
    [InlineData("date=2021-08-19")]
    [InlineData("from=2021-08-17&to=2021-08-20", NewsroomFixture.LibraryPath, NewsroomFixture.FerryPath, NewsroomFixture.BridgePath)]
    [InlineData("from=2021-08-18&to=2021-08-19", NewsroomFixture.FerryPath)]
    [InlineData("to=2021-08-20", NewsroomFixture.LibraryPath, NewsroomFixture.FerryPath, NewsroomFixture.BridgePath)]
    [InlineData("from=0001-01-01&to=9999-12-31&limit=1&source=north-post&state=Enriched", NewsroomFixture.LibraryPath)]
    [InlineData("from=1970-01-01&to=2021-12-31", NewsroomFixture.LibraryPath, NewsroomFixture.FerryPath, NewsroomFixture.BridgePath)]
    [InlineData("from=2021-08-17&to=2021-08-20&limit=2", NewsroomFixture.LibraryPath, NewsroomFixture.FerryPath)]
    [InlineData("from=2021-08-17&to=2021-08-20&source=z%C3%BCrich-post", NewsroomFixture.BridgePath)]
    [InlineData("from=2021-08-01&to=2021-08-19&source=north-post", NewsroomFixture.FerryPath)]
    [InlineData("from=2021-08-17&to=2021-08-20&source=north")]
    [InlineData("from=2021-08-17&state=Rejected", NewsroomFixture.EmptyPath)]
    [InlineData("from=2021-08-17&to=2021-08-20&state=Rejected")]
    [InlineData("from=2021-08-17&to=2021-08-20&state=Enriched&source=north-post", NewsroomFixture.LibraryPath, NewsroomFixture.FerryPath)]
    public async Task Lists_hold_what_the_parameters_ask_for_newest_first(string query, params string[] paths)
    {
        var (status, type, body) = await newsroom.GetAsync($"api/articles?{query}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("application/json; charset=utf-8", type);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(paths, json.RootElement.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData("language=en", 3)]
    [InlineData("language=fr", 0)]
    [InlineData("phrase=Harbour%20%20BRIDGE", 1)]
    [InlineData("phrase=harbour%20bridge&source=north-post", 0)]
    [InlineData("collapse=true&state=Enriched", 3)]
    public async Task Filters_meet_what_the_rows_say(string query, int articles)
    {
        var (status, _, body) = await newsroom.GetAsync($"api/articles?{query}");

        Assert.Equal(HttpStatusCode.OK, status);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(articles, json.RootElement.GetProperty("articles").GetArrayLength());
    }

    [Fact]
    public async Task Scores_and_sentiments_part_the_articles_without_rest()
    {
        var all = await PathsAsync("state=Enriched");
        var labels = new List<string?>();
        foreach (var label in new[] { "Positive", "Neutral", "Negative", "Mixed" })
        {
            labels.AddRange(await PathsAsync($"sentiment={label}"));
        }

        var halves = (await PathsAsync("positive=0.5..1")).Concat(await PathsAsync("positive=0..0.499999"));

        Assert.Equal(3, all.Count);
        Assert.Equal(all.Order(StringComparer.Ordinal), labels.Order(StringComparer.Ordinal));
        Assert.Equal(all.Order(StringComparer.Ordinal), halves.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_end()
    {
        List<string?> paths = [];
        var query = "to=2021-12-31&limit=1";
        string? next = "";
        for (var page = 0; next is not null; page++)
        {
            Assert.InRange(page, 0, 3);
            using var json = JsonDocument.Parse((await newsroom.GetAsync($"api/articles?{query}{(next.Length == 0 ? "" : $"&cursor={next}")}")).Body);
            paths.AddRange(json.RootElement.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("path").GetString()));
            next = json.RootElement.GetProperty("next").GetString();
        }

        Assert.Equal([NewsroomFixture.LibraryPath, NewsroomFixture.FerryPath, NewsroomFixture.BridgePath], paths);
    }

    [Fact]
    public async Task A_projection_holds_the_fields_and_nothing_else()
    {
        using var json = JsonDocument.Parse((await newsroom.GetAsync("api/articles?date=2021-08-17&fields=title,sentiment")).Body);

        var article = Assert.Single(json.RootElement.GetProperty("articles").EnumerateArray().ToList());
        Assert.Equal(["title", "sentiment"], article.EnumerateObject().Select(field => field.Name));
        Assert.StartsWith("Bridge", article.GetProperty("title").GetString(), StringComparison.Ordinal);
        AssertSentiment(article.GetProperty("sentiment"));
    }

    [Fact]
    public async Task The_source_is_a_download_that_no_browser_shows()
    {
        using var response = await newsroom.Client.GetAsync(new Uri($"api/articles/{newsroom.BridgeId}/source", UriKind.Relative), Token);

        Assert.Contains("&lt;script&gt;alert(1)", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("brücke & co.html", response.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Contains("sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date=17.08.2021", "such as 2021-08-17")]
    [InlineData("date=2021-02-30", "such as 2021-08-17")]
    [InlineData("from=yesterday", "such as 2021-08-17")]
    [InlineData("to=2021-8-1", "such as 2021-08-17")]
    [InlineData("date=2021-08-17&date=2021-08-18", "such as 2021-08-17")]
    [InlineData("date=2021-08-17&from=2021-08-01", "not both")]
    [InlineData("date=2021-08-17&to=2021-08-18", "not both")]
    [InlineData("from=2021-08-18&to=2021-08-17", "later than to")]
    [InlineData("state=Nonsense", "Enriched, Expanded, Rejected, Failed")]
    [InlineData("state=Received", "articles on their way are in no list")]
    [InlineData("state=2", "Enriched, Expanded, Rejected, Failed")]
    [InlineData("state=%2B2", "Enriched, Expanded, Rejected, Failed")]
    [InlineData("state=Received,Cleaned", "Enriched, Expanded, Rejected, Failed")]
    [InlineData("state=Enriched&state=Failed", "Enriched, Expanded, Rejected, Failed")]
    [InlineData("limit=0", "from 1 to 500")]
    [InlineData("limit=501", "from 1 to 500")]
    [InlineData("limit=-1", "from 1 to 500")]
    [InlineData("limit=1e2", "from 1 to 500")]
    [InlineData("limit=99999999999999999999", "from 1 to 500")]
    [InlineData("state=enriched", "Enriched, Expanded, Rejected, Failed")]
    [InlineData("sentiment=good", "Positive, Neutral, Negative, Mixed")]
    [InlineData("language=english", "two or three letters")]
    [InlineData("negative=0.9..0.1", "such as 0.5..1")]
    [InlineData("negative=2", "such as 0.5..1")]
    [InlineData("cluster=x", "a clusterId")]
    [InlineData("collapse=yes", "true or false")]
    [InlineData("fields=title,nonsense", "of id, path, source")]
    [InlineData("source=", "1 to 256 characters")]
    [InlineData("source=a%00b", "without control characters")]
    [InlineData("cursor=bm9uc2Vuc2U", "next of a page")]
    [InlineData("day=2021-08-17", "Known are date, from, to, source")]
    [InlineData("<script>=1", "Known are date, from, to, source")]
    public async Task A_wrong_parameter_is_a_problem_that_says_what_is_right(string query, string detail)
    {
        var (status, type, body) = await newsroom.GetAsync($"api/articles?{query}");

        NewsroomFixture.AssertProblem(HttpStatusCode.BadRequest, detail, status, type, body);
        Assert.DoesNotContain("script", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("nonsense")]
    [InlineData("%3Cscript%3E")]
    [InlineData("a%23b%3Fc%5Cd")]
    [InlineData("' or PartitionKey ne '")]
    public async Task An_unknown_id_is_a_problem_that_says_where_ids_are(string id)
    {
        var (status, type, body) = await newsroom.GetAsync($"api/articles/{id}");

        NewsroomFixture.AssertProblem(HttpStatusCode.NotFound, "GET api/articles lists", status, type, body);
        Assert.DoesNotContain("script", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_names_the_analyser_and_the_backlog()
    {
        var (status, type, body) = await newsroom.GetAsync("api/health");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("application/json; charset=utf-8", type);
        using var json = JsonDocument.Parse(body);
        Assert.Equal("healthy", json.RootElement.GetProperty("status").GetString());
        Assert.StartsWith("offline", json.RootElement.GetProperty("analyser").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "clean-requests", "clean-requests-poison", "deleted-events", "deleted-events-poison", "enrich-requests", "enrich-requests-poison",
                "reconcile-pages-poison", "webjobs-blobtrigger-poison",
            ],
            json.RootElement.GetProperty("backlog").EnumerateObject().Select(queue => queue.Name).Order(StringComparer.Ordinal));
        Assert.All(json.RootElement.GetProperty("backlog").EnumerateObject(), queue => Assert.Equal(0, queue.Value.GetInt64()));
    }

    private static void AssertSentiment(JsonElement sentiment)
    {
        Assert.Contains(sentiment.GetProperty("label").GetString(), new[] { "Positive", "Neutral", "Negative", "Mixed" });
        var sum = sentiment.GetProperty("positive").GetDouble() + sentiment.GetProperty("neutral").GetDouble() + sentiment.GetProperty("negative").GetDouble();
        Assert.Equal(1, sum, Tolerance);
    }

    private static IEnumerable<string?> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [element.GetString()],
        _ => [],
    };

    private async Task<IReadOnlyList<string?>> PathsAsync(string query)
    {
        using var json = JsonDocument.Parse((await newsroom.GetAsync($"api/articles?{query}")).Body);
        return [.. json.RootElement.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("path").GetString())];
    }
}
