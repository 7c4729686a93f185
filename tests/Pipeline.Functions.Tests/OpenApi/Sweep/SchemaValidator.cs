using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Functions.Tests.OpenApi.Sweep;

/// <summary>Holds JSON against the schemas of an OpenAPI 3.1 document: JSON Schema 2020-12, as far as the document uses it. A keyword that is not known here is an error, never passed over.</summary>
internal sealed class SchemaValidator(JsonElement document)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with a value; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "$", faults);
        return faults;
    }

    /// <summary>The schema itself, not what names it.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
        }

        return schema;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            Require(schema.ValueKind == JsonValueKind.True, "is not allowed");
            return;
        }

        foreach (var (keyword, rule) in schema.EnumerateObject().Select(member => (member.Name, member.Value)))
        {
            switch (keyword)
            {
                case "$ref":
                    Check(Resolve(schema), value, at, faults);
                    break;
                case "type":
                    Require(Texts(rule).Any(type => IsOfType(value, type)), $"is {value.ValueKind}, not {rule}");
                    break;
                case "enum":
                    Require(rule.EnumerateArray().Any(known => JsonElement.DeepEquals(known, value)), $"is none of {rule}");
                    break;
                case "const":
                    Require(JsonElement.DeepEquals(rule, value), $"is not {rule}");
                    break;
                case "allOf":
                    foreach (var part in rule.EnumerateArray())
                    {
                        Check(part, value, at, faults);
                    }

                    break;
                case "anyOf":
                    Require(rule.EnumerateArray().Any(part => Faults(part, value).Count == 0), "fits no schema of anyOf");
                    break;
                case "oneOf":
                    Require(rule.EnumerateArray().Count(part => Faults(part, value).Count == 0) == 1, "does not fit one schema of oneOf");
                    break;
                case "not":
                    Require(Faults(rule, value).Count > 0, "fits what it must not");
                    break;
                case "description" or "title" or "default" or "example" or "examples" or "deprecated" or "readOnly" or "writeOnly" or "$comment":
                    break;
                default:
                    CheckOfKind(schema, keyword, rule, value, at, faults);
                    break;
            }
        }

        void Require(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add($"{at} {fault}");
            }
        }
    }

    /// <summary>Keywords that only mean values of one kind.</summary>
    private void CheckOfKind(JsonElement schema, string keyword, JsonElement rule, JsonElement value, string at, List<string> faults)
    {
        switch (keyword)
        {
            case "properties" or "additionalProperties" or "required":
                if (value.ValueKind == JsonValueKind.Object)
                {
                    CheckMembers(schema, keyword, rule, value, at, faults);
                }

                break;
            case "items":
                if (value.ValueKind == JsonValueKind.Array)
                {
                    foreach (var (index, item) in value.EnumerateArray().Index())
                    {
                        Check(rule, item, string.Create(CultureInfo.InvariantCulture, $"{at}[{index}]"), faults);
                    }
                }

                break;
            case "minItems" or "maxItems":
                Bound(value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : null);
                break;
            case "minLength" or "maxLength":
                Bound(value.ValueKind == JsonValueKind.String ? value.GetString()!.EnumerateRunes().Count() : null);
                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum":
                Bound(value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null);
                break;
            case "pattern" or "format":
                if (value.ValueKind == JsonValueKind.String && !(keyword == "pattern" ? Matches(rule.GetString()!, value.GetString()!) : HasFormat(rule.GetString()!, value.GetString()!)))
                {
                    faults.Add($"{at} has not the {keyword} {rule}");
                }

                break;
            default:
                throw new NotSupportedException($"The sweep does not know the schema keyword {keyword}.");
        }

        void Bound(double? size)
        {
            var limit = rule.GetDouble();
            var holds = keyword switch
            {
                "exclusiveMinimum" => !(size <= limit),
                "exclusiveMaximum" => !(size >= limit),
                _ when keyword.StartsWith("min", StringComparison.Ordinal) => !(size < limit),
                _ => !(size > limit),
            };
            if (!holds)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{at} is beyond {keyword} {limit}"));
            }
        }
    }

    private void CheckMembers(JsonElement schema, string keyword, JsonElement rule, JsonElement value, string at, List<string> faults)
    {
        switch (keyword)
        {
            case "required":
                faults.AddRange(Texts(rule).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}.{name} is missing"));
                break;
            case "properties":
                foreach (var member in value.EnumerateObject().Where(member => rule.TryGetProperty(member.Name, out _)))
                {
                    Check(rule.GetProperty(member.Name), member.Value, $"{at}.{member.Name}", faults);
                }

                break;
            default:
                foreach (var member in value.EnumerateObject().Where(member => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(member.Name, out _)))
                {
                    Check(rule, member.Value, $"{at}.{member.Name}", faults);
                }

                break;
        }
    }

    private static IEnumerable<string> Texts(JsonElement rule) => rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Select(text => text.GetString()!) : [rule.GetString()!];

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new NotSupportedException($"The sweep does not know the type {type}."),
    };

    // In JSON Schema, $ is the end of the text and nothing before it.
    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern, RegexOptions.ECMAScript, s_patience);

    private static bool HasFormat(string format, string text) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        _ => throw new NotSupportedException($"The sweep does not know the format {format}."),
    };
}
