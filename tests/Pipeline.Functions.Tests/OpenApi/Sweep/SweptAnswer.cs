using System.Text;
using System.Text.Json;

namespace Pipeline.Functions.Tests.OpenApi.Sweep;

/// <summary>An answer, and what the document says of it.</summary>
internal sealed class SweptAnswer
{
    private const string Problem = "application/problem+json";
    private const int MethodNotAllowed = 405;
    private const int AddressTooLong = 414;
    private const int NotFound = 404;

    /// <summary>What only the inside of the app says.</summary>
    private static readonly string[] s_internals = ["Exception", "   at ", "AccountKey", "RequestId:", "StackTrace", ".cs:line"];

    private readonly byte[] _body;
    private readonly string? _media;
    private readonly bool _hasAllow;

    private SweptAnswer(int status, string? media, byte[] body, bool hasAllow)
    {
        (Status, _media, _body, _hasAllow) = (status, media, body, hasAllow);
        if (media is not null && IsJson(media))
        {
            try
            {
                Json = JsonElement.Parse(body);
            }
            catch (JsonException)
            {
                // Stays null, and is a fault.
            }
        }
    }

    public int Status { get; }

    /// <summary>The body; null when it is no JSON.</summary>
    public JsonElement? Json { get; }

    public string Written => $"{Status} {_media} {Encoding.UTF8.GetString(_body.AsSpan(0, Math.Min(_body.Length, 200)))}";

    public static bool IsJson(string media) => media.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    public static async Task<SweptAnswer> OfAsync(HttpClient client, SweptRequest request, CancellationToken cancellationToken)
    {
        // As it is written: what a client would put right is what is tried.
        var address = new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + request.Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var message = new HttpRequestMessage(new HttpMethod(request.Method ?? request.Operation.Method), address);
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            if (request.ContentType is { } type)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        using var response = await client.SendAsync(message, cancellationToken);
        return new SweptAnswer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsByteArrayAsync(cancellationToken),
            response.Content.Headers.Allow.Count > 0);
    }

    /// <summary>Each thing that is not as it must be, in a few words that are the same for the same thing.</summary>
    public IEnumerable<string> Faults(SweptRequest request, SchemaValidator validator)
    {
        var listed = request.Operation.Answers;
        var isHead = request.Method == "HEAD";
        if (Status >= 500 && !(listed.TryGetValue(Status, out var known) && known.Keys.Any(media => media != Problem) && _media != Problem))
        {
            yield return $"answers {Status}";
        }

        if (Status >= 400 && s_internals.FirstOrDefault(word => Encoding.UTF8.GetString(_body).Contains(word, StringComparison.Ordinal)) is { } told)
        {
            yield return $"tells of its inside: {told}";
        }

        if (request.Expected == Expected.RefusedByHost)
        {
            foreach (var fault in FaultsOfHost(request, isHead))
            {
                yield return fault;
            }

            yield break;
        }

        if (request.Expected == Expected.Refused && Status < 400)
        {
            yield return $"takes what the document forbids: {request.Why}";
        }

        if (!listed.TryGetValue(Status, out var bodies))
        {
            yield return $"answers {Status}, which the document does not list";
            yield break;
        }

        foreach (var fault in FaultsOfBody(bodies, validator))
        {
            yield return fault;
        }
    }

    private IEnumerable<string> FaultsOfBody(IReadOnlyDictionary<string, JsonElement> bodies, SchemaValidator validator)
    {
        if (bodies.Count == 0)
        {
            if (_body.Length > 0)
            {
                yield return $"answers {Status} with a body, which the document does not list";
            }
        }
        else if (_media is null || !bodies.TryGetValue(_media, out var schema))
        {
            yield return $"answers {Status} as {_media ?? "nothing"}, which the document does not list";
        }
        else if (IsJson(_media))
        {
            foreach (var fault in Json is { } json ? validator.Faults(schema, json).Take(1) : ["is no JSON"])
            {
                yield return $"answers {Status} outside its schema: {fault}";
            }
        }

        if (Status >= 400 && _media == Problem && Json is { } problem && (!problem.TryGetProperty("status", out var status) || status.GetInt32() != Status || !problem.TryGetProperty("detail", out _)))
        {
            yield return $"answers {Status} with a problem of another status, or without a detail";
        }

        if (Status is >= 400 and < 500 && _media != Problem)
        {
            yield return $"answers {Status} without a problem";
        }
    }

    private IEnumerable<string> FaultsOfHost(SweptRequest request, bool isHead)
    {
        var isHuge = request.Method is null;
        if (isHuge ? Status != AddressTooLong : Status is not (MethodNotAllowed or NotFound))
        {
            yield return $"answers {Status} to {request.Why}";
        }

        if (Status == MethodNotAllowed && !_hasAllow)
        {
            yield return "answers 405 without Allow";
        }

        if (isHead ? _body.Length > 0 : !isHuge && (_media != Problem || Json is null))
        {
            yield return $"answers {Status} {(isHead ? "to HEAD with a body" : "without a problem")}";
        }
    }
}
