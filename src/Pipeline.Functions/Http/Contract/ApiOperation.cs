using Microsoft.AspNetCore.Http;

namespace Pipeline.Functions.Http.Contract;

/// <summary>Who may call an operation.</summary>
public enum ApiRole
{
    /// <summary>Everybody.</summary>
    Anyone,

    /// <summary>Who has a function key, or the app role Pipeline.Reader.</summary>
    Reader,

    /// <summary>Who has the master key, or the app role Pipeline.Operator.</summary>
    Operator,
}

/// <summary>A kind of answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Description">For the documentation.</param>
/// <param name="Type">What the JSON holds; null when the body is no JSON, or there is none.</param>
/// <param name="MediaType">The body's media type; null when there is none.</param>
public sealed record ApiResponse(int Status, string Description, Type? Type = null, string? MediaType = "application/json");

/// <summary>What one HTTP function takes and gives: its parameters are read by this, and the OpenAPI document is made from it.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Route">Its path, without a slash in front.</param>
/// <param name="Role">Who may call it.</param>
/// <param name="Summary">One sentence for the documentation.</param>
public sealed record ApiOperation(string Function, string Method, string Route, ApiRole Role, string Summary)
{
    /// <summary>More for the documentation.</summary>
    public string? Remarks { get; init; }

    /// <summary>Parameters of the query string.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>What the JSON of the body holds; null when it has none.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether the body is the bytes of a file.</summary>
    public bool TakesFile { get; init; }

    /// <summary>The answers, but for the problems that every call can end with.</summary>
    public required IReadOnlyList<ApiResponse> Responses { get; init; }

    /// <summary>All answers.</summary>
    public IReadOnlyList<ApiResponse> AllResponses => [.. Responses, .. Problems()];

    private IEnumerable<ApiResponse> Problems()
    {
        const string Problem = "application/problem+json";
        yield return new ApiResponse(StatusCodes.Status400BadRequest, "The request is not as described here.", null, Problem);
        yield return new ApiResponse(StatusCodes.Status429TooManyRequests, "Too many calls; Retry-After says when to come again.", null, Problem);
        yield return new ApiResponse(StatusCodes.Status403Forbidden, "The caller may not do this.", null, Problem);
        if (Role == ApiRole.Anyone)
        {
            yield break;
        }

        yield return new ApiResponse(StatusCodes.Status401Unauthorized, "No key was given, or it does not open this.", null, Problem);
        if (TakesFile || Body is not null)
        {
            yield return new ApiResponse(StatusCodes.Status413PayloadTooLarge, "The body is too large.", null, Problem);
        }

        if (Body is not null)
        {
            yield return new ApiResponse(StatusCodes.Status415UnsupportedMediaType, "The body is no JSON.", null, Problem);
        }

        yield return new ApiResponse(StatusCodes.Status503ServiceUnavailable, "Storage does not answer.", null, Problem);
    }
}
