using System.Text.Json;

namespace Pipeline.Functions.Tests;

/// <summary>Reads the functions.metadata that the Azure build generates (an array of functions with their bindings).</summary>
internal static class FunctionsMetadata
{
    public static IReadOnlyList<string> Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. json.RootElement.EnumerateArray().Select(function => $"{Text(function, "name")} {Describe(Trigger(function))}")];
    }

    private static JsonElement Trigger(JsonElement function) =>
        function.GetProperty("bindings").EnumerateArray().Single(binding => Text(binding, "type").EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));

    private static string Describe(JsonElement binding) => Text(binding, "type").ToLowerInvariant() switch
    {
        "blobtrigger" => $"blob {Text(binding, "path")} {Text(binding, "source")} {Text(binding, "connection")}",
        "queuetrigger" => $"queue {Text(binding, "queueName")} {Text(binding, "connection")}",
        "timertrigger" => $"timer {Text(binding, "schedule")}",
        "httptrigger" => $"http {string.Join(',', binding.GetProperty("methods").EnumerateArray().Select(method => method.GetString()))} {Text(binding, "route")} {Text(binding, "authLevel")}",
        var type => throw new InvalidOperationException($"{type} is not described."),
    };

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
