using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pipeline.LocalHost.Tests.Hosting;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Http;

public sealed class AllowedOriginsTests(AzuriteFixture azurite)
{
    private const string Setting = "LocalHost:AllowedOrigins";
    private const string Page = "https://desk.example";
    private const string OtherPage = "http://desk.example:3000";
    private const string Stranger = "https://elsewhere.example";
    private static readonly (string, string) Key = ("LocalHost:FunctionKeys:reader", "function-key");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_preflight_of_an_allowed_origin_needs_no_key_and_runs_no_function(bool hasKeys)
    {
        var probe = new Probe();
        (string, string) list = (Setting, $"{Page}, {OtherPage}");
        await using var host = await StartAsync(probe, hasKeys ? [list, Key] : [list]);
        using var answer = await PreflightAsync(host, OtherPage);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(OtherPage, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("POST", Header(answer, "Access-Control-Allow-Methods"));
        Assert.Equal("x-functions-key,if-none-match", Header(answer, "Access-Control-Allow-Headers"));
        Assert.True(probe.IsQuiet);
    }

    [Fact]
    public async Task A_preflight_of_another_origin_is_promised_nothing()
    {
        await using var host = await StartAsync(new Probe(), (Setting, Page));
        using var answer = await PreflightAsync(host, Stranger);

        Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(Page, 200, Page)]
    [InlineData(Stranger, 403, null)]
    [InlineData("null", 403, null)]
    [InlineData(OtherPage, 403, null)]
    public async Task Without_keys_an_allowed_origin_passes_and_no_other_does(string origin, int status, string? allowed)
    {
        await using var host = await StartAsync(new Probe(), ($"{Setting}:0", Page));
        using var answer = await SendAsync(host, origin);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(allowed, Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_page_may_read_what_a_client_steers_by_and_the_reason_of_a_refusal()
    {
        await using var host = await StartAsync(new Probe(), (Setting, Page), Key);
        using var served = await SendAsync(host, Page, "function-key");
        using var refused = await SendAsync(host, Page);

        Assert.Equal("ETag,Retry-After,Location", Header(served, "Access-Control-Expose-Headers"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(Page, Header(refused, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task With_keys_every_origin_may_be_allowed()
    {
        await using var host = await StartAsync(new Probe(), (Setting, "*"), Key);
        using var answer = await SendAsync(host, Stranger, "function-key");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("*", Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Without_the_setting_a_function_answers_OPTIONS_itself()
    {
        await using var host = await StartAsync(new Probe());
        using var answer = await PreflightAsync(host, $"http://127.0.0.1:{host.Address.Port}");

        Assert.Equal("posted", await answer.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("desk.example")]
    [InlineData("https://desk.example/")]
    [InlineData("https://desk.example/page")]
    [InlineData("https://desk.example:443")]
    [InlineData("https://user@desk.example")]
    [InlineData("https://büro.example")]
    [InlineData("ftp://desk.example")]
    [InlineData("https://*.example")]
    [InlineData("null")]
    public async Task What_is_no_origin_is_refused_at_start_by_the_name_of_the_setting(string origin)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(new Probe(), (Setting, $"{Page},{origin}")));

        Assert.Contains($"Setting {Setting} ", error.Message, StringComparison.Ordinal);
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private async Task<RunningHost> StartAsync(Probe probe, params (string, string)[] settings) =>
        await RunningHost.StartAsync<Endpoints>(await azurite.CreateAccountAsync(Token), probe, null, settings);

    private static async Task<HttpResponseMessage> PreflightAsync(RunningHost host, string origin)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(host.Address, "/api/posted"));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "x-functions-key,if-none-match");
        return await client.SendAsync(request, Token);
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningHost host, string origin, string? key = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/api/posted"));
        request.Headers.Add("Origin", origin);
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        return await client.SendAsync(request, Token);
    }

    public sealed class Endpoints(Probe probe)
    {
        [Function("Posted")]
        public string Run([HttpTrigger(AuthorizationLevel.Function, "post", "options", Route = "posted")] HttpRequest request)
        {
            probe.Report("posted");
            return "posted";
        }
    }
}
