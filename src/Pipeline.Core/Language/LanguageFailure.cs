using System.Globalization;
using Azure;
using Azure.Identity;
using Pipeline.Core.Articles;

namespace Pipeline.Core.Language;

/// <summary>What a failed request means.</summary>
/// <param name="Reason">A reason code; <see cref="ReasonCodes.DocumentRefused"/> when the request itself was refused.</param>
/// <param name="Detail">One sentence that says what to do; no article text.</param>
/// <param name="RetryAfter">What the service asks for.</param>
/// <param name="IsSettled">Whether it is sure that nothing was bought.</param>
internal sealed record LanguageFailure(string Reason, string Detail, TimeSpan? RetryAfter, bool IsSettled)
{
    private const int TooManyRequests = 429;

    /// <summary>How long wrong settings are left alone: they do not mend by themselves, and a mended one should not wait for long.</summary>
    private static readonly TimeSpan SettingsPause = TimeSpan.FromMinutes(1);

    /// <summary>Whether the request was at fault, and not the service or the settings.</summary>
    public bool IsRefusal => Reason == ReasonCodes.DocumentRefused;

    /// <summary>Reads the failure of a request.</summary>
    public static LanguageFailure Of(Exception exception, DateTimeOffset now)
    {
        var request = exception as RequestFailedException;
        var status = request?.Status ?? 0;
        var retryAfter = RetryAfterOf(request, now);
        return status switch
        {
            _ when exception is AuthenticationFailedException => new(
                ReasonCodes.LanguageSettings, "The app's identity gets no token for Azure AI Language: set Language:Key, or check the identity and Language:ClientId.", SettingsPause, true),
            TooManyRequests => new(ReasonCodes.Throttled, "Azure AI Language asked to wait (429).", retryAfter, true),
            403 when retryAfter is not null => new(ReasonCodes.QuotaExhausted, "The quota of the Azure AI Language resource is spent: wait, or choose a larger tier.", retryAfter, true),
            401 or 403 => Settings(status, "check Language:Key, or the role Cognitive Services User of the app's identity"),
            404 => Settings(status, "check Language:Endpoint and Language:ApiVersion"),
            400 or 413 => new(ReasonCodes.DocumentRefused, $"Azure AI Language refused the document ({status} {request?.ErrorCode}).", null, true),
            _ => new(ReasonCodes.ServiceUnavailable, $"Azure AI Language does not answer as it should ({(status > 0 ? status.ToString(CultureInfo.InvariantCulture) : "no answer")}).", retryAfter, status >= 500),
        };
    }

    private static LanguageFailure Settings(int status, string remedy) =>
        new(ReasonCodes.LanguageSettings, $"Azure AI Language refuses the app ({status}): {remedy}.", SettingsPause, true);

    /// <summary>Seconds or a date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after).</summary>
    private static TimeSpan? RetryAfterOf(RequestFailedException? request, DateTimeOffset now)
    {
        if (request?.GetRawResponse() is not { } response || !response.Headers.TryGetValue("Retry-After", out var value))
        {
            return null;
        }

        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(366).TotalSeconds));
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date > now ? date - now : TimeSpan.Zero
            : null;
    }
}
