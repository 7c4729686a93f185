using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.LocalHost.Tests.Hosting;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Http;

public sealed class HttpTriggerTests(AzuriteFixture azurite)
{
    private const string Prefix = "AzureFunctionsJobHost:extensions:http:routePrefix";
    private static readonly (string, string)[] Keys = [("LocalHost:FunctionKeys:reader", "function-key"), ("LocalHost:MasterKey", "master-key")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/items/7", 200, "item 7")]
    [InlineData("GET", "/api/items/seven", 400, null)]
    [InlineData("PUT", "/api/items/7", 405, null)]
    [InlineData("GET", "/api/files/a/b%20c.txt", 200, "file a/b c.txt")]
    [InlineData("GET", "/api/Named", 200, "named")]
    [InlineData("GET", "/api/missing", 404, null)]
    [InlineData("POST", "/api/things/0b9e3a52-2f0e-4a59-9f7e-6a3f0a3d6b11", 201, "0b9e3a52-2f0e-4a59-9f7e-6a3f0a3d6b11")]
    public async Task Requests_reach_functions_by_method_and_route(string method, string path, int status, string? body)
    {
        await using var host = await StartAsync();
        using var response = await SendAsync(host, method, path);

        Assert.Equal(status, (int)response.StatusCode);
        if (body is not null)
        {
            Assert.Contains(body, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_empty_route_prefix_leaves_the_root_to_functions()
    {
        await using var host = await StartAsync((Prefix, string.Empty));
        using var response = await SendAsync(host, "GET", "/items/7");

        Assert.Equal("item 7", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_failing_function_answers_with_a_problem_and_no_internals()
    {
        await using var host = await StartAsync();
        using var response = await SendAsync(host, "GET", "/api/fail");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadAsStringAsync(Token);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(500, json.RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/open", null, 200)]
    [InlineData("/api/items/7", null, 401)]
    [InlineData("/api/items/7", "wrong", 401)]
    [InlineData("/api/items/7", "", 401)]
    [InlineData("/api/items/7", "function-key", 200)]
    [InlineData("/api/items/7", "master-key", 200)]
    [InlineData("/api/admin", "function-key", 401)]
    [InlineData("/api/admin", "master-key", 200)]
    public async Task Keys_open_what_their_level_allows(string path, string? key, int status)
    {
        await using var host = await StartAsync(Keys);
        using var byHeader = await SendAsync(host, "GET", path, key is null ? [] : [("x-functions-key", key)]);
        using var byQuery = await SendAsync(host, "GET", key is null ? path : $"{path}?code={key}");

        Assert.Equal(status, (int)byHeader.StatusCode);
        Assert.Equal(status, (int)byQuery.StatusCode);
    }

    [Theory]
    [InlineData(null, null, 200)]
    [InlineData("localhost:{port}", "http://localhost:{port}", 200)]
    [InlineData("[::1]:{port}", null, 200)]
    [InlineData("news.example", null, 403)]
    [InlineData("127.0.0.1.news.example", null, 403)]
    [InlineData(null, "http://news.example", 403)]
    [InlineData(null, "http://127.0.0.1:1", 403)]
    [InlineData(null, "null", 403)]
    public async Task Without_keys_only_this_machine_and_its_own_pages_are_served(string? hostName, string? origin, int status)
    {
        await using var host = await StartAsync();
        var headers = new List<(string, string)>();
        if (hostName is not null)
        {
            headers.Add(("Host", hostName.Replace("{port}", $"{host.Address.Port}", StringComparison.Ordinal)));
        }

        if (origin is not null)
        {
            headers.Add(("Origin", origin.Replace("{port}", $"{host.Address.Port}", StringComparison.Ordinal)));
        }

        using var open = await SendAsync(host, "GET", "/api/open", [.. headers]);
        using var keyed = await SendAsync(host, "GET", "/api/items/7", [.. headers]);

        Assert.Equal(status, (int)open.StatusCode);
        Assert.Equal(status, (int)keyed.StatusCode);
    }

    [Fact]
    public async Task The_host_listens_on_loopback_only_and_several_run_in_one_process()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();

        Assert.Equal("127.0.0.1", first.Address.Host);
        Assert.NotEqual(first.Address.Port, second.Address.Port);
        using var response = await SendAsync(second, "GET", "/api/open");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_its_setting()
    {
        await using var first = await StartAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(("LocalHost:Port", $"{first.Address.Port}")));

        Assert.Contains("LocalHost:Port", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_function_is_not_served()
    {
        await using var host = await StartAsync(("AzureWebJobs.Open.Disabled", "true"));
        using var response = await SendAsync(host, "GET", "/api/open");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Each_invocation_has_its_own_scope_and_instance_and_both_are_disposed()
    {
        var probe = new Probe();
        var (host, _) = RunningHost.Build(typeof(Scoped), await azurite.CreateAccountAsync(Token), probe, null, services => services.AddScoped<ScopedService>());
        await using (host)
        {
            await host.StartAsync(Token);
            using var client = new HttpClient();
            var first = await client.GetStringAsync(new Uri(host.BaseAddress, "/api/scoped"), Token);
            var second = await client.GetStringAsync(new Uri(host.BaseAddress, "/api/scoped"), Token);

            Assert.Equal("True", first);
            Assert.Equal("True", second);
            Assert.Equal(["class disposed", "service disposed", "class disposed", "service disposed"], await probe.NextAsync(4));
            await host.StopAsync(Token);
        }
    }

    private async Task<RunningHost> StartAsync(params (string, string)[] settings) =>
        await RunningHost.StartAsync<Endpoints>(await azurite.CreateAccountAsync(Token), new Probe(), null, settings);

    private static async Task<HttpResponseMessage> SendAsync(RunningHost host, string method, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.Address, path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, Token);
    }

    public sealed class ScopedService(Probe probe) : IDisposable
    {
        public void Dispose() => probe.Report("service disposed");
    }

    public sealed class Scoped(ScopedService service, Probe probe) : IDisposable
    {
        [Function("Scoped")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "scoped")] HttpRequest request, FunctionContext context) =>
            ReferenceEquals(service, context.InstanceServices.GetService(typeof(ScopedService))).ToString();

        public void Dispose() => probe.Report("class disposed");
    }

    public sealed class Endpoints
    {
        [Function("Item")]
        public Task<IResult> ItemAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "items/{number}")] HttpRequest request, int number, CancellationToken cancellationToken) =>
            Task.FromResult(Results.Text($"item {number}"));

        [Function("File")]
        public string Text([HttpTrigger(AuthorizationLevel.Function, "get", Route = "files/{*path}")] HttpRequest request, string path) => $"file {path}";

        [Function("Named")]
        public ValueTask<string> NamedAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => ValueTask.FromResult("named");

        [Function("Thing")]
        public IResult Thing([HttpTrigger(AuthorizationLevel.Function, "post", Route = "things/{id:guid}")] HttpRequest request, Guid id) =>
            Results.Created($"/things/{id}", id);

        [Function("Fail")]
        public Task FailAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "fail")] HttpRequest request) => throw new InvalidOperationException("a secret");

        [Function("Open")]
        public IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "open")] HttpRequest request) => Results.Ok();

        [Function("Admin")]
        public IResult Admin([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "admin")] HttpRequest request) => Results.Ok();
    }
}
