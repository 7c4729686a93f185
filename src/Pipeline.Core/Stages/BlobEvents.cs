using System.Text.Json;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Stages;

/// <summary>Reads events of Event Grid in its own schema (https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage).</summary>
public static class BlobEvents
{
    private const string Subject = $"/blobServices/default/containers/{PipelineStorage.ArticlesContainer}/blobs/";

    /// <summary>The path of the file that the event is about; null when it is about something else.</summary>
    public static string? PathOf(BinaryData message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.TryGetProperty("subject", out var subject)
                && subject.GetString() is { } text
                && text.StartsWith(Subject, StringComparison.Ordinal)
                    ? text[Subject.Length..]
                    : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
