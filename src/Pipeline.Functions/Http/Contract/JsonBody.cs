using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Functions.Http.Contract;

/// <summary>Reads small bodies of JSON.</summary>
internal static class JsonBody
{
    /// <summary>Far more than any order needs.</summary>
    private const int MostBytes = 64 * 1024;

    private const int LongestText = 256;

    /// <summary>The body.</summary>
    /// <exception cref="ApiException">It is too large, or not what is taken.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "The body is no JSON.", "Send JSON, with the header Content-Type: application/json.");
        }

        using var bytes = new MemoryStream();
        var buffer = new byte[MostBytes];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (bytes.Length + read > MostBytes)
            {
                throw new ApiException(StatusCodes.Status413PayloadTooLarge, "The body is too large.", $"At most {MostBytes} bytes are taken.");
            }

            bytes.Write(buffer, 0, read);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), Answers.Options) ?? throw Unreadable();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Unreadable();
        }
    }

    /// <summary>A text of the body that names something.</summary>
    /// <exception cref="ApiException">It can name nothing.</exception>
    public static string? Text(string? value, string name) => value is null || (value.Length is > 0 and <= LongestText && !value.Any(char.IsControl))
        ? value
        : throw ApiException.BadRequest($"{name} is a text of 1 to {LongestText} characters without control characters.");

    private static ApiException Unreadable() => ApiException.BadRequest("The body is not the JSON object that this takes. GET api/openapi.json says which fields there are, and what they may be.");
}
