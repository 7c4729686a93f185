using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace Pipeline.LocalHost.Triggers.Queues;

/// <summary>Makes the trigger parameter and the binding data of a queue function.</summary>
internal static class QueueMessageBinding
{
    private const string QueueTriggerKey = "QueueTrigger";

    public static readonly IReadOnlyList<string> Names =
    [
        QueueTriggerKey, "Id", "DequeueCount", "InsertionTime", "ExpirationTime", "NextVisibleTime", "PopReceipt",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Dictionary<string, object?> Data(QueueMessage message, bool base64) => new(StringComparer.OrdinalIgnoreCase)
    {
        [QueueTriggerKey] = TextOf(message, base64),
        ["Id"] = message.MessageId,
        ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["InsertionTime"] = TimeText(message.InsertedOn),
        ["ExpirationTime"] = TimeText(message.ExpiresOn),
        ["NextVisibleTime"] = TimeText(message.NextVisibleOn),
        ["PopReceipt"] = message.PopReceipt,
    };

    /// <exception cref="FormatException">The body is not base64.</exception>
    /// <exception cref="JsonException">The body is not JSON of the parameter's type.</exception>
    public static object Bind(Type type, QueueMessage message, bool base64)
    {
        var body = QueueText.Decode(message.Body, base64);
        return type == typeof(BinaryData) ? body
            : type == typeof(string) ? body.ToString()
            : type == typeof(byte[]) ? body.ToArray()
            : type == typeof(QueueMessage) ? WithBody(message, body)
            : JsonSerializer.Deserialize(body, type, Json) ?? throw new JsonException($"The message is null, not a {type.Name}.");
    }

    private static QueueMessage WithBody(QueueMessage message, BinaryData body) => QueuesModelFactory.QueueMessage(
        message.MessageId, message.PopReceipt, body, message.DequeueCount, message.NextVisibleOn, message.InsertedOn, message.ExpiresOn);

    private static string? TextOf(QueueMessage message, bool base64)
    {
        try
        {
            return QueueText.Decode(message.Body, base64).ToString();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? TimeText(DateTimeOffset? time) => time?.ToString("o", CultureInfo.InvariantCulture);
}
