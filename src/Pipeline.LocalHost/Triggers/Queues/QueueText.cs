using System.Text;

namespace Pipeline.LocalHost.Triggers.Queues;

/// <summary>Message bodies as they stand in the queue: base64 of UTF-8, or plain text.</summary>
internal static class QueueText
{
    public static string Encode(string text, bool base64) => base64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text;

    /// <exception cref="FormatException">The body should be base64 and is not.</exception>
    public static BinaryData Decode(BinaryData body, bool base64) => base64 ? new BinaryData(Convert.FromBase64String(body.ToString())) : body;
}
