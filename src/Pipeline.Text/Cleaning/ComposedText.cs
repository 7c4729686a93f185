using System.Globalization;
using System.Text;

namespace Pipeline.Text.Cleaning;

/// <summary>
/// Letters with their accents as one character (Unicode form C), for facts that are looked up and compared: titles and names. The body stays as the source writes it.
/// </summary>
internal static class ComposedText
{
    /// <summary>Longer runs of accents are written by nobody; ordering them takes time. The limit of stream-safe text, https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format.</summary>
    private const int MostAccents = 30;

    /// <summary>The text in form C; the text itself when it has no such form or runs of accents that nobody writes.</summary>
    public static string Of(string text) => CanBeComposed(text) ? text.Normalize(NormalizationForm.FormC) : text;

    private static bool CanBeComposed(string text)
    {
        var accents = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // Half a surrogate pair has no normal form.
            if (char.IsSurrogate(text[i]) && (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])))
            {
                return false;
            }

            accents = char.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark ? accents + 1 : 0;
            if (accents > MostAccents)
            {
                return false;
            }
        }

        return true;
    }
}
