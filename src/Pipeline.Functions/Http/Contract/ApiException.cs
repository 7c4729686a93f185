using Microsoft.AspNetCore.Http;

namespace Pipeline.Functions.Http.Contract;

/// <summary>Ends a call with a problem (RFC 9457). Its detail says what to do, and repeats nothing of what was sent.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="title">What kind of problem it is.</param>
/// <param name="detail">One or two sentences for who made the call.</param>
public sealed class ApiException(int status, string title, string detail) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>What kind of problem it is.</summary>
    public string Title => title;

    /// <summary>The request is not as the documentation says.</summary>
    public static ApiException BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "The request cannot be understood.", detail);

    /// <summary>There is no such thing.</summary>
    public static ApiException NotFound(string detail) => new(StatusCodes.Status404NotFound, "Not found.", detail);

    /// <summary>What is asked for is not what there is any more.</summary>
    public static ApiException Conflict(string detail) => new(StatusCodes.Status409Conflict, "Something has changed.", detail);

    /// <summary>The body is larger than the setting allows.</summary>
    public static ApiException TooLarge(long bytes) =>
        new(StatusCodes.Status413PayloadTooLarge, "The body is too large.", $"At most {bytes} bytes are taken. The setting Pipeline:MaxFileBytes says how many a file may have.");
}
