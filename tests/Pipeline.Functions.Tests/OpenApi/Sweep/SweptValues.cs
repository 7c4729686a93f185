using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Functions.Tests.OpenApi.Sweep;

/// <summary>
/// What the sweep sends. Whether a value is allowed is asked of the schema, so that one collection serves every parameter: texts that break something somewhere, the bounds of the
/// schema, and what the API itself has answered, such as ids and cursors.
/// </summary>
internal sealed partial class SweptValues(SchemaValidator validator)
{
    /// <summary>Texts that are none in UTF-8, or no escapes, as they stand in an address.</summary>
    public static readonly string[] RawTexts = ["%FF", "%C3%28", "%ED%A0%80", "%E0%80%80", "%F5%80%80%80", "%", "%zz", "%u0041", "+"];

    /// <summary>Bodies of several properties. Many: most are refused for what they say together.</summary>
    private const int Together = 100;

    private static readonly string[] s_texts =
    [
        "", " ", "0", "1", "-1", "+1", "01", "1.0", "1e2", " 1", "50", "2147483648", "99999999999999999999", "1.5", "NaN", "true", "false", "TRUE", "null", "undefined", "[]", "{}",
        "2021-08-17", "0001-01-01", "9999-12-31", "2021-02-30", "2021-8-7", "17.08.2021", "2021-08-17T00:00:00Z", "en", "de", "EN", "en\n", "en-US",
        "0.5..1", "0..1", "1..0", "0.8", "..", "0.5..", "0,5", "' or 1 eq 1", "' or 1 eq 1 or Title eq '", "'", "''", "x' and PartitionKey ne '", "\"", "\\", "/", "../..", "..%2f", "a/b", "%", "&", "*", "?", "#",
        "$filter=1", "東京", "e\u0301", "😀", "\u202Etxt", "\uFEFF", "\uFFFF", "\t", "\n", "a\r\nX-Added: 1", "\0", "a\0b", "\u007f", "\u0085", "<script>alert(1)</script>", "{{7*7}}", "river", "story.txt",
        new string('a', 255), new string('a', 256), new string('a', 257), new string('é', 512), new string('x', 1025), new string('x', 2000),
    ];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Remembers the texts of an answer, to be sent as values. Those of the document itself are many, and none of them is one.</summary>
    public void Learn(JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("openapi", out _))
        {
            return;
        }

