using System.Text.Json;

namespace Pipeline.Functions.Tests.OpenApi.Sweep;

/// <summary>A parameter as the document describes it; its place is query or path.</summary>
internal sealed record SweptParameter(string Name, string Place, bool IsRequired, JsonElement Schema);

/// <summary>An operation as the document describes it: with the schemas of its body by media type, and of its answers by status and media type. One that is open needs no key.</summary>
internal sealed record SweptOperation(
    string Id,
    string Method,
    string Path,
    IReadOnlyList<SweptParameter> Parameters,
    IReadOnlyDictionary<string, JsonElement> Bodies,
    IReadOnlyDictionary<int, IReadOnlyDictionary<string, JsonElement>> Answers,
    bool IsOpen,
    IReadOnlyList<string> Tags)
{
    /// <summary>All operations of a document.</summary>
    public static IReadOnlyList<SweptOperation> ReadAll(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from method in path.Value.EnumerateObject()
           select Read(path.Name, method.Name.ToUpperInvariant(), method.Value),
    ];

    private static SweptOperation Read(string path, string method, JsonElement operation) => new(
        operation.GetProperty("operationId").GetString()!,
        method,
        path,
        operation.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Select(parameter => new SweptParameter(
                parameter.GetProperty("name").GetString()!,
                parameter.GetProperty("in").GetString()!,
                parameter.TryGetProperty("required", out var required) && required.GetBoolean(),
                parameter.GetProperty("schema")))]
            : [],
        operation.TryGetProperty("requestBody", out var body) ? Content(body) : [],
        operation.GetProperty("responses").EnumerateObject().ToDictionary(
            response => int.Parse(response.Name, System.Globalization.CultureInfo.InvariantCulture),
            IReadOnlyDictionary<string, JsonElement> (response) => Content(response.Value)),
        operation.TryGetProperty("security", out var security) && security.GetArrayLength() == 0,
        operation.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateArray().Select(tag => tag.GetString()!)] : []);

    private static Dictionary<string, JsonElement> Content(JsonElement holder) => holder.TryGetProperty("content", out var content)
        ? content.EnumerateObject().ToDictionary(media => media.Name, media => media.Value.GetProperty("schema"), StringComparer.OrdinalIgnoreCase)
        : new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>What the answer to a request may be.</summary>
internal enum Expected
{
    /// <summary>Any answer that the document lists.</summary>
    Listed,

    /// <summary>A refusal that the document lists: what was sent is not what it takes.</summary>
    Refused,

    /// <summary>A refusal of the host, before the operation and its document: 404, 405, 414.</summary>
    RefusedByHost,
}

/// <summary>A request of the sweep: its target is path and query, escaped as they are to be sent.</summary>
internal sealed record SweptRequest(SweptOperation Operation, string Target, Expected Expected, string Why)
{
    public string? Method { get; init; }

    public byte[]? Body { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Parameters with a value that the document allows; for the record of what was ever taken.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    public string Written => $"{Method ?? Operation.Method} {Short(Target)}"
        + string.Concat(Headers.Select(header => $" -H '{header.Name}: {header.Value}'"))
        + (Body is null ? "" : $" [{ContentType ?? "no type"}] {Short(System.Text.Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 400))))}");

    private static string Short(string text) => text.Length <= 400 ? text : $"{text[..400]}… ({text.Length} characters)";
}
