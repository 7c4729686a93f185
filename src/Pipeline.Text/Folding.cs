using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Pipeline.Text;

/// <summary>
/// Folds case, accents and letter variants, so that words compare as a reader would compare them. Hand-made tables: normalisation forms
/// are not available under invariant globalisation, which the library must tolerate.
/// </summary>
internal static class Folding
{
    private static readonly FrozenDictionary<char, char> Letters = BuildLetters();

    /// <summary>The letter in lower case without its accent, or '\0' for a combining mark and for tatweel.</summary>
    public static char Fold(char c)
    {
        if (c < 0x80)
        {
            return char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
        }

        if (c == '\u0640' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
        {
            return '\0';
        }

        var lower = char.ToLowerInvariant(c);
        return Letters.TryGetValue(lower, out var folded) ? folded : lower;
    }

    /// <summary>All characters folded; combining marks are gone.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Fold(c) is var f and not '\0')
            {
                folded.Append(f);
            }
        }

        return folded.ToString();
    }

    private static FrozenDictionary<char, char> BuildLetters()
    {
        (char Plain, string Variants)[] rows =
        [
            ('a', "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"), ('c', "çćĉċč"), ('d', "ďđð"), ('e', "èéêëēĕėęěẹẻẽếềểễệ"), ('g', "ĝğġģ"), ('h', "ĥħ"),
            ('i', "ìíîïĩīĭįıịỉ"), ('j', "ĵ"), ('k', "ķ"), ('l', "ĺļľŀł"), ('n', "ñńņňŋ"), ('o', "òóôõöøōŏőơọỏốồổỗộớờởỡợ"), ('r', "ŕŗř"),
            ('s', "śŝşšșß"), ('t', "ţťŧț"), ('u', "ùúûüũūŭůűųưụủứừửữự"), ('w', "ŵ"), ('y', "ýÿŷỳỵỷỹ"), ('z', "źżž"), ('е', "ёѐ"), ('ι', "ίϊΐ"),
            ('α', "ά"), ('ε', "έ"), ('η', "ή"), ('ο', "ό"), ('υ', "ύϋΰ"), ('ω', "ώ"), ('σ', "ς"), ('ا', "أإآٱ"), ('ه', "ة"), ('ي', "ىی"), ('ك', "ک"),
        ];
        return rows.SelectMany(row => row.Variants, (row, variant) => KeyValuePair.Create(variant, row.Plain)).ToFrozenDictionary();
    }
}
