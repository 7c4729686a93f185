using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Tables.Schema;

[JsonSerializable(typeof(IReadOnlyList<HistoryEntry>))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
internal sealed partial class HistoryJson : JsonSerializerContext;

/// <summary>The column History: the last events of an article, so few and so short that they always fit.</summary>
internal static class History
{
    /// <summary>Events that are kept.</summary>
    public const int MaxEntries = 40;

    /// <summary>Longest text of the column in UTF-16 units: a property holds 32,768 (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).</summary>
    public const int MaxLength = 30_000;

    /// <summary>The text of the column; null when there is nothing to tell. What has no room is dropped, the oldest first.</summary>
    public static string? Write(IReadOnlyList<HistoryEntry> entries)
    {
        IReadOnlyList<HistoryEntry> kept = [.. entries.TakeLast(MaxEntries)];
        while (kept.Count > 0)
        {
            var text = JsonSerializer.Serialize(kept, Readable.IReadOnlyListHistoryEntry);
            if (text.Length <= MaxLength)
            {
                return text;
            }

            kept = [.. kept.Skip(1)];
        }

        return null;
    }

    /// <summary>The events; none when a later version wrote what this one cannot read, for the article matters more than its story.</summary>
    public static IReadOnlyList<HistoryEntry> Read(string? text)
    {
        try
        {
            return text is null ? [] : JsonSerializer.Deserialize(text, Readable.IReadOnlyListHistoryEntry) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static HistoryJson Readable { get; } = new(new JsonSerializerOptions(HistoryJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
