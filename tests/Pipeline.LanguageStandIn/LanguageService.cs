using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.LanguageStandIn;

/// <summary>
/// Stands in for Azure AI Language over HTTP: the same address, shapes, limits and errors as documented, its answers those of the offline analyser. It
/// listens on 127.0.0.1 only and misbehaves on order.
/// </summary>
public sealed class LanguageService : IAsyncDisposable
{
    /// <summary>https://learn.microsoft.com/azure/ai-services/language-service/concepts/data-limits</summary>
    private const int LargestRequest = 1_000_000;

    private const int MostDocuments = 10;

    private static readonly TimeSpan SlowAnswer = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan QuotaPeriod = TimeSpan.FromDays(12);

    private readonly WebApplication _app;
    private readonly StandInOptions _options;
    private readonly TimeProvider _time;

    private LanguageService(WebApplication app, StandInOptions options, TimeProvider time)
    {
        (_app, _options, _time) = (app, options, time);
        Ledger = new Ledger(time);
        Tokens = new TokenIssuer(time);
        Misbehave = options.Misbehave;
    }

    /// <summary>What was asked and bought.</summary>
    public Ledger Ledger { get; }

    /// <summary>What goes wrong with a request; may be changed while it runs.</summary>
    public Func<StandInRequest, Misbehaviour?>? Misbehave { get; set; }

    /// <summary>Gives and checks the tokens of identities.</summary>
    public TokenIssuer Tokens { get; }

    /// <summary>The newest model, which "latest" means; may be changed while it runs.</summary>
    public string LatestModel { get; set; } = "2024-03-01-stand-in";

    /// <summary>The seconds that a refusal asks to wait.</summary>
    public int RetryAfterSeconds { get; set; } = 1;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts on a free port, or on <paramref name="port"/>.</summary>
    public static async Task<LanguageService> StartAsync(StandInOptions options, int port = 0, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (options.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
            kestrel.Limits.MaxRequestBodySize = LargestRequest * 2;
        });
        var app = builder.Build();
        var service = new LanguageService(app, options, TimeProvider.System);
        app.MapPost("/language/:analyze-text", service.AnalyseAsync);
        await app.StartAsync(cancellationToken);
        return service;
    }

    /// <summary>Runs until the token is cancelled.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => ((IHost)_app).WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnalyseAsync(HttpContext context)
    {
        var (number, inSecond, inMinute) = Ledger.Arrived();
        context.Response.OnCompleted(() =>
        {
            Ledger.Answered(context.Response.StatusCode);
            return Task.CompletedTask;
        });
        if (!IsAuthorised(context.Request))
        {
            await RefuseAsync(context, 401, "401", "Access denied due to invalid subscription key.");
            return;
        }

        if (inSecond > _options.RequestsPerSecond || inMinute > _options.RequestsPerMinute)
        {
            await AskToWaitAsync(context, RetryAfterSeconds.ToString(CultureInfo.InvariantCulture));
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > LargestRequest)
        {
            await RefuseAsync(context, 413, "InvalidRequest", "Request body too large.");
            return;
        }

        if (AnalyzeRequest.TryRead(body.ToArray(), context.Request.Query["api-version"]) is not { } request)
        {
            await RefuseAsync(context, 400, "InvalidRequest", "The request is not valid.");
            return;
        }

        Ledger.Carried(request.Documents.Count);
        if (request.Documents.Count is 0 or > MostDocuments || request.Documents.DistinctBy(d => d.Id, StringComparer.Ordinal).Count() != request.Documents.Count)
        {
            await RefuseAsync(context, 400, "InvalidRequest", "Between 1 and 10 documents with ids of their own are allowed.");
            return;
        }

        if (_options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(_options.Latency, _time, context.RequestAborted);
        }

        var misbehaviour = Misbehave?.Invoke(new StandInRequest(number, request.Kind, [.. request.Documents.Select(d => d.Text)]))
            ?? (_options.FreeRecords <= Ledger.Records ? Misbehaviour.QuotaExhausted : null);
        await AnswerAsync(context, request, misbehaviour);
    }

    private async Task AnswerAsync(HttpContext context, AnalyzeRequest request, Misbehaviour? misbehaviour)
    {
        switch (misbehaviour)
        {
            case Misbehaviour.TooManyRequests:
                await AskToWaitAsync(context, RetryAfterSeconds.ToString(CultureInfo.InvariantCulture));
                break;
            case Misbehaviour.TooManyRequestsWithDate:
                await AskToWaitAsync(context, _time.GetUtcNow().AddSeconds(RetryAfterSeconds).ToString("R", CultureInfo.InvariantCulture));
                break;
            case Misbehaviour.TooManyRequestsBare:
                await AskToWaitAsync(context, null);
                break;
            case Misbehaviour.InternalError:
                await RefuseAsync(context, 500, "InternalServerError", "An unexpected error occurred.");
                break;
            case Misbehaviour.Unavailable:
                await RefuseAsync(context, 503, "ServiceUnavailable", "The service is temporarily unavailable.");
                break;
            case Misbehaviour.Refused:
                await RefuseAsync(context, 400, "InvalidRequest", "The request is not valid.");
                break;
            case Misbehaviour.Unauthorized:
                await RefuseAsync(context, 401, "401", "Access denied due to invalid subscription key.");
                break;
            case Misbehaviour.QuotaExhausted:
                context.Response.Headers.RetryAfter = ((long)QuotaPeriod.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await RefuseAsync(context, 403, "403", "Out of call volume quota.");
                break;
            case Misbehaviour.Slow:
                await Task.Delay(SlowAnswer, _time, context.RequestAborted);
                break;
            case Misbehaviour.CutConnection:
                context.Abort();
                break;
            case Misbehaviour.MalformedJson:
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("""{"kind":"SentimentAnalysisResults","results":{"documents":[{"id":"0","sent""", context.RequestAborted);
                break;
            case Misbehaviour.WrongShape:
                await WriteAsync(context, new JsonObject { ["results"] = new JsonObject { ["documents"] = "none" } });
                break;
            default:
                await WriteAsync(context, await new Answer(request, Ledger, LatestModel).WriteAsync(misbehaviour, context.RequestAborted));
                break;
        }
    }

    private bool IsAuthorised(HttpRequest request) =>
        request.Headers["Ocp-Apim-Subscription-Key"] == _options.Key
        || Tokens.Accepts(request.Headers.Authorization);

    private static Task AskToWaitAsync(HttpContext context, string? retryAfter)
    {
        context.Response.Headers.RetryAfter = retryAfter;
        return RefuseAsync(context, 429, "429", "Requests have exceeded the rate limit of your current tier.");
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });
    }

    private static Task WriteAsync(HttpContext context, JsonNode body)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(JsonSerializerOptions.Default), context.RequestAborted);
    }
}
