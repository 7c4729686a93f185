using System.Collections.Frozen;
using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Analysis.Summaries;

/// <summary>Whether a sentence makes sense without those around it, by its marks, its length and its first word.</summary>
internal static class SentenceShape
{
    private const int FewestWords = 6;
    private const int MostWords = 60;
    private const int FewestCharacters = 12;
    private const int MostCharacters = 160;

    private static readonly FrozenDictionary<string, FrozenSet<string>> s_dependent = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["en"] = Words("he she they it we i you this that these those his her their its but and so yet however also then meanwhile instead"),
        ["de"] = Words("er sie es wir ich dies dieser diese dieses aber und doch jedoch auch dann"),
        ["fr"] = Words("il elle ils elles nous je ce cela cette ces mais et"),
        ["es"] = Words("él ella ellos ellas esto esta este pero y"),
        ["it"] = Words("lui lei loro questo questa ma e"),
        ["pt"] = Words("ele ela eles elas isto esta este mas e"),
        ["nl"] = Words("hij zij ze wij dit deze maar en"),
        ["sv"] = Words("han hon de det detta men och"),
        ["da"] = Words("han hun de det dette men og"),
        ["no"] = Words("han hun de det dette men og"),
        ["pl"] = Words("on ona oni to ale i"),
        ["cs"] = Words("on ona oni to ale a"),
        ["ru"] = Words("он она они оно это но и"),
        ["uk"] = Words("він вона вони це але і"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] s_dependentUnspaced = ["彼", "これ", "それ", "しかし", "また", "ただ", "一方", "この", "その", "他", "她", "但", "这", "那", "而"];

    /// <summary>Whether it is a whole sentence of usual length, neither a question nor a piece of a quotation.</summary>
    public static bool StandsAlone(ReadOnlySpan<char> sentence)
    {
        if (sentence.IsEmpty || !char.IsLetterOrDigit(sentence[0]) || char.IsLower(sentence[0]) || !EndsAsStatement(sentence) || !QuotesClose(sentence))
        {
            return false;
        }

        var characters = 0;
        foreach (var c in sentence)
        {
            characters += UnspacedScript.Has(c) ? 1 : 0;
        }

        if (characters >= FewestCharacters)
        {
            return characters <= MostCharacters;
        }

        var words = 0;
        foreach (var _ in new WordEnumerator(sentence))
        {
            words++;
        }

        return words is >= FewestWords and <= MostWords;
    }

    /// <summary>Whether it begins with a word that leans on the sentence before: "He said …", "But …".</summary>
    public static bool OpensDependently(ReadOnlySpan<char> sentence, string? language)
    {
        var words = new WordEnumerator(sentence);
        if (!words.MoveNext())
        {
            return false;
        }

        var first = sentence[words.Current];
        foreach (var opening in s_dependentUnspaced)
        {
            if (first.StartsWith(opening))
            {
                return true;
            }
        }

        return language is not null && s_dependent.TryGetValue(language, out var dependent) && dependent.GetAlternateLookup<ReadOnlySpan<char>>().Contains(first);
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static bool EndsAsStatement(ReadOnlySpan<char> sentence)
    {
        var end = sentence.Length;
        while (end > 0 && (SentenceCharacters.IsQuoteCloser(sentence[end - 1]) || SentenceCharacters.IsBracketCloser(sentence[end - 1])))
        {
            end--;
        }

        return end > 0 && SentenceCharacters.Terminators.Contains(sentence[end - 1]) && sentence[end - 1] is not ('?' or '？' or '؟' or '…' or '⁇' or '⁈' or '⁉');
    }

    private static bool QuotesClose(ReadOnlySpan<char> sentence) =>
        sentence.Count('"') % 2 == 0
        && sentence.Count('「') == sentence.Count('」')
        && sentence.Count('«') == sentence.Count('»')
        && (sentence.Count('“') + sentence.Count('”') + sentence.Count('„')) % 2 == 0;
}
