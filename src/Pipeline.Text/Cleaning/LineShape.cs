using System.Buffers;

namespace Pipeline.Text.Cleaning;

/// <summary>What the outer form of a line tells: prose, headline, name.</summary>
internal static class LineShape
{
    /// <summary>A sentence with its full stop is prose from this length on.</summary>
    private const int ShortestSentence = 55;

    /// <summary>Headlines may ask, exclaim and have two sentences; longer lines of that kind are prose.</summary>
    private const int LongestHeadline = 130;

    /// <summary>A line this long is prose even without a full stop at its end.</summary>
    private const int UnpunctuatedProse = 200;

    private const int LongestSubHeading = 100;
    private const int MostSubHeadingWords = 14;

    private static readonly SearchValues<char> Closers = SearchValues.Create("\"'”’»›)]}」』】）*_“‘");

    private static readonly SearchValues<char> Terminators = SearchValues.Create(".!?…。！？؟।॥։።");

    /// <summary>Whether the text ends as a sentence does, closing quotes and brackets aside.</summary>
    public static bool EndsSentence(ReadOnlySpan<char> text)
    {
        var end = text.LastIndexOfAnyExcept(Closers);
        return end >= 0 && Terminators.Contains(text[end]);
    }

    /// <summary>Whether the text ends in a full stop, not in a question or an exclamation mark as headlines may.</summary>
    public static bool EndsInFullStop(ReadOnlySpan<char> text)
    {
        var end = text.LastIndexOfAnyExcept(Closers);
        return end >= 0 && text[end] is '.' or '。' or '।' or '։';
    }

    /// <summary>Whether the line reads as running text.</summary>
    public static bool IsProse(string text)
    {
        var length = Scripts.ReadingLength(text);
        return length >= UnpunctuatedProse || (length >= ShortestSentence && EndsInFullStop(text)) || (length >= LongestHeadline && (EndsSentence(text) || HasInnerSentenceEnd(text)));
    }

    /// <summary>Whether the line has the form of a sub-heading: short, no full stop, nothing that goes on in the next line.</summary>
    public static bool IsHeading(string text) =>
        Scripts.ReadingLength(text) <= LongestSubHeading && WordCount(text) <= MostSubHeadingWords && !EndsInFullStop(text)
        && text[^1] is not (',' or ';' or ':' or '…') && text[0] is not ('–' or '—' or '-' or '(') && !char.IsLower(text[0]);

    /// <summary>Whether the text is a sentence whose colon announces what follows: a list, a quotation.</summary>
    public static bool Announces(string text) => Scripts.ReadingLength(text) >= ShortestSentence && text[^1] is (':' or '\uFF1A');

    /// <summary>Number of words; in scripts without spaces two characters count as one.</summary>
    public static int WordCount(ReadOnlySpan<char> text)
    {
        int words = 0, ideographs = 0;
        var inWord = false;
        foreach (var c in text)
        {
            if (Scripts.IsUnspaced(c))
            {
                ideographs++;
                inWord = false;
            }
            else
            {
                words += !inWord && char.IsLetterOrDigit(c) ? 1 : 0;
                inWord = inWord ? !char.IsWhiteSpace(c) : char.IsLetterOrDigit(c);
            }
        }

        return words + ((ideographs + 1) / 2);
    }

    /// <summary>Whether there is a letter in the text.</summary>
    public static bool ContainsLetter(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a sentence ends and another begins inside the text.</summary>
    public static bool HasInnerSentenceEnd(string text)
    {
        for (var i = 1; i + 2 < text.Length; i++)
        {
            if (text[i] is '。' or '।' || (Terminators.Contains(text[i]) && char.IsLower(text[i - 1]) && text[i + 1] == ' ' && char.IsUpper(text[i + 2])))
            {
                return true;
            }
        }

        return false;
    }
}
