namespace Pipeline.Text.Reading.Json;

/// <summary>
/// JSON from outside may hold half a surrogate pair as an escape: legal to the parser, and an exception in whoever looks at the string or name. Made legal before it is parsed, it
/// needs no care anywhere else.
/// </summary>
internal static class JsonText
{
    /// <summary>"\uXXXX".</summary>
    private const int EscapeLength = 6;

    /// <summary>The text with U+FFFD in place of each half; nothing else changes, and no offset.</summary>
    public static string WithoutHalves(string text)
    {
        char[]? mended = null;
        for (var i = text.IndexOf('\\', StringComparison.Ordinal); i >= 0 && i + 1 < text.Length; i = text.IndexOf('\\', i))
        {
            var unit = UnitAt(text, i);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(UnitAt(text, i + EscapeLength)))
            {
                i += EscapeLength;
            }
            else if (char.IsSurrogate(unit))
            {
                mended ??= text.ToCharArray();
                "fffd".CopyTo(mended.AsSpan(i + 2));
            }

            i += unit == default ? 2 : EscapeLength; // Whatever is escaped begins no escape itself.
            if (i >= text.Length)
            {
                break;
            }
        }

        return mended is null ? text : new string(mended);
    }

    /// <summary>The code unit that is escaped at <paramref name="at"/>; the default when none is.</summary>
    private static char UnitAt(string text, int at) =>
        at + EscapeLength <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
            && ushort.TryParse(text.AsSpan(at + 2, EscapeLength - 2), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var unit)
                ? (char)unit
                : default;
}
