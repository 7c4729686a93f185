using System.Globalization;
using System.Threading.RateLimiting;
using Azure;
using Azure.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pipeline.Functions.Http.Contract;

/// <summary>What every call goes through, in both builds: the role, the number of calls, the parameters; and how what goes wrong is said.</summary>
public sealed partial class Api : IDisposable
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly ILogger<Api> _logger;
    private readonly bool _requireAppRoles;
    private readonly PartitionedRateLimiter<string> _calls;

    /// <summary>With the settings of the section <c>Api</c>.</summary>
    public Api(IOptions<ApiOptions> options, ILogger<Api> logger)
    {
        _logger = logger;
        _requireAppRoles = options.Value.RequireAppRoles;
        var calls = options.Value.CallsPerMinute;
        _calls = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetFixedWindowLimiter(caller, _ => new FixedWindowRateLimiterOptions { PermitLimit = calls, Window = s_window }));
    }

    /// <summary>Answers a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="operation">What it calls.</param>
    /// <param name="answer">Makes the answer of the parameters.</param>
    internal async Task<IResult> RunAsync(HttpRequest request, ApiOperation operation, Func<ApiQuery, Task<IResult>> answer)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        try
        {
            await AdmitAsync(request, operation);
            return await answer(ApiQuery.Read(request.Query, operation));
        }
        catch (ApiException problem)
        {
            return Results.Problem(problem.Message, statusCode: problem.Status, title: problem.Title);
        }
        catch (BadHttpRequestException problem)
        {
            return Results.Problem("The body ended early, or is larger than what is taken. Send it again, whole.", statusCode: problem.StatusCode, title: "The body cannot be read.");
        }
        catch (Exception exception) when (exception is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            LogStorage(_logger, exception, operation.Function);
            return Results.Problem("Storage does not answer as it should. Try again later; GET api/health says more.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not available.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    /// <exception cref="ApiException">The caller may not do this, or not now.</exception>
    private async Task AdmitAsync(HttpRequest request, ApiOperation operation)
    {
        using var lease = await _calls.AcquireAsync(Caller.Name(request, _requireAppRoles), cancellationToken: request.HttpContext.RequestAborted);
        if (!lease.IsAcquired)
        {
            var after = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : s_window;
            request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            throw new ApiException(StatusCodes.Status429TooManyRequests, "Too many calls.", "Come again after as many seconds as the header Retry-After says. The setting Api:CallsPerMinute says how many calls are taken.");
        }

        if (_requireAppRoles && !Caller.HasRole(request, operation.Role))
        {
            throw new ApiException(StatusCodes.Status403Forbidden, "Not allowed.", $"This needs the app role Pipeline.{operation.Role}. Whoever looks after the app's registration in Entra ID assigns it.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: storage does not answer as it should.")]
    private static partial void LogStorage(ILogger logger, Exception exception, string function);
}
