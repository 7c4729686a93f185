using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Tables.Keys;

/// <summary>Makes any text fit for a PartitionKey or RowKey.</summary>
public static class KeyText
{
    /// <summary>
    /// Longest escaped text that is kept readable, in UTF-16 code units. A key holds 1 KiB = 512 units
    /// (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model); the rest is room for suffixes.
    /// </summary>
    public const int MaxLength = 400;

    /// <summary>Starts a key that is a hash because the text was too long. Never the first character of an escaped text.</summary>
    private const char HashMark = '~';

    /// <summary>
    /// Escapes <c>/ \ # ?</c>, control characters, <c>%</c> and a leading <c>~</c> as <c>%XXXX</c> (UTF-16, hexadecimal).
    /// A text longer than <see cref="MaxLength"/> afterwards becomes <c>~</c> and its SHA-256.
    /// </summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsForbidden(text, i))
            {
                escaped.Append('%').Append(((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                escaped.Append(text[i]);
            }
        }

        return escaped.Length <= MaxLength
            ? escaped.ToString()
            : HashMark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The form in which phrases are compared: composed, lower case, single spaces.</summary>
    public static string NormalisePhrase(string phrase)
    {
        var words = phrase.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }

    private static bool IsForbidden(string text, int i)
    {
        var c = text[i];
        if (char.IsSurrogate(c))
        {
            return !IsPaired(text, i);
        }

        return c is '/' or '\\' or '#' or '?' or '%' or '\uFFFE' or '\uFFFF' || char.IsControl(c) || (i == 0 && c == HashMark);
    }

    private static bool IsPaired(string text, int i) => char.IsHighSurrogate(text[i])
        ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
        : i > 0 && char.IsHighSurrogate(text[i - 1]);
}
