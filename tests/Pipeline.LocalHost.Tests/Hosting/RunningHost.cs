using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.LocalHost.Tests.Hosting;

/// <summary>A host of one function class in this process, with what happens in it to wait for.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LocalFunctionsHost _host;

    private RunningHost(LocalFunctionsHost host, StorageTraffic traffic)
    {
        _host = host;
        Traffic = traffic;
    }

    public StorageTraffic Traffic { get; }

    public Uri Address => _host.BaseAddress;

    public static async Task<RunningHost> StartAsync<TFunctions>(
        string account,
        Probe probe,
        TimeProvider? time = null,
        params (string Setting, string Value)[] settings)
    {
        var (host, traffic) = Build(typeof(TFunctions), account, probe, time, null, settings);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new RunningHost(host, traffic);
    }

    public static (LocalFunctionsHost Host, StorageTraffic Traffic) Build(
        Type functions,
        string account,
        Probe probe,
        TimeProvider? time,
        Action<IServiceCollection>? services,
        params (string Setting, string Value)[] settings)
    {
        var traffic = new StorageTraffic();
        var builder = LocalFunctionsApplication.CreateBuilder([], [functions]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage"] = account,
            ["LocalHost:Port"] = "0",
            ["LocalHost:BlobScanInterval"] = "00:00:00.1",
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.2",
            ["Logging:LogLevel:Default"] = "None",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Setting, (string?)setting.Value)));
        builder.Services.AddSingleton(probe);
        services?.Invoke(builder.Services);
        builder.Services.Configure<LocalHostOptions>(options => options.ConfigureStorageClient += client => client.AddPolicy(traffic, HttpPipelinePosition.PerRetry));
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        return (builder.Build(), traffic);
    }

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }
}

/// <summary>How functions and their test talk: what was called with what, and gates to hold a call.</summary>
public sealed class Probe
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly Channel<bool> _gate = Channel.CreateUnbounded<bool>();

    public void Report(string what) => _events.Writer.TryWrite(what);

    public async Task HoldAsync(CancellationToken cancellationToken) => await _gate.Reader.ReadAsync(cancellationToken);

    public void Release(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            _gate.Writer.TryWrite(true);
        }
    }

    public async Task<string> NextAsync() =>
        await _events.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(RunningHost.Patience, TestContext.Current.CancellationToken);

    public async Task<string[]> NextAsync(int count)
    {
        var events = new string[count];
        for (var i = 0; i < count; i++)
        {
            events[i] = await NextAsync();
        }

        return events;
    }

    public bool IsQuiet => !_events.Reader.TryPeek(out _);
}

/// <summary>Every storage request of a host, to wait for and to count.</summary>
internal sealed class StorageTraffic : HttpPipelinePolicy
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Lock _lock = new();
    private readonly List<(Func<string, bool> Matches, TaskCompletionSource Seen)> _waiting = [];

    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Ends at the next request, written as <c>METHOD /path?query STATUS</c>, that satisfies the condition.</summary>
    public Task NextAsync(Func<string, bool> matches)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((matches, seen));
        }

        return seen.Task.WaitAsync(RunningHost.Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>Ends when so many more such requests have been seen. One wait for all of them: two may come at the same moment.</summary>
    public Task NextAsync(int count, Func<string, bool> matches)
    {
        var seen = 0;
        return NextAsync(request => matches(request) && Interlocked.Increment(ref seen) == count);
    }

    /// <summary>Ends when such a request has been seen, now or before.</summary>
    public Task SeenAsync(Func<string, bool> matches)
    {
        var next = NextAsync(matches);
        return _requests.Any(matches) ? Task.CompletedTask : next;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The host is asynchronous throughout.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        var uri = message.Request.Uri.ToUri();
        var request = $"{message.Request.Method} {uri.PathAndQuery} {message.Response.Status}";
        lock (_lock)
        {
            _requests.Enqueue(request);
            foreach (var waiting in _waiting.Where(waiting => waiting.Matches(request)).ToList())
            {
                _waiting.Remove(waiting);
                waiting.Seen.SetResult();
            }
        }
    }
}

/// <summary>A test's own view of its storage account.</summary>
internal static class Account
{
    public static async Task<QueueClient> QueueAsync(string account, string name, QueueMessageEncoding encoding = QueueMessageEncoding.None)
    {
        var queue = new QueueClient(account, name, new QueueClientOptions { MessageEncoding = encoding });
        await queue.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        return queue;
    }

    public static async Task<BlobContainerClient> ContainerAsync(string account, string name)
    {
        var container = new BlobContainerClient(account, name);
        await container.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        return container;
    }

    public static async Task UploadAsync(this BlobContainerClient container, string name, string text) =>
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true, TestContext.Current.CancellationToken);
}
