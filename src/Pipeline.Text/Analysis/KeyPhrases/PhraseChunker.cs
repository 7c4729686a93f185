using System.Runtime.InteropServices;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>A run of neighbouring words that may be a phrase.</summary>
/// <param name="First">Index of its first word.</param>
/// <param name="Count">Number of words.</param>
internal readonly record struct Chunk(int First, int Count);

/// <summary>Cuts words into noun phrases: modifiers and heads up to the last head, and names joined by "of".</summary>
internal static class PhraseChunker
{
    /// <summary>Longer runs are headlines or lists rather than phrases; their last words are taken.</summary>
    public const int LongestPhrase = 5;

    public static List<Chunk> Cut(List<PhraseToken> tokens)
    {
        var chunks = new List<Chunk>();
        var words = CollectionsMarshal.AsSpan(tokens);
        for (var i = 0; i < words.Length;)
        {
            if (words[i].Role == WordRole.Break)
            {
                i++;
                continue;
            }

            var end = i + 1;
            while (end < words.Length && words[end].Joins && (words[end].Role != WordRole.Break || ConnectsNames(words, end)))
            {
                end++;
            }

            AddTrimmed(words, i, end, chunks);
            i = end;
        }

        return chunks;
    }

    private static bool ConnectsNames(ReadOnlySpan<PhraseToken> words, int at) =>
        words[at].IsConnector && words[at - 1].Role == WordRole.Name && at + 1 < words.Length && words[at + 1].Joins && words[at + 1].Role == WordRole.Name;

    private static void AddTrimmed(ReadOnlySpan<PhraseToken> words, int start, int end, List<Chunk> chunks)
    {
        while (end > start && words[end - 1].Role is WordRole.Modifier or WordRole.Break)
        {
            end--;
        }

        start = Math.Max(start, end - LongestPhrase);
        while (start < end && words[start].Role == WordRole.Break)
        {
            start++;
        }

        if (end > start)
        {
            chunks.Add(new Chunk(start, end - start));
        }
    }
}
