using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Pipeline.Core.Queries;
using Pipeline.Functions.Http.Contract;

namespace Pipeline.Functions.Http;

/// <summary>Health, and the documentation of the API.</summary>
public sealed class ServiceApi(Api api, HealthCheck health)
{
    private const string ScalarScript = "ScalarStaticAssets.scalar.js";

    /// <summary>Only what this app serves; Scalar brings its styles along, and asks nobody else for anything.</summary>
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly Lazy<byte[]> s_document = new(() => Resource(typeof(ServiceApi), "openapi.json"));
    private static readonly Lazy<byte[]> s_page = new(() => Resource(typeof(ServiceApi), "docs.html"));
    private static readonly Lazy<byte[]> s_script = new(() => Resource(typeof(Scalar.AspNetCore.ScalarOptions), ScalarScript));

    /// <summary>Whether the pipeline can work, and how much is waiting.</summary>
    [Function("GetHealth")]
    public Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/health")] HttpRequest request,
        CancellationToken cancellationToken) => api.RunAsync(request, ApiOperations.GetHealth, async _ =>
        {
            var report = await health.RunAsync(cancellationToken);
            return Answers.Json(report, report.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });

    /// <summary>The OpenAPI document.</summary>
    [Function("GetOpenApi")]
    public Task<IResult> DocumentAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        api.RunAsync(request, ApiOperations.GetOpenApi, _ => FileAsync(request, s_document.Value, "application/json; charset=utf-8"));

    /// <summary>The documentation as a page.</summary>
    [Function("GetDocs")]
    public Task<IResult> PageAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/docs")] HttpRequest request) => api.RunAsync(request, ApiOperations.GetDocs, _ =>
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
        return FileAsync(request, s_page.Value, "text/html; charset=utf-8");
    });

    /// <summary>The page's script, compressed as Scalar ships it.</summary>
    [Function("GetDocsScript")]
    public Task<IResult> ScriptAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/docs.js")] HttpRequest request) => api.RunAsync(request, ApiOperations.GetDocsScript, _ =>
    {
        var takesGzip = request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "gzip" && coding.Quality != 0);
        request.HttpContext.Response.Headers.Vary = "Accept-Encoding";
        if (takesGzip)
        {
            request.HttpContext.Response.Headers.ContentEncoding = "gzip";
        }

        return FileAsync(request, takesGzip ? s_script.Value : Expand(s_script.Value), "text/javascript; charset=utf-8");
    });

    /// <summary>What is the same for everybody may be kept, and is asked for again.</summary>
    private static Task<IResult> FileAsync(HttpRequest request, byte[] bytes, string mediaType)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, no-cache";
        return Task.FromResult(Answers.Static(bytes, mediaType));
    }

    private static byte[] Expand(byte[] gzip)
    {
        using var expanded = new MemoryStream();
        using var compressed = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        compressed.CopyTo(expanded);
        return expanded.ToArray();
    }

    private static byte[] Resource(Type of, string name)
    {
        using var stream = of.Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{of.Assembly.GetName().Name} has no resource {name}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
