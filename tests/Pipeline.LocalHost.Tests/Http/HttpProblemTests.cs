using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Tests.Hosting;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Http;

/// <summary>Whatever the host itself refuses, it says what to do. By raw requests, for what clients would not send.</summary>
public sealed class HttpProblemTests(AzuriteFixture azurite)
{
    private const int BodyLimit = 1000;
    private static readonly (string, string) Limit = ("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", $"{BodyLimit}");
    private static readonly (string, string) Key = ("LocalHost:MasterKey", "master-key");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(404, "GET /elsewhere HTTP/1.1\r\n", "route")]
    [InlineData(404, "POST /api/ HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}", "route")]
    [InlineData(405, "GET /api/body HTTP/1.1\r\n", "Allow")]
    [InlineData(405, "TRACE /api/body HTTP/1.1\r\n", "Allow")]
    [InlineData(400, "GET /api/items/seven HTTP/1.1\r\n", "type")]
    [InlineData(403, "GET /api/items/7 HTTP/1.1\r\nOrigin: https://elsewhere.example\r\n", "LocalHost:AllowedOrigins")]
    [InlineData(500, "GET /api/fail HTTP/1.1\r\n", "log")]
    [InlineData(413, "POST /api/body HTTP/1.1\r\nContent-Length: 1001\r\n", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT")]
    [InlineData(413, "POST /api/unread HTTP/1.1\r\nContent-Length: 9223372036854775807\r\n", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT")]
    [InlineData(400, "POST /api/body HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n", "whole")]
    [InlineData(400, "POST /api/body HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nlonger than said\r\n", "whole")]
    [InlineData(408, "POST /api/body HTTP/1.1\r\nContent-Length: 10\r\n\r\nshort", "slow connection")]
    public async Task A_refusal_is_a_problem_that_says_what_to_do(int status, string request, string detail)
    {
        await using var host = await StartAsync(Limit);
        var answer = await SendAsync(host, request);

        AssertProblem(answer, status, detail);
    }

    [Fact]
    public async Task A_body_in_chunks_is_refused_once_it_is_too_large()
    {
        await using var host = await StartAsync(Limit);
        var chunks = string.Concat(Enumerable.Repeat($"64\r\n{new string('x', 0x64)}\r\n", 11));
        var answer = await SendAsync(host, $"POST /api/body HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n");

        AssertProblem(answer, 413, "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT");
    }

    [Fact]
    public async Task A_body_of_the_largest_size_is_served()
    {
        await using var host = await StartAsync(Limit);
        var answer = await SendAsync(host, $"POST /api/body HTTP/1.1\r\nContent-Length: {BodyLimit}\r\n\r\n{new string('x', BodyLimit)}");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.EndsWith($"{BodyLimit}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_setting_100_MB_are_the_most()
    {
        await using var host = await StartAsync();
        const long largest = 100L * 1024 * 1024;

        AssertProblem(await SendAsync(host, $"POST /api/unread HTTP/1.1\r\nContent-Length: {largest + 1}\r\n"), 413, "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT");
        Assert.Equal(largest, HttpFunctions.BodyLimit(new ConfigurationBuilder().Build()));
    }

    [Fact]
    public async Task A_limit_that_is_no_number_is_refused_by_its_name()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync((Limit.Item1, "100 MB")));

        Assert.Contains(Limit.Item1, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x-functions-key: wrong\r\n")]
    public async Task A_missing_or_wrong_key_is_told_with_where_it_goes(string header)
    {
        await using var host = await StartAsync(Key);

        AssertProblem(await SendAsync(host, $"GET /api/items/7 HTTP/1.1\r\n{header}"), 401, "x-functions-key");
    }

    [Fact]
    public async Task A_wrong_method_is_told_the_right_ones()
    {
        await using var host = await StartAsync();

        Assert.Contains("\r\nAllow: POST\r\n", await SendAsync(host, "GET /api/body HTTP/1.1\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/elsewhere", 404)]
    [InlineData("/api/items/7", 405)]
    [InlineData("/api/headed", 200)]
    public async Task An_answer_to_HEAD_has_no_body(string path, int status)
    {
        await using var host = await StartAsync();
        var answer = await SendAsync(host, $"HEAD {path} HTTP/1.1\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_function_answers_stays_as_it_is()
    {
        await using var host = await StartAsync();
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(host.Address, "/api/bare"), Token);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(Token));
    }

    private static void AssertProblem(string answer, int status, string detail)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/problem+json\r\n", answer, StringComparison.Ordinal);
        using var problem = JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..(answer.LastIndexOf('}') + 1)]);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
        Assert.Contains(detail, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    private async Task<RunningHost> StartAsync(params (string, string)[] settings) =>
        await RunningHost.StartAsync<Endpoints>(await azurite.CreateAccountAsync(Token), new Probe(), null, settings);

    /// <summary>Sends a request line, headers and body as they are, and gives the whole answer.</summary>
    private static async Task<string> SendAsync(RunningHost host, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(host.Address.Host, host.Address.Port, Token);
        var stream = connection.GetStream();
        var end = request.IndexOf("\r\n", StringComparison.Ordinal) + 2;
        var whole = request.Insert(end, $"Host: {host.Address.Authority}\r\nConnection: close\r\n") + (request.Contains("\r\n\r\n", StringComparison.Ordinal) ? "" : "\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(whole), Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Token).WaitAsync(RunningHost.Patience, TimeProvider.System, Token);
    }

    public sealed class Endpoints
    {
        [Function("Item")]
        public string Item([HttpTrigger(AuthorizationLevel.Function, "get", Route = "items/{number}")] HttpRequest request, int number) => $"item {number}";

        [Function("Fail")]
        public string Fail([HttpTrigger(AuthorizationLevel.Function, "get", Route = "fail")] HttpRequest request) => throw new InvalidOperationException("a secret");

        [Function("Bare")]
        public IResult Bare([HttpTrigger(AuthorizationLevel.Function, "get", Route = "bare")] HttpRequest request) => Results.StatusCode(StatusCodes.Status410Gone);

        [Function("Headed")]
        public string Headed([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "headed")] HttpRequest request) => "headed";

        [Function("Unread")]
        public string Unread([HttpTrigger(AuthorizationLevel.Function, "post", Route = "unread")] HttpRequest request) => "unread";

        [Function("Body")]
        public async Task<string> BodyAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "body")] HttpRequest request, CancellationToken cancellationToken)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            return $"{body.Length}";
        }
    }
}
