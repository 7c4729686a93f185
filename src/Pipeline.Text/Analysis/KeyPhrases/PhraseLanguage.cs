using System.Collections.Frozen;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>What can stand in a phrase of a language. English is known best; other languages have their function words and commonest endings.</summary>
internal sealed class PhraseLanguage
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_connectors = "of de del della di du des da do dos van von der al bin".Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _stopWords;
    private readonly string[] _endings;
    private readonly bool _isEnglish;
    private readonly bool _isKorean;
    private readonly bool _elides;
    private readonly bool _nounsAreCapitalised;

    private PhraseLanguage(string? code)
    {
        _stopWords = StopWords.For(code);
        _endings = WordEndings.For(code);
        _isEnglish = code == "en";
        _isKorean = code == "ko";
        _elides = code is "fr" or "it" or "ca";
        _nounsAreCapitalised = code == "de";
    }

    public static PhraseLanguage For(string? code) => new(code);

    /// <summary>Whether verbs are told from nouns. Where they are not, the edges of a phrase are a guess.</summary>
    public bool KnowsVerbs => _isEnglish;

    public static bool IsConnector(ReadOnlySpan<char> word) => s_connectors.Contains(word);

    public WordRole RoleOf(ReadOnlySpan<char> word, bool isName)
    {
        if (word.Length < 2 || char.IsDigit(word[0]) || _stopWords.Contains(word) || IsContraction(word))
        {
            return WordRole.Break;
        }

        if (isName && !_nounsAreCapitalised)
        {
            return WordRole.Name;
        }

        if (_nounsAreCapitalised)
        {
            return char.IsUpper(word[0]) ? WordRole.Head : HasGermanCase(word) ? WordRole.Modifier : WordRole.Break;
        }

        // Korean sentences and clauses end in a verb, and the verb in one of few syllables.
        return _isEnglish ? EnglishWords.RoleOf(word)
            : _isKorean && word[^1] is '다' or '고' or '며' or '던' or '면' ? WordRole.Break
            : WordRole.Head;
    }

    /// <summary>A German adjective before its noun ends in -e, -en, -er, -es or -em; "liefert" and "oft" do not.</summary>
    private static bool HasGermanCase(ReadOnlySpan<char> word) => word[^1] == 'e' || (word[^2] == 'e' && word[^1] is 'n' or 'r' or 's' or 'm');

    /// <summary>Where a word begins after an elided article or preposition: "l'État", "dell'acqua", "d'eau".</summary>
    public int WordStart(ReadOnlySpan<char> word)
    {
        const int longestElided = 5;
        var apostrophe = _elides ? word.IndexOfAny('\'', '’') : -1;
        return apostrophe is > 0 and <= longestElided && apostrophe + 1 < word.Length ? apostrophe + 1 : 0;
    }

    /// <summary>"we'll", "they've", "shouldn't", whichever apostrophe.</summary>
    private bool IsContraction(ReadOnlySpan<char> word)
    {
        const int longestEnding = 2;
        var apostrophe = _isEnglish ? word.LastIndexOfAny('\'', '’') : -1;
        return apostrophe > 0 && word.Length - apostrophe - 1 is > 0 and <= longestEnding && word[apostrophe + 1] is 'l' or 'v' or 'r' or 't' or 'd' or 'm';
    }

    /// <summary>How much of a word is the word itself: Korean particles are written to their noun.</summary>
    public int WordLength(ReadOnlySpan<char> word)
    {
        const int shortestNoun = 2;
        if (_isKorean)
        {
            foreach (var particle in WordEndings.KoreanParticles)
            {
                if (word.Length >= particle.Length + shortestNoun && word.EndsWith(particle))
                {
                    return word.Length - particle.Length;
                }
            }
        }

        return word.Length;
    }

    /// <summary>What the forms of a word in lower case have in common, by its commonest endings. May write to <paramref name="lower"/>.</summary>
    public ReadOnlySpan<char> Stem(Span<char> lower)
    {
        if (_isEnglish)
        {
            return EnglishWords.Singular(lower);
        }

        // A shorter rest would join words that have nothing to do with each other.
        const int shortestStem = 5;
        foreach (var ending in _endings)
        {
            if (lower.Length >= shortestStem + ending.Length && lower.EndsWith(ending))
            {
                return lower[..^ending.Length];
            }
        }

        return lower;
    }
}
