using System.Globalization;
using System.Text;
using Pipeline.Text.Similarity;

namespace Pipeline.Text.Search;

/// <summary>
/// The words that somebody looks for. Case, accents and letter variants make no difference, and punctuation parts words: "Zürich" finds "ZURICH", "avion"
/// finds "l'avion". A word is found where a word begins with it; in a script without spaces between words, wherever it stands.
/// </summary>
public sealed class SearchWords
{
    private const char Gap = ' ';

    private readonly string[] _sought;

    private SearchWords(string[] sought) => _sought = sought;

    /// <summary>Whether there is no word at all: then nothing is found.</summary>
    public bool IsEmpty => _sought.Length == 0;

    /// <summary>The words of a query.</summary>
    public static SearchWords Of(string query) =>
        new([.. Fold(query).Split(Gap, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Select(word => word.Any(TextTokens.IsUnspaced) ? word : Gap + word)]);

    /// <summary>Whether the texts hold every word, each in any of them.</summary>
    public bool AreIn(params IEnumerable<string> texts)
    {
        var folded = string.Concat(texts.Select(Fold));
        return !IsEmpty && Array.TrueForAll(_sought, word => folded.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The words of a text, each behind a gap.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 1).Append(Gap);
        foreach (var c in text)
        {
            if (!IsWordPart(c))
            {
                folded.Append(Gap);
            }
            else if (Folding.Fold(c) is var letter and not '\0')
            {
                folded.Append(letter);
            }
        }

        return folded.ToString();
    }

    // Surrogates are halves of letters or of signs that may be sought too.
    private static bool IsWordPart(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
