using System.ComponentModel.DataAnnotations;
using System.Net;
using Azure.Core;
using Azure.Identity;

namespace Pipeline.Core.Language;

/// <summary>Settings of Azure AI Language, section <c>Language</c>. Without an endpoint the offline analyser is used and none of them matters. Validated at start.</summary>
public sealed class LanguageOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Language";

    /// <summary>Address of the service, such as https://NAME.cognitiveservices.azure.com. Default: none, the offline analyser.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Key of the service. Default: none, the app's identity (which needs the custom subdomain in the address).</summary>
    public string? Key { get; set; }

    /// <summary>Client id of a user-assigned identity. Default: none, the system-assigned one or the developer's.</summary>
    public string? ClientId { get; set; }

    /// <summary>Version of the API. Default 2023-04-01. Changing it makes every article stale.</summary>
    [Required(ErrorMessage = "Setting Language:ApiVersion must not be empty.")]
    public string ApiVersion { get; set; } = "2023-04-01";

    /// <summary>Version of the service's model. Default latest. Changing it makes every article stale.</summary>
    [Required(ErrorMessage = "Setting Language:ModelVersion must not be empty.")]
    public string ModelVersion { get; set; } = "latest";

    /// <summary>Whether opinions about the parts of a thing are asked for. Default false. Changing it makes every article stale.</summary>
    public bool OpinionMining { get; set; }

    /// <summary>Requests a minute that all instances together may send. Default 1,000, the limit of the tier S; the free tier F0 allows 300.</summary>
    [Range(1, 100_000, ErrorMessage = "Setting Language:RequestsPerMinute must be between 1 and 100000.")]
    public int RequestsPerMinute { get; set; } = 1_000;

    /// <summary>Text records that may be bought in a day (UTC). Default: none, no limit.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "Setting Language:DailyRecordBudget must be 0 or more.")]
    public long? DailyRecordBudget { get; set; }

    /// <summary>What happens while the service is not to be had. Default Wait.</summary>
    [EnumDataType(typeof(UnavailablePolicy), ErrorMessage = "Setting Language:WhenUnavailable must be Wait or Offline.")]
    public UnavailablePolicy WhenUnavailable { get; set; } = UnavailablePolicy.Wait;

    /// <summary>How long one request may take. Default 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a document waits for others to share its request. Default 200 milliseconds.</summary>
    public TimeSpan ShareWait { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The longest pause after a failure, whatever the service asks for: an exhausted free tier asks for days, but may be changed to a paid one sooner. Default 15 minutes.
    /// </summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether the service is used at all.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(Endpoint);

    /// <summary>
    /// How this library reads the service's answers; raised when it makes other facts of the same answers. The articles are stale then, but the answers, which are
    /// cached as they came, are not bought again.
    /// </summary>
    internal int MappingVersion { get; set; } = 1;

    /// <summary>The app's identity.</summary>
    public TokenCredential CreateCredential() =>
        new DefaultAzureCredential(string.IsNullOrEmpty(ClientId) ? new DefaultAzureCredentialOptions() : new DefaultAzureCredentialOptions { ManagedIdentityClientId = ClientId });

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsConfigured && !IsSafe(Endpoint!))
        {
            yield return new ValidationResult("Setting Language:Endpoint must be an address that begins with https://, such as https://NAME.cognitiveservices.azure.com.");
        }

        if (IsConfigured && string.IsNullOrEmpty(Key) && new Uri(Endpoint!, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true, Scheme: "http" })
        {
            yield return new ValidationResult("Setting Language:Key must be set for an address that begins with http://: the tokens of an identity travel encrypted only.");
        }

        if (RequestTimeout < TimeSpan.FromSeconds(1) || RequestTimeout > TimeSpan.FromMinutes(5))
        {
            yield return new ValidationResult("Setting Language:RequestTimeout must be between 00:00:01 and 00:05:00.");
        }

        if (LongestPause < TimeSpan.FromSeconds(1) || LongestPause > TimeSpan.FromDays(1))
        {
            yield return new ValidationResult("Setting Language:LongestPause must be between 00:00:01 and 1.00:00:00.");
        }

        if (ShareWait < TimeSpan.Zero || ShareWait > TimeSpan.FromSeconds(5))
        {
            yield return new ValidationResult("Setting Language:ShareWait must be between 00:00:00 and 00:00:05.");
        }
    }

    /// <summary>Articles and keys travel encrypted; only this machine may be spoken to in the clear.</summary>
    private static bool IsSafe(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)));
}

/// <summary>What happens to articles while the service is not to be had: throttled, out of quota or budget, or down.</summary>
public enum UnavailablePolicy
{
    /// <summary>They wait, with the reason in their row.</summary>
    Wait,

    /// <summary>They are analysed offline, and again by the service when it is back.</summary>
    Offline,
}
