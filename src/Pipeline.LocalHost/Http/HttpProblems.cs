using Microsoft.AspNetCore.Http;

namespace Pipeline.LocalHost.Http;

/// <summary>The host's own refusals, as problem documents (RFC 9457): what to do, and nothing of what is inside.</summary>
internal static class HttpProblems
{
    public static IResult Of(int status)
    {
        var (title, detail) = status switch
        {
            StatusCodes.Status400BadRequest => (
                "The request cannot be understood.",
                "A value in the address is not of its type, or the body is not framed as its headers say. Correct the request and send it whole."),
            StatusCodes.Status401Unauthorized => (
                "A key is needed.",
                "Send a key that opens this function in the header x-functions-key, or in the query parameter code."),
            StatusCodes.Status403Forbidden => (
                "The request comes from elsewhere.",
                "Without keys this host answers its own machine only: call it by localhost or 127.0.0.1, and from pages of its own or of LocalHost:AllowedOrigins. Configure LocalHost:FunctionKeys to open it to others."),
            StatusCodes.Status404NotFound => (
                "Nothing is at this address.",
                "No function has this route. Compare the path with the functions' routes; letters that are not plain are escaped once."),
            StatusCodes.Status405MethodNotAllowed => (
                "The method does not fit the address.",
                "Use one of the methods in the header Allow."),
            StatusCodes.Status408RequestTimeout => (
                "The body came too slowly, or not to its end.",
                "Send the request again, whole; a slow connection takes smaller bodies."),
            StatusCodes.Status413PayloadTooLarge => (
                "The body is too large.",
                $"Send less at once, or raise the setting {HttpFunctions.BodyLimitSetting}."),
            _ => (
                "The request failed here.",
                "It may succeed when it is sent again. What went wrong is in the log of the host."),
        };
        return Results.Problem(detail, statusCode: status, title: title);
    }
}
