using System.Net;
using System.Text.Json;

namespace Pipeline.Functions.Tests.Http;

/// <summary>Search, trends and changes, and what all that is read has in common.</summary>
public sealed class ReadersApiTests(NewsroomFixture newsroom) : IClassFixture<NewsroomFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api/articles?date=2021-08-17")]
    [InlineData("api/articles?date=2021-08-17&fields=title")]
    [InlineData("api/articles/{id}")]
    [InlineData("api/articles/{id}/source")]
    [InlineData("api/search?q=bridge")]
    [InlineData("api/changes?limit=1")]
    [InlineData("api/trends/sentiment?from=2021-08-01&to=2021-08-31")]
    [InlineData("api/trends/phrases?from=2021-08-15&to=2021-08-31")]
    [InlineData("api/openapi.json")]
    [InlineData("api/docs")]
    [InlineData("api/docs.js")]
    public async Task What_a_caller_has_already_is_not_sent_again(string path)
    {
        var uri = new Uri(path.Replace("{id}", newsroom.BridgeId, StringComparison.Ordinal), UriKind.Relative);
        using var first = await newsroom.Client.GetAsync(uri, Token);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("nosniff", Assert.Single(first.Headers.GetValues("X-Content-Type-Options")));
        var tag = first.Headers.ETag!;

        Assert.Equal((HttpStatusCode.NotModified, 0), await ConditionalAsync(uri, tag.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, 0), await ConditionalAsync(uri, $"\"other\", {tag}"));
        var other = await ConditionalAsync(uri, "\"other\"");
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.Equal((await first.Content.ReadAsByteArrayAsync(Token)).Length, other.Length);
    }

    [Theory]
    [InlineData("bridge", NewsroomFixture.BridgePath)]
    [InlineData("NIGHT%20ferr", NewsroomFixture.FerryPath)]
    [InlineData("zurich", NewsroomFixture.BridgePath)]
    [InlineData("harbour%20bridge", NewsroomFixture.BridgePath)]
    [InlineData("submarine")]
    public async Task Search_finds_titles_and_phrases(string words, params string[] paths)
    {
        var (status, _, body) = await newsroom.GetAsync($"api/search?q={words}&from=2021-08-01&to=2021-08-31");

        Assert.Equal(HttpStatusCode.OK, status);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(paths, json.RootElement.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Sentiment_is_told_by_day_and_source()
    {
        using var json = JsonDocument.Parse((await newsroom.GetAsync("api/trends/sentiment?from=2021-08-17&to=2021-08-19")).Body);

        var points = json.RootElement.GetProperty("points").EnumerateArray().Select(point => $"{point.GetProperty("day")} {point.GetProperty("source")} {point.GetProperty("articles")}");
        Assert.Equal(["2021-08-17 zürich-post 1", "2021-08-18 north-post 1"], points.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("api/trends/sentiment?from=2000-01-01&to=2021-08-19", "At most 366 days")]
    [InlineData("api/trends/phrases?from=2021-01-01&to=2021-08-19", "At most 31 days")]
    [InlineData("api/trends/phrases?from=2999-01-01", "lies in the future")]
    [InlineData("api/search", "q is missing")]
    [InlineData("api/changes?cursor=1.2.3", "cursor of an answer")]
    [InlineData("api/health?verbose=1", "takes no parameters")]
    public async Task A_question_that_cannot_be_answered_is_a_problem_that_says_what_to_do(string path, string detail)
    {
        var (status, type, body) = await newsroom.GetAsync(path);

        NewsroomFixture.AssertProblem(HttpStatusCode.BadRequest, detail, status, type, body);
    }

    [Fact]
    public async Task The_feed_tells_every_change_once_and_goes_on_from_its_cursor()
    {
        List<string?> ids = [];
        var cursor = "";
        for (var page = 0; page < 5; page++)
        {
            using var json = JsonDocument.Parse((await newsroom.GetAsync($"api/changes?limit=3{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}")).Body);
            ids.AddRange(json.RootElement.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("id").GetString()));
            cursor = json.RootElement.GetProperty("cursor").GetString()!;
        }

        Assert.Equal(4, ids.Count);
        Assert.Equal(4, ids.Distinct().Count());
        Assert.Contains(newsroom.BridgeId, ids);
    }

    private async Task<(HttpStatusCode Status, int Length)> ConditionalAsync(Uri uri, string tags)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.TryAddWithoutValidation("If-None-Match", tags);
        using var response = await newsroom.Client.SendAsync(request, Token);
        return (response.StatusCode, (await response.Content.ReadAsByteArrayAsync(Token)).Length);
    }
}
