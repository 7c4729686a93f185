using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Pipeline.Functions.Tests.OpenApi.Sweep;

/// <summary>How many requests a sweep sent, and what it found that the document does not allow, each with requests that show it; several of one kind are one finding.</summary>
internal sealed record SweepReport(int Requests, IReadOnlyList<string> Findings);

/// <summary>
/// Calls every operation of an OpenAPI document with what it allows and what it does not, and holds the answers against the document: no 5xx, a status that is listed, its media type and
/// schema, a problem with every refusal, and no value taken that the schema forbids.
/// </summary>
internal sealed class Sweep
{
    /// <summary>Combinations of allowed values that are tried, beside each alone.</summary>
    public const int Combinations = 30;

    /// <summary>Allowed values that are tried of a parameter, and refused ones: those of the schema's bounds and a part of the rest by the seed.</summary>
    public const int AllowedEach = 12;

    private const int RefusedEach = 45;
    private const int AtOnce = 4;
    private const int Shown = 3;

    /// <summary>More than a request line may have.</summary>
    private const int HugeText = 20_000;

    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];

    private readonly HttpClient _client;
    private readonly SchemaValidator _validator;
    private readonly SweptValues _values;
    private readonly Random _random;
    private readonly ConcurrentDictionary<(string Operation, string Kind), List<string>> _findings = new();
    private readonly ConcurrentDictionary<(string Operation, string Parameter), bool> _taken = new();
    private int _requests;

    private Sweep(HttpClient client, JsonElement document, int seed)
    {
        _client = client;
        _validator = new SchemaValidator(document);
        _values = new SweptValues(_validator);
        _random = new Random(seed);
    }

    /// <summary>Sweeps an API. What only reads comes first, so that it finds what there is; operations that take a body last.</summary>
    public static async Task<SweepReport> RunAsync(HttpClient client, JsonElement document, int seed, CancellationToken cancellationToken)
    {
        var sweep = new Sweep(client, document, seed);
        var operations = SweptOperation.ReadAll(document).OrderBy(operation => operation.Bodies.Count).ThenBy(operation => operation.Method, StringComparer.Ordinal).ToList();

        // What operations without parameters answer teaches values for those that have some.
        foreach (var operation in operations.OrderBy(operation => operation.Parameters.Count(parameter => parameter.IsRequired)))
        {
            foreach (var request in operation.Bodies.Count > 0 || operation.Parameters.Any(parameter => parameter.IsRequired) ? [] : new[] { sweep.Plain(operation, [], Expected.Listed, "plain") })
            {
                await sweep.SendAsync(request, cancellationToken);
            }
        }

        foreach (var operation in operations)
        {
            var usual = await sweep.FindUsualAsync(operation, cancellationToken);
            var requests = sweep.Plan(operation, usual, [.. operations.Where(other => other.Path == operation.Path).Select(other => other.Method)]).ToList();
            await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (request, token) => await sweep.SendAsync(request, token));
            await sweep.InsistAsync(operation, usual, cancellationToken);
        }

        return new SweepReport(sweep._requests, [.. sweep._findings.OrderBy(finding => finding.Key).Select(finding => $"{finding.Key.Operation}: {finding.Key.Kind} ({finding.Value.Count} times)" + string.Concat(finding.Value.Take(Shown).Select(example => $"\n    {example}")))]);
    }

    /// <summary>Values of the required parameters that are answered with success.</summary>
    private async Task<Dictionary<string, string>> FindUsualAsync(SweptOperation operation, CancellationToken cancellationToken)
    {
        var usual = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters.Where(parameter => parameter.IsRequired))
        {
            var allowed = _values.For(parameter).Where(value => value.IsAllowed == true).Select(value => value.Text).Where(text => text.Length > 1).ToList();
            usual[parameter.Name] = allowed.FirstOrDefault("x");
            foreach (var text in operation.Bodies.Count > 0 || operation.Parameters.Count(other => other.IsRequired) > 1 ? [] : allowed.AsEnumerable().Reverse().Take(Combinations * 2))
            {
                var status = await SendAsync(Plain(operation, new(StringComparer.Ordinal) { [parameter.Name] = text }, Expected.Listed, "to find a usual value"), cancellationToken);
                if (status is >= 200 and < 300)
                {
                    usual[parameter.Name] = text;
                    break;
                }
            }
        }

        return usual;
    }

    /// <summary>Tries every allowed value of a parameter that was never taken: a sweep that is only refused would show nothing.</summary>
    private async Task InsistAsync(SweptOperation operation, Dictionary<string, string> usual, CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters.Where(parameter => !_taken[(operation.Id, parameter.Name)]))
        {
            foreach (var text in _values.For(parameter).Where(value => value.IsAllowed == true).Select(value => value.Text).Reverse().TakeWhile(_ => !_taken[(operation.Id, parameter.Name)]))
            {
                await SendAsync(Plain(operation, With(usual, parameter.Name, text), Expected.Listed, "every allowed value"), cancellationToken);
            }
        }

        foreach (var (_, name) in _taken.Where(taken => taken.Key.Operation == operation.Id && !taken.Value).Select(taken => taken.Key))
        {
            Find(operation.Id, $"was never answered with success {(name.Length == 0 ? "at all" : $"with an allowed {name}")}", "");
        }
    }

    private IEnumerable<SweptRequest> Plan(SweptOperation operation, Dictionary<string, string> usual, IReadOnlyList<string> methods)
    {
        var (_, firstBody) = FirstBody(operation);
        _taken[(operation.Id, "")] = false;
        yield return Plain(operation, usual, Expected.Listed, "plain");
        yield return Plain(operation, usual, Expected.Listed, "what is known already") with { Headers = [("If-None-Match", "*")] };
        yield return Plain(operation, usual, Expected.Listed, "a header that is none") with { Headers = [("If-None-Match", "\"a\", W/\"b\", c, *"), ("Accept", "nothing/at all;;q=x")] };

        // A file that everybody may have lists no refusal at all.
        yield return Plain(operation, usual, operation.Answers.ContainsKey(400) ? Expected.Refused : Expected.Listed, "an unknown parameter", "$filter=1");
        yield return Plain(operation, usual, Expected.RefusedByHost, "a huge address", "x=" + new string('x', HugeText));
        foreach (var method in s_methods.Except(methods))
        {
            yield return Plain(operation, usual, Expected.RefusedByHost, "a wrong method") with { Method = method, Body = firstBody };
        }

        var allowed = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters)
        {
            _taken[(operation.Id, parameter.Name)] = false;
            var values = _values.For(parameter).Where(value => parameter.Place == "query" || IsOneSegment(value.Text)).ToArray();
            _random.Shuffle(values);
            var bounds = _values.BoundsOf(parameter).ToHashSet(StringComparer.Ordinal);
            values = [.. values.OrderByDescending(value => bounds.Contains(value.Text))];
            allowed[parameter.Name] = [.. values.Where(value => value.IsAllowed == true).Select(value => value.Text).Take(AllowedEach)];
            foreach (var (text, isAllowed) in values.Where(value => value.IsAllowed != true).Take(RefusedEach).Concat(allowed[parameter.Name].Select(text => (text, (bool?)true))))
            {
                var expected = isAllowed == false && parameter.Place == "query" ? Expected.Refused : Expected.Listed;
                yield return Plain(operation, With(usual, parameter.Name, text), expected, $"{parameter.Name} is {(isAllowed == true ? "allowed" : "none")}");
            }

            foreach (var raw in SweptValues.RawTexts)
            {
                yield return Plain(operation, With(usual, parameter.Name, raw), Expected.Listed, "escapes that are none", isRaw: true);
            }

            if (parameter.Place == "query")
            {
                var value = allowed[parameter.Name].FirstOrDefault("1");
                yield return Plain(operation, With(usual, parameter.Name, value), Expected.Refused, "a parameter twice", $"{parameter.Name}={Uri.EscapeDataString(value)}");
                yield return Plain(operation, With(usual, parameter.Name, value), Expected.Listed, "a parameter in capitals", $"{parameter.Name.ToUpperInvariant()}={Uri.EscapeDataString(value)}");
                if (parameter.IsRequired)
                {
                    yield return Plain(operation, usual.Where(other => other.Key != parameter.Name).ToDictionary(StringComparer.Ordinal), Expected.Refused, "a parameter is missing");
                }
            }
        }

        for (var i = 0; i < (allowed.Count > 1 ? Combinations : 0); i++)
        {
            var values = new Dictionary<string, string>(usual, StringComparer.Ordinal);
            foreach (var name in _random.GetItems(allowed.Where(parameter => parameter.Value.Count > 0).Select(parameter => parameter.Key).ToArray(), 2 + (i % 2)))
            {
                values[name] = allowed[name][_random.Next(allowed[name].Count)];
            }

            yield return Plain(operation, values, Expected.Listed, "several parameters");
        }

        foreach (var request in PlanBodies(operation, usual))
        {
            yield return request;
        }
    }

    private IEnumerable<SweptRequest> PlanBodies(SweptOperation operation, Dictionary<string, string> usual)
    {
        foreach (var (media, schema) in operation.Bodies)
        {
            if (!SweptAnswer.IsJson(media))
            {
                foreach (var size in new[] { 0, 1, 1_000, 3_000_000 })
                {
                    var bytes = new byte[size];
                    _random.NextBytes(bytes);
                    yield return Plain(operation, usual, Expected.Listed, string.Create(CultureInfo.InvariantCulture, $"a body of {size} bytes")) with { Body = bytes };
                }

                continue;
            }

            foreach (var (json, isAllowed, why) in _values.Bodies(schema, _random))
            {
                yield return Plain(operation, usual, isAllowed == false ? Expected.Refused : Expected.Listed, why) with { Body = System.Text.Encoding.UTF8.GetBytes(json) };
            }

            foreach (var (bytes, why) in SweptValues.Malformed())
            {
                yield return Plain(operation, usual, Expected.Refused, why) with { Body = bytes };
            }

            foreach (var type in new[] { null, "text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data; boundary=a", "none" })
            {
                yield return Plain(operation, usual, Expected.Refused, "another content type") with { ContentType = type };
            }
        }
    }

    /// <summary>The address with these values. Those that are raw are sent as they stand.</summary>
    private SweptRequest Plain(SweptOperation operation, Dictionary<string, string> values, Expected expected, string why, string? more = null, bool isRaw = false)
    {
        var path = operation.Path;
        var query = new List<string>();
        foreach (var parameter in operation.Parameters.Where(parameter => values.ContainsKey(parameter.Name)))
        {
            var text = isRaw && SweptValues.RawTexts.Contains(values[parameter.Name], StringComparer.Ordinal) ? values[parameter.Name] : Uri.EscapeDataString(values[parameter.Name]);
            if (parameter.Place == "path")
            {
                path = path.Replace($"{{{parameter.Name}}}", text, StringComparison.Ordinal);
            }
            else
            {
                query.Add($"{parameter.Name}={text}");
            }
        }

        query.AddRange(more is null ? [] : [more]);
        var (media, body) = FirstBody(operation);
        return new SweptRequest(operation, query.Count == 0 ? path : $"{path}?{string.Join('&', query)}", expected, why)
        {
            ContentType = media,
            Body = body,
            Allowed = isRaw ? [] : [.. operation.Parameters.Where(p => values.TryGetValue(p.Name, out var text) && _values.IsAllowed(p.Schema, text) == true).Select(p => p.Name)],
        };
    }

    private static (string? Media, byte[]? Body) FirstBody(SweptOperation operation) => operation.Bodies.Keys.FirstOrDefault() is { } media ? (media, "{}"u8.ToArray()) : (null, null);

    private static Dictionary<string, string> With(Dictionary<string, string> values, string name, string text) => new(values, StringComparer.Ordinal) { [name] = text };

    /// <summary>Whether a text stays one segment of a path. NUL does not: the server refuses it before anything of the host sees it, without a body.</summary>
    private static bool IsOneSegment(string text) => text.Length > 0 && text is not ("." or "..") && !text.Contains('\0', StringComparison.Ordinal);

    private async Task<int> SendAsync(SweptRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        SweptAnswer answer;
        try
        {
            answer = await SweptAnswer.OfAsync(_client, request, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            Find(request.Operation.Id, "gave no answer", $"{request.Written}  {exception.Message}");
            return 0;
        }

        foreach (var fault in answer.Faults(request, _validator))
        {
            Find(request.Operation.Id, fault, $"{request.Written}  ({request.Why}) → {answer.Written}");
        }

        if (answer.Status is >= 200 and < 300 && request.Expected == Expected.Listed)
        {
            foreach (var name in request.Allowed.Append(""))
            {
                _taken[(request.Operation.Id, name)] = true;
            }

            if (answer.Json is { } json)
            {
                _values.Learn(json);
            }
        }

        return answer.Status;
    }

    private void Find(string operation, string kind, string example)
    {
        var examples = _findings.GetOrAdd((operation, kind), _ => []);
        lock (examples)
        {
            examples.Add(example);
        }
    }
}
