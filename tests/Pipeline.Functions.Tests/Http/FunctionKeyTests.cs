using System.Net;

namespace Pipeline.Functions.Tests.Http;

public sealed class FunctionKeyTests(AzuriteFixture azurite)
{
    private const string Key = "reader-key";

    [Fact]
    public async Task Once_keys_are_configured_every_call_needs_one()
    {
        await using var application = await RunningApplication.StartAsync(azurite, $"--LocalHost:FunctionKeys:reader={Key}");

        foreach (var path in new[] { "api/articles?date=2021-08-17", "api/health" })
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';

            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(application, path, null));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(application, path, "another-key"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(application, path, Key));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(application, $"{path}{separator}code={Key}", null));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(application, $"api/articles/{new string('0', 32)}", null));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(application, $"api/articles/{new string('0', 32)}", Key));
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningApplication application, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using var response = await application.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
