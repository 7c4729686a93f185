using System.Globalization;

namespace Pipeline.Text.Dates;

/// <summary>What a token of a date line is.</summary>
internal enum DateTokenKind
{
    /// <summary>A run of decimal digits of any script.</summary>
    Number,

    /// <summary>A run of letters, or a single ideograph.</summary>
    Word,

    /// <summary>Any other visible character.</summary>
    Mark,
}

/// <summary>A token of a date line.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Start">First code unit in the text.</param>
/// <param name="Length">Code units.</param>
/// <param name="Value">The value of a number; the character of a mark; 0 for a word.</param>
/// <param name="Word">The folded word; "" for numbers and marks.</param>
internal readonly record struct DateToken(DateTokenKind Kind, int Start, int Length, int Value, string Word)
{
    /// <summary>Numbers longer than this are no part of a date.</summary>
    private const int LongestNumber = 9;

    private const int YearLength = 4;

    public int End => Start + Length;

    public bool IsNumber(int minimumDigits, int maximumDigits) => Kind == DateTokenKind.Number && Length >= minimumDigits && Length <= maximumDigits;

    public bool IsMark(char mark) => Kind == DateTokenKind.Mark && Value == mark;

    /// <summary>Splits <paramref name="text"/> at white space, wherever digits, letters and marks meet, and before a capital inside a word ("PressApril").</summary>
    public static List<DateToken> Split(string text)
    {
        var tokens = new List<DateToken>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            var c = text[i];
            if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control)
            {
                i++;
            }
            else if (char.IsDigit(c))
            {
                var value = 0;
                for (; i < text.Length && char.IsDigit(text[i]); i++)
                {
                    value = i - start < LongestNumber ? (value * 10) + CharUnicodeInfo.GetDecimalDigitValue(text[i]) : int.MaxValue;
                }

                i = Unglued(text, start, i);
                value = i - start == YearLength && int.TryParse(text.AsSpan(start, YearLength), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : value;
                tokens.Add(new DateToken(DateTokenKind.Number, start, i - start, value, ""));
            }
            else if (IsIdeograph(c))
            {
                i++;
                tokens.Add(new DateToken(DateTokenKind.Word, start, 1, 0, c.ToString()));
            }
            else if (IsWordPart(c))
            {
                for (i++; i < text.Length && IsWordPart(text[i]) && !IsIdeograph(text[i]) && !(char.IsUpper(text[i]) && char.IsLower(text[i - 1])); i++)
                {
                }

                tokens.Add(new DateToken(DateTokenKind.Word, start, i - start, 0, Folding.Fold(text.AsSpan(start, i - start))));
            }
            else
            {
                i++;
                tokens.Add(new DateToken(DateTokenKind.Mark, start, 1, c, ""));
            }
        }

        return tokens;
    }

    // "April 28, 20232:23 PM": scrapers glue the year to the time behind it.
    private static int Unglued(string text, int start, int end)
    {
        const int longestGlued = 6;
        var isYear = text.AsSpan(start).StartsWith("20") || text.AsSpan(start).StartsWith("19");
        return isYear && end - start is > YearLength and <= longestGlued && end < text.Length && text[end] == ':' ? start + YearLength : end;
    }

    private static bool IsIdeograph(char c) => c is >= '\u4E00' and <= '\u9FFF';

    private static bool IsWordPart(char c) =>
        char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
