using System.Runtime.InteropServices;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>A run of neighbouring words that may be a phrase.</summary>
/// <param name="First">Index of its first word.</param>
/// <param name="Count">Number of words.</param>
internal readonly record struct Chunk(int First, int Count)
{
    /// <summary>Index of the word after the last one.</summary>
    public int End => First + Count;
}

/// <summary>Cuts words into noun phrases: modifiers and heads up to the last head, and names joined by "of".</summary>
/// <param name="knowsVerbs">Whether verbs are no part of the phrases anyway. Else a capitalised word ends where a small one begins, which may be a verb: "Bürgermeisterin Marquard | sprach".</param>
internal sealed class PhraseChunker(bool knowsVerbs)
{
    /// <summary>Longer runs are headlines or lists rather than phrases; their last words are taken.</summary>
    private const int LongestPhrase = 5;

    /// <summary>The same where verbs are not known: the longer the run, the more likely it has one.</summary>
    private const int LongestGuess = 3;

    /// <summary>The noun phrases in order.</summary>
    /// <param name="tokens">The words.</param>
    /// <param name="explained">Names that an acronym in brackets explains: each is a phrase however it is built.</param>
    public List<Chunk> Cut(List<PhraseToken> tokens, IReadOnlyCollection<Chunk> explained)
    {
        var chunks = new List<Chunk>();
        var words = CollectionsMarshal.AsSpan(tokens);
        var next = 0;
        foreach (var name in explained.OrderBy(e => e.First))
        {
            CutBetween(words, next, name.First, chunks);
            chunks.Add(name);
            next = name.End;
        }

        CutBetween(words, next, words.Length, chunks);
        return chunks;
    }

    private void CutBetween(ReadOnlySpan<PhraseToken> words, int from, int to, List<Chunk> chunks)
    {
        for (var i = from; i < to;)
        {
            if (words[i].Role == WordRole.Break)
            {
                i++;
                continue;
            }

            var end = i + 1;
            while (end < to && words[end].Joins && (words[end].Role != WordRole.Break || ConnectsNames(words, end)) && !BeginsName(words, end) && !EndsPhrase(words, end))
            {
                end++;
            }

            AddTrimmed(words, i, end, chunks);
            i = end;
        }
    }

    private static bool ConnectsNames(ReadOnlySpan<PhraseToken> words, int at) =>
        words[at].IsConnector && words[at - 1].Role == WordRole.Name && at + 1 < words.Length && words[at + 1].Joins && words[at + 1].Role == WordRole.Name;

    /// <summary>"airline founder | Tony Fernandes", "defend | Labor"; but "discrete Fourier transform" is one phrase.</summary>
    private static bool BeginsName(ReadOnlySpan<PhraseToken> words, int at)
    {
        if (words[at].Role != WordRole.Name || words[at - 1].Role is not (WordRole.Head or WordRole.Modifier) || words[at - 1].IsCapital)
        {
            return false;
        }

        while (at < words.Length && words[at].Role == WordRole.Name)
        {
            at++;
            if (at < words.Length && !words[at].Joins)
            {
                return true;
            }
        }

        return at == words.Length || words[at].Role == WordRole.Break;
    }

    /// <summary>"Russia | staged war games": after a noun the participle is the verb.</summary>
    private bool EndsPhrase(ReadOnlySpan<PhraseToken> words, int at) => knowsVerbs
        ? words[at].Role == WordRole.Modifier && words[at - 1].Role is WordRole.Head or WordRole.Name && words[at].Key.EndsWith("ed", StringComparison.Ordinal)
        : words[at - 1].IsCapital && !words[at].IsCapital && !words[at].IsConnector;

    private void AddTrimmed(ReadOnlySpan<PhraseToken> words, int start, int end, List<Chunk> chunks)
    {
        while (end > start && words[end - 1].Role is WordRole.Modifier or WordRole.Break)
        {
            end--;
        }

        start = Math.Max(start, end - (knowsVerbs || (end > start && words[end - 1].IsCapital) ? LongestPhrase : LongestGuess));
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
