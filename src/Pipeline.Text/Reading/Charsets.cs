using System.Collections.Frozen;
using System.Text;

namespace Pipeline.Text.Reading;

/// <summary>Character sets by the labels that web pages use. Labels mean what browsers take them to mean: "iso-8859-1" is windows-1252.</summary>
internal static class Charsets
{
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8",
        ["latin1"] = "windows-1252",
        ["latin-1"] = "windows-1252",
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["ascii"] = "windows-1252",
        ["us-ascii"] = "windows-1252",
        ["cp1252"] = "windows-1252",
        ["cp1251"] = "windows-1251",
        ["iso-8859-9"] = "windows-1254",
        ["latin5"] = "windows-1254",
        ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["sjis"] = "shift_jis",
        ["x-sjis"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["shift-jis"] = "shift_jis",
        ["ks_c_5601-1987"] = "euc-kr",
        ["cp949"] = "euc-kr",
        ["big5-hkscs"] = "big5",
        ["koi8-ru"] = "koi8-u",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical lower-case name of a label.</summary>
    public static string Canonical(string label)
    {
        var trimmed = label.Trim();
        return Aliases.TryGetValue(trimmed, out var name) ? name : trimmed.ToLowerInvariant();
    }

    /// <summary>A decoder that throws on invalid bytes, or null when the name is unknown.</summary>
    public static Encoding? Strict(string canonicalName)
    {
        try
        {
            // The provider is asked directly: registering it would change the whole process.
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(canonicalName, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return encoding ?? Encoding.GetEncoding(canonicalName, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null; // Unknown; or UTF-7, which the framework knows and refuses.
        }
    }

    /// <summary>The text, or null when the bytes are not valid in that character set.</summary>
    public static string? TryDecode(string canonicalName, ReadOnlySpan<byte> bytes)
    {
        if (Strict(canonicalName) is not { } encoding)
        {
            return null;
        }

        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
