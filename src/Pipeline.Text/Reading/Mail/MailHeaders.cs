using System.Text;

namespace Pipeline.Text.Reading.Mail;

/// <summary>Tells a mail message or saved page (MIME) from text that begins with "Subject:".</summary>
internal static class MailHeaders
{
    /// <summary>Headers stand at the top; some gateways write kilobytes of them.</summary>
    private const int SearchedBytes = 64 * 1024;

    /// <summary>Headers that only machines write. One is needed beside one that people know.</summary>
    private static readonly string[] OfMachines = ["mime-version", "message-id", "received", "return-path", "content-type", "delivered-to", "x-mailer"];

    private static readonly string[] OfPeople = ["subject", "from", "date"];

    /// <summary>Whether the bytes open with a block of mail headers.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, SearchedBytes)]);
        int machines = 0, people = 0, lines = 0;
        foreach (var line in head.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
            {
                break;
            }

            var isContinuation = lines++ > 0 && line[0] is ' ' or '\t';
            if (isContinuation)
            {
                continue;
            }

            var colon = line.IndexOf(':');
            if (colon <= 0 || line[..colon].ContainsAnyExceptInRange('!', '~'))
            {
                return false;
            }

            var name = line[..colon].ToString().ToLowerInvariant();
            machines += Array.IndexOf(OfMachines, name) >= 0 ? 1 : 0;
            people += Array.IndexOf(OfPeople, name) >= 0 ? 1 : 0;
        }

        return machines > 0 && people > 0;
    }

    /// <summary>Whether the headers are those of a page that a browser saved whole.</summary>
    public static bool IsSavedPage(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, SearchedBytes)]);
        int[] ends = [.. new[] { head.IndexOf("\n\n", StringComparison.Ordinal), head.IndexOf("\r\n\r\n", StringComparison.Ordinal) }.Where(at => at >= 0)];
        var headers = "\n" + (ends.Length == 0 ? head : head[..ends.Min()]);
        return headers.Contains("Snapshot-Content-Location:", StringComparison.OrdinalIgnoreCase)
            || headers.Contains("<Saved by", StringComparison.OrdinalIgnoreCase)
            || (headers.Contains("multipart/related", StringComparison.OrdinalIgnoreCase) && !headers.Contains("\nTo:", StringComparison.OrdinalIgnoreCase) && !headers.Contains("\nReceived:", StringComparison.OrdinalIgnoreCase));
    }
}
