using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>Stands between the app and its storage, and misbehaves on order. Signatures name no host, so requests pass through as they are.</summary>
internal sealed class StorageProxy : IAsyncDisposable
{
    private static readonly string[] Endpoints = ["BlobEndpoint", "QueueEndpoint", "TableEndpoint"];
    private static readonly string[] NotForwarded = ["Host", "Connection", "Transfer-Encoding", "Keep-Alive", "Expect"];

    private readonly WebApplication _app;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) });
    private readonly List<int> _ports;
    private IReadOnlyList<string> _targets = [];

    private StorageProxy(WebApplication app)
    {
        _app = app;
        _ports = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address).Port)];
    }

    /// <summary>What goes wrong with a request; may be changed while it runs.</summary>
    public Func<StorageRequest, Fault>? Misbehave { get; set; }

    /// <summary>Sees every answer of a queue.</summary>
    public Action<byte[]>? QueueAnswered { get; set; }

    /// <summary>Requests that something went wrong with.</summary>
    public int Faults => _faults;

    private int _faults;

    public static async Task<StorageProxy> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            foreach (var _ in Endpoints)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        StorageProxy? proxy = null;
        var app = builder.Build();
        app.Run(context => proxy!.HandleAsync(context));
        await app.StartAsync(cancellationToken);
        return proxy = new StorageProxy(app);
    }

    /// <summary>Sends what comes from now on to the endpoints of <paramref name="connectionString"/>.</summary>
    public void Target(string connectionString)
    {
        var parts = Parts(connectionString);
        _targets = [.. Endpoints.Select(endpoint => new Uri(parts[endpoint]).GetLeftPart(UriPartial.Authority))];
    }

    /// <summary>The account of <paramref name="connectionString"/>, as it is reached through here.</summary>
    public string ConnectionString(string connectionString)
    {
        var parts = Parts(connectionString);
        for (var i = 0; i < Endpoints.Length; i++)
        {
            parts[Endpoints[i]] = $"http://127.0.0.1:{_ports[i]}{new Uri(parts[Endpoints[i]]).AbsolutePath}";
        }

        return string.Join(';', parts.Select(part => $"{part.Key}={part.Value}"));
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private static Dictionary<string, string> Parts(string connectionString) =>
        connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);

    private async Task HandleAsync(HttpContext context)
    {
        var service = _ports.IndexOf(context.Connection.LocalPort);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var request = new StorageRequest(Endpoints[service][..^"Endpoint".Length], context.Request.Method, target, context.Request.Headers.IfMatch.Count > 0, body.ToArray());
        var fault = Misbehave?.Invoke(request) ?? Fault.None;
        if (fault != Fault.None)
        {
            Interlocked.Increment(ref _faults);
        }

        try
        {
            switch (fault)
            {
                case Fault.CutBefore:
                    context.Abort();
                    return;
                case Fault.Busy:
                    await RefuseAsync(context, 503, "ServerBusy");
                    return;
                case Fault.Conflict:
                    await RefuseAsync(context, 412, "UpdateConditionNotSatisfied");
                    return;
                case Fault.Slow:
                    await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, context.RequestAborted);
                    break;
                case Fault.Hang:
                    await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, context.RequestAborted);
                    context.Abort();
                    return;
                case Fault.Twice:
                    using (await SendAsync(context, service, target, request.Body))
                    {
                    }

                    break;
            }

            using var response = await SendAsync(context, service, target, request.Body);
            var bytes = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
            if (service == 1)
            {
                QueueAnswered?.Invoke(bytes);
            }

            if (fault == Fault.CutAfter)
            {
                context.Abort();
                return;
            }

            await AnswerAsync(context, response, bytes, isCut: fault == Fault.CutAnswer);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            context.Abort(); // Storage is away, or the app is.
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContext context, int service, string target, byte[] body)
    {
        var uri = new Uri(_targets[service] + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var message = new HttpRequestMessage(new HttpMethod(context.Request.Method), uri);
        if (body.Length > 0 || context.Request.ContentLength is not null)
        {
            message.Content = new ByteArrayContent(body);
        }

        foreach (var (name, values) in context.Request.Headers)
        {
            if (!NotForwarded.Contains(name, StringComparer.OrdinalIgnoreCase) && !message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return await _client.SendAsync(message, context.RequestAborted);
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage response, byte[] bytes, bool isCut)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!NotForwarded.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        await context.Response.StartAsync(context.RequestAborted);
        if (bytes.Length > 0)
        {
            await context.Response.Body.WriteAsync(isCut ? bytes.AsMemory(0, bytes.Length / 2) : bytes, context.RequestAborted);
        }

        if (isCut)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
    }

    private static async Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["x-ms-error-code"] = code;
        await context.Response.WriteAsJsonAsync(new Dictionary<string, object> { ["odata.error"] = new { code, message = new { lang = "en-US", value = "By order of the test." } } }, context.RequestAborted);
    }
}

/// <summary>A request on its way to storage.</summary>
/// <param name="Service">Blob, Queue or Table.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Target">Path and query, escaped as sent.</param>
/// <param name="IsConditional">Whether it names the version that it replaces.</param>
/// <param name="Body">Its body.</param>
internal sealed record StorageRequest(string Service, string Method, string Target, bool IsConditional, byte[] Body)
{
    /// <summary>Whether it is of the pipeline itself: not the host's polling, leases, receipts and renewals.</summary>
    public bool IsEffect => Method is not ("GET" or "HEAD" or "OPTIONS")
        && !Target.Contains("azure-webjobs-hosts", StringComparison.Ordinal)
        && !Target.Contains("comp=lease", StringComparison.Ordinal)
        && !(Service == "Queue" && Method == "PUT");

    /// <summary>Whether it replaces a row of Articles.</summary>
    public bool IsCommit => Service == "Table" && IsConditional && Target.Contains("/Articles(", StringComparison.Ordinal);

    /// <summary>Whether it puts a message on a queue between two stages.</summary>
    public bool IsMessage => Service == "Queue" && Method == "POST";
}

/// <summary>What may go wrong with a request.</summary>
internal enum Fault
{
    None,

    /// <summary>The connection ends and storage hears nothing.</summary>
    CutBefore,

    /// <summary>Storage has done it, and the connection ends without an answer.</summary>
    CutAfter,

    /// <summary>Half of the answer comes.</summary>
    CutAnswer,

    /// <summary>503.</summary>
    Busy,

    /// <summary>412.</summary>
    Conflict,

    /// <summary>It takes three seconds.</summary>
    Slow,

    /// <summary>No answer for ten seconds, then the connection ends.</summary>
    Hang,

    /// <summary>It is done twice.</summary>
    Twice,
}
