using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Http;

/// <summary>Serves HTTP functions as ASP.NET Core endpoints.</summary>
internal static class HttpFunctions
{
    /// <summary>Bounds request bodies, in bytes; a setting of the Functions host (https://learn.microsoft.com/azure/azure-functions/functions-app-settings).</summary>
    public const string BodyLimitSetting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";

    /// <summary>What the Functions host takes when nothing is set.</summary>
    private const long DefaultBodyLimit = 100L * 1024 * 1024;

    private static readonly string[] AllMethods =
        [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete, HttpMethods.Patch, HttpMethods.Head, HttpMethods.Options];

    /// <summary>The largest request body, in bytes.</summary>
    /// <exception cref="InvalidOperationException">The setting is no number of bytes; the message names it.</exception>
    public static long BodyLimit(IConfiguration settings)
    {
        if (settings[BodyLimitSetting] is not { } text)
        {
            return DefaultBodyLimit;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0
            ? bytes
            : throw new InvalidOperationException($"Setting {BodyLimitSetting} must be a number of bytes, at least 1, but is '{text}'.");
    }

    /// <exception cref="InvalidOperationException">A route or a parameter is not valid; the message names the function.</exception>
    public static void Map(WebApplication app, IReadOnlyList<FunctionDescriptor> functions, HostJson hostJson)
    {
        app.Use(ExplainRefusalsAsync);
        foreach (var function in functions.Where(function => function.Trigger is HttpTriggerAttribute))
        {
            var trigger = (HttpTriggerAttribute)function.Trigger;
            var pattern = Parse($"{hostJson.RoutePrefix}/{function.Source.TrimStart('/')}".TrimStart('/'), function);
            if (function.TriggerType != typeof(HttpRequest))
            {
                throw new InvalidOperationException($"Function '{function.Name}': an HTTP trigger's parameter is an {nameof(HttpRequest)}, not a {function.TriggerType.Name}.");
            }

            ParameterBinding.Validate(function, [.. pattern.Parameters.Select(parameter => parameter.Name)]);
            var methods = trigger.Methods.Count > 0 ? trigger.Methods.Select(method => method.ToUpperInvariant()) : AllMethods;
            app.MapMethods(pattern.RawText!, methods, context => HandleAsync(context, function, trigger.AuthLevel)).WithDisplayName(function.Name).WithMetadata(function);
        }
    }

    /// <summary>Routing refuses without a body. What a function answers is its own, as in Azure: also an answer without a body.</summary>
    private static async Task ExplainRefusalsAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (!http.Response.HasStarted && http.Response.StatusCode >= StatusCodes.Status400BadRequest && http.GetEndpoint()?.Metadata.GetMetadata<FunctionDescriptor>() is null)
        {
            await HttpProblems.Of(http.Response.StatusCode).ExecuteAsync(http);
        }
    }

    private static RoutePattern Parse(string template, FunctionDescriptor function)
    {
        try
        {
            return RoutePatternFactory.Parse(template);
        }
        catch (RoutePatternException exception)
        {
            throw new InvalidOperationException($"Route '{template}' of function '{function.Name}' is not valid: {exception.Message}", exception);
        }
    }

    private static async Task HandleAsync(HttpContext http, FunctionDescriptor function, AuthorizationLevel level)
    {
        if (http.RequestServices.GetRequiredService<HttpAccess>().Refusal(http.Request, level) is { } refused)
        {
            await HttpProblems.Of(refused).ExecuteAsync(http);
            return;
        }

        if (http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
        {
            // Else only a function that reads the body would notice.
            await HttpProblems.Of(StatusCodes.Status413PayloadTooLarge).ExecuteAsync(http);
            return;
        }

        var invoker = http.RequestServices.GetRequiredService<FunctionInvoker>();
        try
        {
            var bindingData = http.Request.RouteValues.ToDictionary(
                value => value.Key,
                object? (value) => Convert.ToString(value.Value, CultureInfo.InvariantCulture),
                StringComparer.OrdinalIgnoreCase);
            var returned = await invoker.InvokeAsync(function, bindingData, _ => ValueTask.FromResult<object?>(http.Request), http.RequestAborted);
            await ToResult(returned).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to answer.
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            // What went wrong is in the log; the caller learns no internals.
            http.Response.Clear();
            await HttpProblems.Of(StatusOf(exception)).ExecuteAsync(http);
        }
    }

    private static IResult ToResult(object? returned) => returned switch
    {
        IResult result => result,
        null => Results.Empty,
        string text => Results.Text(text),
        _ => Results.Json(returned),
    };

    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException badRequest => badRequest.StatusCode,
        BindingDataException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };
}
