using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Pipeline.Core.Queries;
using Pipeline.Functions.Http;
using Pipeline.Functions.Http.Contract;

namespace Pipeline.Functions.Tests.OpenApi;

/// <summary>Makes the OpenAPI 3.1 document of the operations that the functions are read by.</summary>
internal static partial class OpenApiGenerator
{
    private const string Problem = "Problem";

    private static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The document as it is committed.</summary>
    public static string Generate()
    {
        var schemas = new Schemas();
        var paths = new JsonObject();
        foreach (var operation in ApiOperations.All)
        {
            var path = "/" + operation.Route;
            if (paths[path] is not JsonObject item)
            {
                paths[path] = item = [];
            }

            item[operation.Method.ToLowerInvariant()] = Describe(operation, schemas);
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Pipeline",
                ["version"] = typeof(ApiOperation).Assembly.GetName().Version!.ToString(3),
                ["description"] = "News articles with their sentiment and key phrases: lists, search, trends and changes for who reads; uploads, replay and purge for who runs it. Times are UTC, offsets count UTF-16 code units.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas.Components(), ["securitySchemes"] = SecuritySchemes() },
        };
        return document.ToJsonString(s_written) + "\n";
    }

    private static JsonObject Describe(ApiOperation operation, Schemas schemas)
    {
        var described = new JsonObject
        {
            ["operationId"] = operation.Function,
            ["tags"] = new JsonArray(operation.Role switch { ApiRole.Reader => "Reading", ApiRole.Operator => "Operating", _ => "Documentation" }),
            ["summary"] = operation.Summary,
        };
        if (operation.Remarks is { } remarks)
        {
            described["description"] = remarks;
        }

        JsonArray parameters =
        [
            .. PathParameter().Matches(operation.Route).Select(match => new JsonObject
            {
                ["name"] = match.Groups["name"].Value,
                ["in"] = "path",
                ["required"] = true,
                ["description"] = "The article's id: 32 hexadecimal digits.",
                ["schema"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{32}$" },
            }),
            .. operation.Parameters.Select(parameter => new JsonObject
            {
                ["name"] = parameter.Name,
                ["in"] = "query",
                ["required"] = parameter.IsRequired,
                ["description"] = parameter.Description,
                ["schema"] = parameter.Schema.DeepClone(),
            }),
        ];
        if (parameters.Count > 0)
        {
            described["parameters"] = parameters;
        }

        if (operation.Body is { } body)
        {
            described["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", schemas.Reference(body)) };
        }
        else if (operation.TakesFile)
        {
            described["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/octet-stream", []) };
        }

        var responses = new JsonObject();
        foreach (var status in operation.AllResponses.GroupBy(response => response.Status).OrderBy(status => status.Key))
        {
            responses[status.Key.ToString(CultureInfo.InvariantCulture)] = Response([.. status], schemas);
        }

        described["responses"] = responses;
        described["security"] = operation.Role == ApiRole.Anyone ? new JsonArray() : new JsonArray(new JsonObject { ["key"] = new JsonArray() }, new JsonObject { ["code"] = new JsonArray() });
        return described;
    }

    private static JsonObject Response(IReadOnlyList<ApiResponse> kinds, Schemas schemas)
    {
        var response = new JsonObject { ["description"] = string.Join(" Or: ", kinds.Select(kind => kind.Description)) };
        var content = new JsonObject();
        foreach (var kind in kinds.Where(kind => kind.MediaType is not null))
        {
            var schema = kind.MediaType == "application/problem+json" ? new JsonObject { ["$ref"] = $"#/components/schemas/{Problem}" }
                : kind.Type is null || kind.Type == typeof(object) ? []
                : schemas.Reference(kind.Type);
            content[kind.MediaType!] = new JsonObject { ["schema"] = schema };
        }

        if (content.Count > 0)
        {
            response["content"] = content;
        }

        return response;
    }

    private static JsonObject Content(string mediaType, JsonObject schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    private static JsonObject SecuritySchemes() => new()
    {
        ["key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-functions-key", ["description"] = "A function key for reading, the master key for operating." },
        ["code"] = new JsonObject { ["type"] = "apiKey", ["in"] = "query", ["name"] = "code", ["description"] = "The same, where headers cannot be set." },
    };

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex PathParameter();

    /// <summary>The schemas of all types that bodies hold, each once.</summary>
    private sealed class Schemas
    {
        private readonly SortedDictionary<string, JsonNode> _known = new(StringComparer.Ordinal)
        {
            [Problem] = new JsonObject
            {
                ["description"] = "A problem (RFC 9457). The detail says what to do.",
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["type"] = "string", ["description"] = "The kind of problem." },
                    ["title"] = new JsonObject { ["type"] = "string", ["description"] = "The problem in short." },
                    ["status"] = new JsonObject { ["type"] = "integer", ["description"] = "The status of the answer." },
                    ["detail"] = new JsonObject { ["type"] = "string", ["description"] = "What is wrong and what to do." },
                },
                ["required"] = new JsonArray("title", "status", "detail"),
            },
        };

        public JsonObject Reference(Type type)
        {
            if (!_known.ContainsKey(type.Name))
            {
                _known[type.Name] = new JsonObject(); // Its own name, while its parts are made.
                _known[type.Name] = Make(type);
            }

            return new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" };
        }

        public JsonObject Components() => [.. _known.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value.DeepClone()))];

        private JsonNode Make(Type type) => Answers.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => Transform(type, context, schema),
        });

        private JsonNode Transform(Type root, JsonSchemaExporterContext context, JsonNode schema)
        {
            var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
            if (type == typeof(DateTimeOffset))
            {
                return WithDescription(Time(context.TypeInfo.Type), context.PropertyInfo);
            }

            if (schema is not JsonObject described)
            {
                return schema; // true: anything.
            }

            if (context.Path.Length > 0 && type.IsClass && type.Namespace?.StartsWith("Pipeline", StringComparison.Ordinal) == true)
            {
                var isNullable = described["type"] is JsonArray;
                var reference = Reference(type);
                return WithDescription(isNullable ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference, context.PropertyInfo);
            }

            if (context.Path.Length == 0)
            {
                // A time with a default is not handed to this transformation.
                foreach (var property in context.TypeInfo.Properties.Where(property => property.PropertyType == typeof(DateTimeOffset?) && described["properties"]![property.Name]!["type"] is null))
                {
                    described["properties"]![property.Name] = WithDescription(Time(property.PropertyType), property);
                }

                described.Insert(0, "description", DocumentationComments.Summary(root));
                described["additionalProperties"] = false;
                if (root == typeof(ArticleSummary))
                {
                    described.Remove("required"); // With the parameter fields, only those are there.
                }
            }

            return WithDescription(described, context.PropertyInfo);
        }

        private static JsonObject Time(Type type) =>
            new() { ["type"] = type == typeof(DateTimeOffset) ? "string" : new JsonArray("string", "null"), ["format"] = "date-time" };

        private static JsonObject WithDescription(JsonObject schema, JsonPropertyInfo? property)
        {
            if (property is not null && DocumentationComments.Parameter(property.DeclaringType, property.Name) is { } text)
            {
                schema["description"] = text;
            }

            return schema;
        }
    }
}
