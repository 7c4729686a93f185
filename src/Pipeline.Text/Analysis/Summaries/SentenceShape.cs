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

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_dependent = (
        "he she they it we i you this that these those his her their its but and so yet however also then meanwhile instead "
        + "er sie es wir ich dies dieser diese aber und doch jedoch auch dann il elle ils elles nous je ce cela cette mais et il lui lei loro questo questa ma "
        + "él ella ellos ellas esto esta este pero y ele ela eles isto esta mas hij zij ze wij dit deze maar en han hon hun de det dette men og och "
        + "on ona oni to ale i a он она они оно это но и а він вона вони це але").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

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

    /// <summary>Whether it begins with a word that leans on the sentence before.</summary>
    public static bool OpensDependently(ReadOnlySpan<char> sentence)
    {
        foreach (var range in new WordEnumerator(sentence))
        {
            var word = sentence[range];
            foreach (var opening in s_dependentUnspaced)
            {
                if (word.StartsWith(opening))
                {
                    return true;
                }
            }

            return s_dependent.Contains(word);
        }

        return false;
    }

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
