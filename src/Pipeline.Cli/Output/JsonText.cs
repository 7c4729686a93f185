using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Cli.Output;

/// <summary>JSON as this command writes it: camel case, compact, letters of every script as themselves, control characters escaped.</summary>
internal static class JsonText
{
    // Relaxed: the output is no part of an HTML page, and "é" or "'" should be readable. Control characters are escaped all the same.
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
