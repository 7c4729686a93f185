using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Pipeline.Functions.Tests.Http;

/// <summary>Who may call what, and how often.</summary>
public sealed class AdmissionTests(AzuriteFixture azurite)
{
    private const string ReaderKey = "reader-key";
    private const string MasterKey = "master-key";

    private static readonly (string Path, HttpStatusCode Answer)[] Reading =
    [
        .. new[] { "api/articles", "api/search?q=a", "api/changes", "api/trends/sentiment", "api/trends/phrases", "api/health" }.Select(path => (path, HttpStatusCode.OK)),
        ($"api/articles/{new string('0', 32)}", HttpStatusCode.NotFound),
        ($"api/articles/{new string('0', 32)}/source", HttpStatusCode.NotFound),
    ];

    // With the body of a dry run, which chooses nothing to purge.
    private static readonly (string Path, HttpStatusCode Answer)[] Operating =
    [
        ("api/articles?name=post/a.txt", HttpStatusCode.Accepted),
        ("api/replay", HttpStatusCode.OK),
        ("api/reprocess", HttpStatusCode.OK),
        ("api/purge", HttpStatusCode.BadRequest),
    ];

    private static readonly string[] Anonymous = ["api/openapi.json", "api/docs", "api/docs.js"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_readers_key_reads_and_the_master_key_operates()
    {
        await using var application = await RunningApplication.StartAsync(azurite, $"--LocalHost:FunctionKeys:reader={ReaderKey}", $"--LocalHost:MasterKey={MasterKey}");

        foreach (var (path, answer) in Reading)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(application, HttpMethod.Get, path, null));
            Assert.Equal(answer, await StatusAsync(application, HttpMethod.Get, path, ReaderKey));
            Assert.Equal(answer, await StatusAsync(application, HttpMethod.Get, path, MasterKey));
        }

        foreach (var (path, answer) in Operating)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(application, HttpMethod.Post, path, null));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(application, HttpMethod.Post, path, ReaderKey));
            Assert.Equal(answer, await StatusAsync(application, HttpMethod.Post, path, MasterKey));
        }

        foreach (var path in Anonymous)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(application, HttpMethod.Get, path, null));
        }
    }

    [Fact]
    public async Task With_app_roles_a_reader_reads_and_an_operator_may_all()
    {
        await using var application = await RunningApplication.StartAsync(azurite, "--Api:RequireAppRoles=true");

        foreach (var (principal, reads, operates) in new[]
        {
            (null, false, false),
            ("not base64", false, false),
            (Principal("Other.Role"), false, false),
            (Principal("Pipeline.Reader"), true, false),
            (Principal("Pipeline.Operator"), true, true),
        })
        {
            Assert.Equal(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await StatusAsync(application, HttpMethod.Get, "api/health", null, principal));
            Assert.Equal(operates ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await StatusAsync(application, HttpMethod.Post, "api/replay", null, principal));
        }
    }

    [Fact]
    public async Task A_caller_who_calls_too_often_is_told_when_to_come_again_and_others_are_not_kept_waiting()
    {
        await using var application = await RunningApplication.StartAsync(
            azurite, "--Api:CallsPerMinute=2", "--LocalHost:FunctionKeys:one=first-key", "--LocalHost:FunctionKeys:two=second-key");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(application, HttpMethod.Get, "api/articles", "first-key"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(application, HttpMethod.Get, "api/articles", "first-key"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/articles", UriKind.Relative)) { Headers = { { "x-functions-key", "first-key" } } };
        using var refused = await application.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Contains("Api:CallsPerMinute", (await refused.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(application, HttpMethod.Get, "api/articles", "second-key"));
    }

    [Fact]
    public async Task A_setting_that_is_not_valid_is_named_at_start()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => RunningApplication.StartAsync(azurite, "--Api:CallsPerMinute=0"));

        Assert.Contains("Api:CallsPerMinute", exception.Message, StringComparison.Ordinal);
    }

    private static string Principal(string role) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        auth_typ = "aad",
        name_typ = "name",
        role_typ = "roles",
        claims = new[] { new { typ = "name", val = "Pipeline.Operator" }, new { typ = "roles", val = role } },
    }));

    private static async Task<HttpStatusCode> StatusAsync(RunningApplication application, HttpMethod method, string path, string? key, string? principal = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("""{ "dryRun": true }""", Encoding.UTF8, "application/json");
        }

        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        if (principal is not null)
        {
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL", principal);
        }

        using var response = await application.Client.SendAsync(request, Token);
        return response.StatusCode;
    }
}
