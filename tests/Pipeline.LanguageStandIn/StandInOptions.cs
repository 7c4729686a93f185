using System.Security.Cryptography.X509Certificates;

namespace Pipeline.LanguageStandIn;

/// <summary>How the stand-in behaves. The defaults are those of the tier S.</summary>
public sealed record StandInOptions
{
    /// <summary>The key that requests must carry.</summary>
    public string Key { get; init; } = "stand-in-key";

    /// <summary>Speaks HTTPS with this certificate; null: HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Requests in any second.</summary>
    public int RequestsPerSecond { get; init; } = 1_000;

    /// <summary>Requests in any minute.</summary>
    public int RequestsPerMinute { get; init; } = 1_000;

    /// <summary>Text records until the free tier is exhausted; null: a paid tier.</summary>
    public long? FreeRecords { get; init; }

    /// <summary>How long each answer takes at least.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.Zero;

    /// <summary>What goes wrong with a request that is otherwise good; null: nothing.</summary>
    public Func<StandInRequest, Misbehaviour?>? Misbehave { get; init; }
}

/// <summary>A request as the stand-in sees it.</summary>
/// <param name="Number">Counts the requests from 1.</param>
/// <param name="Kind">SentimentAnalysis, KeyPhraseExtraction.</param>
/// <param name="Texts">The documents' texts.</param>
public sealed record StandInRequest(int Number, string Kind, IReadOnlyList<string> Texts);

/// <summary>A way to go wrong.</summary>
public enum Misbehaviour
{
    /// <summary>429 with Retry-After in seconds.</summary>
    TooManyRequests,

    /// <summary>429 with Retry-After as a date.</summary>
    TooManyRequestsWithDate,

    /// <summary>429 without Retry-After.</summary>
    TooManyRequestsBare,

    /// <summary>500.</summary>
    InternalError,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>403 with a Retry-After of days, as an exhausted free tier answers.</summary>
    QuotaExhausted,

    /// <summary>400 for the request as a whole.</summary>
    Refused,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>An answer that takes longer than anybody waits; nothing is bought.</summary>
    Slow,

    /// <summary>The connection is cut before an answer; nothing is bought.</summary>
    CutConnection,

    /// <summary>200 with half an answer; nothing is bought.</summary>
    MalformedJson,

    /// <summary>200 with JSON of another shape; nothing is bought.</summary>
    WrongShape,

    /// <summary>The answers come in reverse order.</summary>
    Reordered,

    /// <summary>The first document is left out, and not bought.</summary>
    MissingAnswer,

    /// <summary>The first document gets an error of its own, a passing one.</summary>
    DocumentError,

    /// <summary>The first document gets an error of its own, a lasting one.</summary>
    DocumentInvalid,
}
