using System.Collections.Frozen;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>What can stand in a phrase of a language. English is known best; other languages have their function words.</summary>
internal sealed class PhraseLanguage
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_connectors = "of de del della di du des da do dos van von der al bin".Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _stopWords;
    private readonly bool _isEnglish;
    private readonly bool _nounsAreCapitalised;

    private PhraseLanguage(string? code)
    {
        _stopWords = StopWords.For(code);
        _isEnglish = code == "en";
        _nounsAreCapitalised = code == "de";
    }

    public static PhraseLanguage For(string? code) => new(code);

    public static bool IsConnector(ReadOnlySpan<char> word) => s_connectors.Contains(word);

    public WordRole RoleOf(ReadOnlySpan<char> word, bool isName)
    {
        if (word.Length < 2 || char.IsDigit(word[0]) || _stopWords.Contains(word))
        {
            return WordRole.Break;
        }

        if (isName && !_nounsAreCapitalised)
        {
            return WordRole.Name;
        }

        if (_nounsAreCapitalised)
        {
            return char.IsUpper(word[0]) ? WordRole.Head : WordRole.Modifier;
        }

        return _isEnglish ? EnglishWords.RoleOf(word) : WordRole.Head;
    }

    /// <summary>How much of a lower-case word is its key: without the ending of the plural.</summary>
    public int KeyLength(ReadOnlySpan<char> lower)
    {
        const int shortestPlural = 4;
        if (!_isEnglish || lower.Length < shortestPlural || lower[^1] != 's' || lower[^2] is 's' or 'u' or 'i')
        {
            return lower.Length;
        }

        return lower.EndsWith("ches") || lower.EndsWith("shes") || lower.EndsWith("xes") || lower.EndsWith("sses") ? lower.Length - 2 : lower.Length - 1;
    }
}
