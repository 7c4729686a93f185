using System.Text;

namespace Pipeline.Core.Language;

/// <summary>What the service remarks about a document that it analysed all the same.</summary>
/// <param name="Code">"LongWordsInDocument", "DocumentTruncated".</param>
/// <param name="Message">One line of at most <see cref="LongestMessage"/> characters; null when the service gave none.</param>
public sealed record LanguageWarning(string Code, string? Message)
{
    /// <summary>The service's own messages have one or two sentences.</summary>
    public const int LongestMessage = 200;

    private const int LongestCode = 64;

    /// <summary>A message that has so many characters in a row from the document quotes it; a common word or two are no quotation.</summary>
    private const int Quotation = 20;

    /// <summary>The warning with code and message as a row may hold them.</summary>
    public static LanguageWarning Of(string? code, string? message)
    {
        var line = OneLine(message ?? "");
        return new LanguageWarning(code is { Length: > 0 and <= LongestCode } && code.All(char.IsAsciiLetterOrDigit) ? code : "Unknown", line.Length == 0 ? null : line);
    }

    /// <summary>"Code: message", or the code alone when the message repeats a part of <paramref name="text"/>: rows and logs hold no article text.</summary>
    internal string WithoutQuotation(string text) => Message is null || Quotes(Message, text) ? Code : $"{Code}: {Message}";

    private static bool Quotes(string message, string text)
    {
        for (var i = 0; i + Quotation <= message.Length; i++)
        {
            if (text.AsSpan().Contains(message.AsSpan(i, Quotation), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string OneLine(string message)
    {
        var line = new StringBuilder();
        foreach (var rune in message.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > LongestMessage)
            {
                break;
            }

            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return line.ToString().Trim();
    }
}