        lock (_seen)
        {
            LearnAll(answer);
        }
    }

    /// <summary>Texts to try for a parameter, and whether its schema allows them; null when the text of a query may be read in two ways.</summary>
    public IReadOnlyList<(string Text, bool? IsAllowed)> For(SweptParameter parameter)
    {
        string[] seen;
        lock (_seen)
        {
            seen = [.. _seen.Order(StringComparer.Ordinal)];
        }

        return [.. s_texts.Concat(Bounds(validator.Resolve(parameter.Schema))).Concat(seen).Distinct(StringComparer.Ordinal).Select(text => (text, IsAllowed(parameter.Schema, text)))];
    }

    /// <summary>The texts at and just beyond the bounds of a parameter's schema, and around the values that it lists.</summary>
    public IEnumerable<string> BoundsOf(SweptParameter parameter) => Bounds(validator.Resolve(parameter.Schema));

    /// <summary>Whether a schema allows a text of the query string; null when the schema is of a number and the text may be read as one or not.</summary>
    public bool? IsAllowed(JsonElement schema, string text)
    {
        var type = validator.Resolve(schema).TryGetProperty("type", out var named) ? named.ToString() : "string";
        return type switch
        {
            "integer" or "number" when PlainNumber().IsMatch(text) => validator.Faults(schema, JsonElement.Parse(text)).Count == 0,
            "integer" or "number" => AnyNumber().IsMatch(text) ? null : false,
            "boolean" when text is "true" or "false" => true,
            "boolean" => bool.TryParse(text, out _) ? null : false,
            _ => validator.Faults(schema, JsonSerializer.SerializeToElement(text)).Count == 0,
        };
    }

    /// <summary>Bodies of an object's schema: each property with values of all kinds, then some together.</summary>
    public IEnumerable<(string Json, bool? IsAllowed, string Why)> Bodies(JsonElement schema, Random random)
    {
        var properties = validator.Resolve(schema).GetProperty("properties").EnumerateObject().Select(property => (property.Name, property.Value)).ToList();
        var allowed = new List<(string Name, JsonNode? Value)>();
        foreach (var (name, described) in properties)
        {
            foreach (var value in Values(described))
            {
                if (validator.Faults(described, JsonSerializer.SerializeToElement(value)).Count == 0)
                {
                    allowed.Add((name, value));
                }

                yield return Judge(new JsonObject { [name] = value?.DeepClone() }, name);
            }

            yield return Judge(new JsonObject { [name.ToUpperInvariant()] = null }, $"{name} in capitals");
        }

        yield return Judge([], "an empty object");
        yield return Judge(new JsonObject { ["unknown"] = 1 }, "an unknown property");
        yield return ("{\"" + properties[0].Name + "\":null,\"" + properties[0].Name + "\":null}", null, "a property twice");
        var choices = allowed.GroupBy(choice => choice.Name, choice => choice.Value).Select(property => (Name: property.Key, Values: property.ToArray())).ToArray();
        for (var i = 0; i < Together; i++)
        {
            var chosen = new JsonObject();
            foreach (var (name, values) in random.GetItems(choices, random.Next(2, 4)))
            {
                chosen[name] = values[random.Next(values.Length)]?.DeepClone();
            }

            yield return Judge(chosen, "some together");
        }

        (string, bool?, string) Judge(JsonObject body, string why) =>
            (body.ToJsonString(), validator.Faults(schema, JsonSerializer.SerializeToElement(body)).Count == 0, why);
    }

    /// <summary>Bodies that are no JSON, or none that can be taken.</summary>
    public static IEnumerable<(byte[] Bytes, string Why)> Malformed()
    {
        const int deep = 10_000;
        foreach (var text in new[]
        {
            "", " ", "{", "}", "{}}", "{} {}", "[]", "[{}]", "null", "true", "1", "\"text\"", "{\"a\":", "{\"a\":\"", "{a:1}", "{'a':1}", "{\"a\":1,}", "{\"a\":NaN}", "{/* */}", "\0", "{\"\\ud800\":1}", "<a/>", "a=1&b=2",
            string.Concat(Enumerable.Repeat("{\"a\":", deep)), new string('[', deep), new string('[', deep) + new string(']', deep),
        })
        {
            yield return (Encoding.UTF8.GetBytes(text), $"malformed: {text[..Math.Min(text.Length, 12)]}");
        }

        yield return ([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}'], "not in UTF-8");
        yield return (Encoding.Unicode.GetBytes("{}"), "in UTF-16");
        yield return (Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('x', 1_000_000)}\"}}"), "huge");
    }

    private IEnumerable<JsonNode?> Values(JsonElement schema)
    {
        string[] seen;
        lock (_seen)
        {
            seen = [.. _seen.Where(text => IsAllowed(schema, text) == true).Order(StringComparer.Ordinal).Take(Sweep.AllowedEach)];
        }

        JsonNode?[] kinds = [null, true, false, 0, 1, -1, 1.5, 1e300, 2147483648L, new JsonArray(), new JsonArray((JsonNode?)null), new JsonArray("source=north-post"), new JsonArray("source"), new JsonArray(1), new JsonObject(), new JsonObject { ["a"] = 1 }];
        return kinds.Concat(s_texts.Concat(seen).Concat(Bounds(validator.Resolve(schema))).Distinct(StringComparer.Ordinal).Select(text => (JsonNode?)JsonValue.Create(text)));
    }

    private static IEnumerable<string> Bounds(JsonElement schema)
    {
        foreach (var keyword in new[] { "minimum", "maximum" })
        {
            if (schema.TryGetProperty(keyword, out var bound))
            {
                foreach (var step in new[] { -1, 0, 1 })
                {
                    yield return (bound.GetDecimal() + step).ToString(CultureInfo.InvariantCulture);
                }
            }
        }

        foreach (var keyword in new[] { "minLength", "maxLength" })
        {
            if (schema.TryGetProperty(keyword, out var bound))
            {
                foreach (var step in new[] { -1, 0, 1 })
                {
                    yield return new string('b', Math.Max(0, bound.GetInt32() + step));
                }
            }
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            foreach (var value in values.EnumerateArray().Select(value => value.ToString()))
            {
                yield return value;
                yield return value.ToUpperInvariant();
                yield return value + " ";
                yield return $"{value},{value}";
            }
        }
    }

    private void LearnAll(JsonElement answer)
    {
        // Long texts are no ids, names or cursors.
        const int longest = 1000;
        const int most = 400;
        switch (answer.ValueKind)
        {
            case JsonValueKind.String when _seen.Count < most && answer.GetString() is { Length: < longest } text:
                _seen.Add(text);
                break;
            case JsonValueKind.Array:
                foreach (var item in answer.EnumerateArray())
                {
                    LearnAll(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in answer.EnumerateObject())
                {
                    _seen.Add(member.Name);
                    LearnAll(member.Value);
                }

                break;
        }
    }

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PlainNumber();

    [GeneratedRegex(@"^\s*[+-]?[0-9.]+([eE][+-]?[0-9]+)?\s*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AnyNumber();
}
