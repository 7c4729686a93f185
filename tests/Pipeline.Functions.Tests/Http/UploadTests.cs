using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Pipeline.Functions.Tests.Http;

public sealed class UploadTests(AzuriteFixture azurite)
{
    private const int LargestFile = 2048;

    private const string Article = """
        Old mill of Tarn gets a roof again

        Published at 08:15 am May 3rd, 2022

        The old mill of Tarn gets a new roof this summer, the council decided on Tuesday after a long and friendly debate.

        Carpenter Ilse Brandt was delighted with the decision, and promised that the first beams would be up before the harvest.
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_becomes_an_article_once_however_often_it_is_sent()
    {
        await using var application = await RunningApplication.StartAsync(azurite);

        var (status, first, location) = await UploadAsync(application, "name=2022/mill.txt&source=tarn-post", Article);
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("tarn-post/2022/mill.txt", first.GetProperty("path").GetString());
        Assert.True(first.GetProperty("isNew").GetBoolean());
        var id = first.GetProperty("id").GetString()!;
        Assert.Equal($"/api/articles/{id}", location);
        using (var there = await application.Client.GetAsync(new Uri(location!, UriKind.Relative), Token))
        {
            Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        }

        await application.WaitAsync(id, "Enriched");
        var (again, second, _) = await UploadAsync(application, "name=tarn-post/2022/mill.txt", Article);
        Assert.Equal(HttpStatusCode.OK, again);
        Assert.False(second.GetProperty("isNew").GetBoolean());
        Assert.Equal(id, second.GetProperty("id").GetString());
        Assert.Equal(1, await VersionAsync(application, id));

        var (changed, _, _) = await UploadAsync(application, "name=tarn-post/2022/mill.txt", Article + "\n\nThe town pays half of it, and everybody was happy.\n");
        Assert.Equal(HttpStatusCode.Accepted, changed);
        while (await VersionAsync(application, id) < 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token);
        }
    }

    [Fact]
    public async Task Uploads_of_one_name_at_the_same_time_leave_one_whole_file()
    {
        await using var application = await RunningApplication.StartAsync(azurite);
        var texts = Enumerable.Range(0, 6).Select(i => $"{Article}\n\nNumber {i}: {new string((char)('a' + i), 20_000)}\n").ToList();

        var answers = await Task.WhenAll(texts.Select(text => UploadAsync(application, "name=tarn-post/mill.txt", text)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        var id = answers[0].Body.GetProperty("id").GetString();
        Assert.Contains(await application.Client.GetStringAsync(new Uri($"api/articles/{id}/source", UriKind.Relative), Token), texts);
    }

    [Theory]
    [InlineData("", "name is missing")]
    [InlineData("name=", "1 to 1024 characters")]
    [InlineData("name=a/../b.txt", "'..' part")]
    [InlineData("name=/etc/passwd", "empty")]
    [InlineData("name=a%5Cb.txt", "backslash")]
    [InlineData("name=post/.hidden", "hidden or unfinished")]
    [InlineData("name=post/a.txt.part", "hidden or unfinished")]
    [InlineData("name=a.txt&source=x/y", "one folder")]
    [InlineData("name=a.txt&source=..", "'..' part")]
    [InlineData("name=a.txt&overwrite=true", "Known are name, source")]
    public async Task A_name_that_cannot_be_stored_is_refused(string query, string detail)
    {
        await using var application = await RunningApplication.StartAsync(azurite);

        var (status, body, _) = await UploadAsync(application, query, Article);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(detail, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(await application.FilesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_the_limit_is_refused_and_nothing_is_stored(bool isChunked)
    {
        await using var application = await RunningApplication.StartAsync(azurite, $"--Pipeline:MaxFileBytes={LargestFile}");
        using var content = isChunked ? (HttpContent)new ChunkedContent(LargestFile + 1) : new ByteArrayContent(new byte[LargestFile + 1]);

        using var response = await application.Client.PostAsync(new Uri("api/articles?name=post/large.txt", UriKind.Relative), content, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("Pipeline:MaxFileBytes", (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(await application.FilesAsync());

        var (status, _, _) = await UploadAsync(application, "name=post/fits.txt", new string('x', LargestFile));
        Assert.Equal(HttpStatusCode.Accepted, status);
    }

    [Fact]
    public async Task A_body_that_is_cut_off_is_never_stored()
    {
        await using var application = await RunningApplication.StartAsync(azurite);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(application.Client.BaseAddress!.Host, application.Client.BaseAddress.Port, Token);
            var head = $"POST /api/articles?name=post/cut.txt HTTP/1.1\r\nHost: localhost:{application.Client.BaseAddress.Port}\r\nContent-Length: 100000\r\n\r\nThe first words of";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Token);
            await client.GetStream().FlushAsync(Token);
        }

        var (status, _, _) = await UploadAsync(application, "name=post/whole.txt", Article);
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(["post/whole.txt"], await application.FilesAsync());
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body, string? Location)> UploadAsync(RunningApplication application, string query, string text)
    {
        using var content = new StringContent(text, Encoding.UTF8, "text/plain");
        using var response = await application.Client.PostAsync(new Uri($"api/articles?{query}", UriKind.Relative), content, Token);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token), response.Headers.Location?.ToString());
    }

    private static async Task<int> VersionAsync(RunningApplication application, string id) =>
        (await application.Client.GetFromJsonAsync<JsonElement>(new Uri($"api/articles/{id}", UriKind.Relative), Token)).GetProperty("article").GetProperty("version").GetInt32();

    private sealed class ChunkedContent(int length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(new byte[length], 0, length, Token);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
