using Pipeline.Text.Analysis;

namespace Pipeline.Text.Similarity;

/// <summary>
/// The words of a text as numbers, folded, so that case, accents, quotation marks, dashes and spacing make no difference. Where a script puts no spaces
/// between words, every character is a token.
/// </summary>
internal static class TextTokens
{
    private const ulong HashStart = 14695981039346656037; // FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
    private const ulong HashPrime = 1099511628211;

    /// <summary>The tokens in order.</summary>
    public static List<TextToken> Of(ReadOnlySpan<char> text)
    {
        var tokens = new List<TextToken>(text.Length / 5);
        for (var i = 0; i < text.Length;)
        {
            if (IsUnspaced(text[i]))
            {
                tokens.Add(new TextToken(Add(HashStart, Folding.Fold(text[i])), IsParticular: false, IsUnspaced: true));
                i++;
            }
            else if (char.IsLetterOrDigit(text[i]))
            {
                tokens.Add(Word(text, ref i));
            }
            else
            {
                i++;
            }
        }

        return tokens;
    }

    private static TextToken Word(ReadOnlySpan<char> text, ref int i)
    {
        var isParticular = char.IsDigit(text[i]) || (char.IsUpper(text[i]) && !StartsSentence(text[..i]));
        var hash = HashStart;
        for (; i < text.Length && IsPart(text, i); i++)
        {
            if (char.IsLetterOrDigit(text[i]) && Folding.Fold(text[i]) is var letter and not '\0')
            {
                hash = Add(hash, letter);
            }
        }

        return new TextToken(hash, isParticular, IsUnspaced: false);
    }

    /// <summary>After anything but a word or a comma a capital may be due to the sentence.</summary>
    private static bool StartsSentence(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        return before.IsEmpty || !(char.IsLetterOrDigit(before[^1]) || before[^1] is ',' or ';');
    }

    /// <summary>Letters, digits and their marks; apostrophes and hyphens inside.</summary>
    private static bool IsPart(ReadOnlySpan<char> text, int i) => char.IsLetterOrDigit(text[i])
        ? !IsUnspaced(text[i])
        : char.GetUnicodeCategory(text[i]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
            || (text[i] is '\'' or '’' or '-' or '\u2010' or '\u2011' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]));

    /// <summary>Chinese, Japanese, and the scripts of Thai, Lao, Burmese and Khmer.</summary>
    public static bool IsUnspaced(char c) => UnspacedScript.Has(c) || (c is >= '\u0e00' and <= '\u0eff' or >= '\u1000' and <= '\u109f' or >= '\u1780' and <= '\u17ff' && char.IsLetterOrDigit(c));

    private static ulong Add(ulong hash, char c) => (hash ^ c) * HashPrime;
}

/// <summary>A word, or a character of a script without spaces.</summary>
/// <param name="Hash">Hash of its folded letters.</param>
/// <param name="IsParticular">A number, or a word with a capital within a sentence: in most languages a name.</param>
/// <param name="IsUnspaced">Whether it is a character of such a script.</param>
internal readonly record struct TextToken(ulong Hash, bool IsParticular, bool IsUnspaced);
