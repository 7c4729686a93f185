using System.Runtime.InteropServices;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Words of capitals, and the names they stand for: "Collective Security Treaty Organisation (CSTO)".</summary>
internal static class Acronym
{
    private const int Shortest = 2;
    private const int Longest = 6;

    /// <summary>From so many letters on equal initials are no accident.</summary>
    private const int FewestLettersWithoutBrackets = 3;

    /// <summary>A small word between the words of a name ("of", "and", "for the") has at most so many letters.</summary>
    private const int LongestSmallWord = 4;

    /// <summary>Whether <paramref name="word"/> is two to six capitals, perhaps with the s of a plural.</summary>
    public static bool Is(ReadOnlySpan<char> word)
    {
        word = WithoutPlural(word);
        if (word.Length is < Shortest or > Longest)
        {
            return false;
        }

        foreach (var c in word)
        {
            if (!char.IsUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>"MPs" → "MP".</summary>
    public static ReadOnlySpan<char> WithoutPlural(ReadOnlySpan<char> word) => word.Length > Shortest && word[^1] == 's' && char.IsUpper(word[^2]) ? word[..^1] : word;

    /// <summary>The names that the text itself explains in brackets, by the index of their acronym.</summary>
    public static Dictionary<int, Chunk> InBrackets(string text, List<PhraseToken> tokens)
    {
        var found = new Dictionary<int, Chunk>();
        var words = CollectionsMarshal.AsSpan(tokens);
        for (var i = 1; i < words.Length; i++)
        {
            var span = words[i].Span;
            if (words[i].Role == WordRole.Name && Is(span.Of(text)) && span.Start > 0 && text[span.Start - 1] is '(' or '（'
                && span.End < text.Length && text[span.End] is ')' or '）' && NameBefore(text, words, i) is { } name)
            {
                found.Add(i, name);
            }
        }

        return found;
    }

    /// <summary>The initials of a name of several words, without its small words; null when it has too few to be an acronym by itself.</summary>
    public static string? InitialsOf(string text, ReadOnlySpan<PhraseToken> name)
    {
        Span<char> initials = stackalloc char[Longest];
        var length = 0;
        foreach (var word in name)
        {
            if (word.IsConnector)
            {
                continue;
            }

            if (!word.IsCapital || length == Longest)
            {
                return null;
            }

            initials[length++] = text[word.Span.Start];
        }

        return length < FewestLettersWithoutBrackets ? null : initials[..length].ToString();
    }

    private static Chunk? NameBefore(string text, ReadOnlySpan<PhraseToken> words, int acronym)
    {
        var letters = words[acronym].Key;
        var at = acronym;
        for (var letter = letters.Length - 1; letter >= 0; letter--)
        {
            do
            {
                at--;
            }
            while (at >= 0 && letter < letters.Length - 1 && words[at + 1].Joins && IsSmall(words[at]) && !StartsWith(text, words[at], letters[letter]));

            if (at < 0 || (letter < letters.Length - 1 && !words[at + 1].Joins) || !StartsWith(text, words[at], letters[letter]))
            {
                return null;
            }
        }

        return acronym - at > 1 ? new Chunk(at, acronym - at) : null;
    }

    private static bool IsSmall(PhraseToken word) => word.Role == WordRole.Break && !word.IsCapital && word.Span.Length <= LongestSmallWord;

    private static bool StartsWith(string text, PhraseToken word, char letter) => char.ToUpperInvariant(text[word.Span.Start]) == letter && word.Role != WordRole.Break;
}
