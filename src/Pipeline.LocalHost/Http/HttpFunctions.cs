using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Http;

/// <summary>Serves HTTP functions as ASP.NET Core endpoints.</summary>
internal static class HttpFunctions
{
    private static readonly string[] AllMethods =
        [HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete, HttpMethods.Patch, HttpMethods.Head, HttpMethods.Options];

    /// <exception cref="InvalidOperationException">A route or a parameter is not valid; the message names the function.</exception>
    public static void Map(WebApplication app, IReadOnlyList<FunctionDescriptor> functions, HostJson hostJson)
    {
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
            app.MapMethods(pattern.RawText!, methods, context => HandleAsync(context, function, trigger.AuthLevel)).WithDisplayName(function.Name);
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
            await Problem(refused).ExecuteAsync(http);
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
            await Problem(StatusOf(exception)).ExecuteAsync(http);
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

    private static IResult Problem(int status) => Results.Problem(statusCode: status);
}
