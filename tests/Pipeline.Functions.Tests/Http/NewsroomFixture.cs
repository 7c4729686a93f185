using System.Net;
using System.Text.Json;

namespace Pipeline.Functions.Tests.Http;

/// <summary>The app with three articles of two sources and a file that is none, all through. Tests only read it.</summary>
public sealed class NewsroomFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    public const string BridgePath = "zürich-post/2021/brücke & co.html";
    public const string BridgeTitle = "Bridge <b>reopens</b> in Zürich & 東京 after \"two\" years";
    public const string FerryPath = "north-post/ferry.txt";
    public const string LibraryPath = "north-post/library.txt";
    public const string EmptyPath = "north-post/empty.txt";

    private const string Bridge = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <title>Bridge &lt;b&gt;reopens&lt;/b&gt; in Zürich &amp; 東京 after "two" years</title>
        <meta property="article:published_time" content="2021-08-17T21:40:00Z">
        </head><body><main><article>
        <h1>Bridge &lt;b&gt;reopens&lt;/b&gt; in Zürich &amp; 東京 after "two" years</h1>
        <p>The harbour bridge reopened on Tuesday after two years of repairs that had cost the town more than it had planned for them.</p>
        <p>Mayor Astrid Vollan was delighted by the success of the crews, and thanked everybody for their excellent and patient work.</p>
        <p>Shop owners on the northern side wrote &lt;script&gt;alert(1)&lt;/script&gt; on their windows and said they feared the worst for the winter.</p>
        </article></main></body></html>
        """;

    private const string Ferry = """
        Night ferry to Port Maren is cancelled until spring

        Published at 09:40 am August 18th, 2021

        The night ferry to Port Maren will not sail before spring, the harbour master of Velden said on Wednesday in a letter to residents.

        Union leader Jonas Reedworth condemned the decision and complained bitterly about a company that had made the same promise twice.

        The ferry carried some nine thousand people last winter, and most of them had no other way to come home at night.
        """;

    private const string Library = """
        Flooded library opens its reading room again

        Published at 10:15 am August 20th, 2021

        The library of Tollinge opened its reading room on Friday, a year after the river had risen to the third shelf of the history section.

        Headteacher Edith Marlowe praised the volunteers who had dried four thousand books by hand and celebrated with them until late.

        The upper floors stay closed until the wiring has been replaced, which the town expects to happen before the autumn.
        """;

    private RunningApplication? _application;

    public HttpClient Client => _application!.Client;

    public string BridgeId { get; private set; } = "";

    public string EmptyId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _application = await RunningApplication.StartAsync(azurite);
        BridgeId = await _application.DropAsync(BridgePath, Bridge);
        EmptyId = await _application.DropAsync(EmptyPath, "   \n");
        string[] others = [await _application.DropAsync(FerryPath, Ferry), await _application.DropAsync(LibraryPath, Library)];
        foreach (var id in others.Append(BridgeId))
        {
            await _application.WaitAsync(id, "Enriched");
        }

        await _application.WaitAsync(EmptyId, "Rejected");
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }

    /// <summary>An answer of the API.</summary>
    public async Task<(HttpStatusCode Status, string? Type, string Body)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A refusal is a problem document whose detail says what is right.</summary>
    public static void AssertProblem(HttpStatusCode expected, string detail, HttpStatusCode status, string? type, string body)
    {
        Assert.Equal(expected, status);
        Assert.Equal("application/problem+json", type?.Split(';')[0]);
        using var json = JsonDocument.Parse(body);
        Assert.Equal((int)expected, json.RootElement.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(json.RootElement.GetProperty("title").GetString()));
        Assert.Contains(detail, json.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
