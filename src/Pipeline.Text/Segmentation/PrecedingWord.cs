using System.Buffers;
using System.Globalization;

namespace Pipeline.Text.Segmentation;

/// <summary>The word before a mark, and what its form alone tells.</summary>
internal static class PrecedingWord
{
    /// <summary>Longest word that is looked at; longer runs are no abbreviations. It keeps the work per mark constant.</summary>
    public const int Longest = 40;

    private static readonly SearchValues<char> s_vowelsAndDigits = SearchValues.Create("aeiouyAEIOUY'’0123456789");

    /// <summary>Letters, digits and inner dots before <paramref name="end"/>.</summary>
    public static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        var limit = Math.Max(0, end - Longest);
        while (start > limit && IsWordPart(text[start - 1]))
        {
            start--;
        }

        var word = text[start..end].TrimStart(".-/'’");
        return CutElision(word);
    }

    /// <summary>Where the white space before <paramref name="end"/> begins.</summary>
    public static int SkipSpacesBack(ReadOnlySpan<char> text, int end)
    {
        while (end > 0 && SentenceCharacters.IsSpace(text[end - 1]))
        {
            end--;
        }

        return end;
    }

    /// <summary>All letters are small.</summary>
    public static bool IsLower(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A Roman numeral up to the hundreds.</summary>
    public static bool IsRoman(ReadOnlySpan<char> word) => word.Length > 0 && word.IndexOfAnyExcept("IVXLC") < 0;

    /// <summary>"Blvd", "Mfg": no vowels, so it is short for something.</summary>
    public static bool IsConsonantsOnly(ReadOnlySpan<char> word) =>
        word.Length is 2 or 3 or 4 && char.IsUpper(word[0]) && !char.IsUpper(word[1]) && char.IsAscii(word[0]) && word.IndexOfAny(s_vowelsAndDigits) < 0 && word.IndexOfAnyInRange('\u0080', '\uffff') < 0;

    /// <summary>"l'Avv", "dell'Ing": the article before the apostrophe is no part of the word.</summary>
    private static ReadOnlySpan<char> CutElision(ReadOnlySpan<char> word)
    {
        const int longestArticle = 5;
        const int shortestRest = 2;
        var apostrophe = word.IndexOfAny('\'', '’');
        return apostrophe > 0 && apostrophe <= longestArticle && word.Length - apostrophe > shortestRest ? word[(apostrophe + 1)..] : word;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '/' or '\'' or '’' or '°' or 'º' or '№' or '§' or '%' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
