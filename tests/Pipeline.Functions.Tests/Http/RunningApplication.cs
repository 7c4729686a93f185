using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Articles;
using Pipeline.Core.Storage;
using Pipeline.LocalHost;

namespace Pipeline.Functions.Tests.Http;

/// <summary>The whole app in this process, on a storage account of its own and a free port.</summary>
public sealed class RunningApplication : IAsyncDisposable
{
    /// <summary>How long an article may take through all stages on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly LocalFunctionsHost _host;

    private RunningApplication(LocalFunctionsHost host)
    {
        _host = host;
        Client = new HttpClient { BaseAddress = host.BaseAddress };
    }

    public HttpClient Client { get; }

    public static async Task<RunningApplication> StartAsync(AzuriteFixture azurite, params string[] settings)
    {
        var account = await azurite.CreateAccountAsync(TestContext.Current.CancellationToken);
        string[] args =
        [
            $"--Storage={account}",
            "--LocalHost:Port=0",
            "--LocalHost:BlobScanInterval=00:00:00.2",
            "--AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:00.2",
            "--Logging:LogLevel:Default=None",
            .. settings,
        ];
        var host = await PipelineApplication.CreateAsync(args, cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            return new RunningApplication(host);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Drops a file, as any uploader may, and returns its article's id.</summary>
    public async Task<string> DropAsync(string path, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await _host.Services.GetRequiredService<ArticleInbox>().PutAsync(path, content, TestContext.Current.CancellationToken);
    }

    /// <summary>The dropped files.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync() =>
        await _host.Services.GetRequiredService<PipelineStorage>().Articles.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken).Select(blob => blob.Name).ToListAsync();

    /// <summary>A service of the app.</summary>
    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Asks the API for the article until it has come to a state.</summary>
    public async Task WaitAsync(string id, string state)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (await StateAsync(id, patience.Token) != state)
        {
            await Task.Delay(BetweenLooks, TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }

    private async Task<string?> StateAsync(string id, CancellationToken cancellationToken)
    {
        using var response = await Client.GetAsync(new Uri($"api/articles/{id}", UriKind.Relative), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        var json = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return json.GetProperty("article").GetProperty("state").GetString();
    }
}
