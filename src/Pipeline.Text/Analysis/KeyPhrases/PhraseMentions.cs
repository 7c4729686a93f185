using System.Runtime.InteropServices;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Finds every mention of phrases in a text, in all their forms.</summary>
internal static class PhraseMentions
{
    private const int LongestKey = 256;

    /// <summary>For each phrase its mentions in order; those of one phrase do not overlap.</summary>
    public static List<TextSpan>[] Find(string text, List<PhraseToken> tokens, IReadOnlyList<Phrase> phrases, PhraseVariants variants)
    {
        var mentions = new List<TextSpan>[phrases.Count];
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < phrases.Count; i++)
        {
            mentions[i] = [];
            byKey[phrases[i].Key] = i;
        }

        foreach (var (variant, full) in variants.All)
        {
            if (byKey.TryGetValue(PhraseKey.Of(tokens, full), out var phrase))
            {
                byKey.TryAdd(variant, phrase);
            }
        }

        FindWords(CollectionsMarshal.AsSpan(tokens), byKey, mentions);
        for (var i = 0; i < phrases.Count; i++)
        {
            // Without spaces a word's edges are a guess, so that the text itself decides.
            if (UnspacedScript.HasAny(phrases[i].Key))
            {
                mentions[i] = [.. Occurrences(text, phrases[i].Key)];
            }
        }

        return mentions;
    }

    private static void FindWords(ReadOnlySpan<PhraseToken> words, Dictionary<string, int> byKey, List<TextSpan>[] mentions)
    {
        Span<char> key = stackalloc char[LongestKey];
        var lookup = byKey.GetAlternateLookup<ReadOnlySpan<char>>();
        var longest = byKey.Keys.Select(k => k.Length).DefaultIfEmpty(0).Max();
        for (var first = 0; first < words.Length; first++)
        {
            var length = 0;
            for (var at = first; at < words.Length && (at == first || words[at].Joins) && length + words[at].Key.Length <= Math.Min(longest, LongestKey); at++)
            {
                words[at].Key.CopyTo(key[length..]);
                length += words[at].Key.Length;
                if (lookup.TryGetValue(key[..length], out var phrase))
                {
                    Add(mentions[phrase], TextSpan.FromBounds(words[first].Span.Start, words[at].Span.End));
                }
            }
        }
    }

    /// <summary>Adds a mention, in place of a shorter one at the same place.</summary>
    private static void Add(List<TextSpan> mentions, TextSpan span)
    {
        if (mentions.Count > 0 && span.Start < mentions[^1].End)
        {
            if (span.Start > mentions[^1].Start)
            {
                return;
            }

            mentions.RemoveAt(mentions.Count - 1);
        }

        mentions.Add(span);
    }

    private static IEnumerable<TextSpan> Occurrences(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + phrase.Length, StringComparison.Ordinal))
        {
            yield return new TextSpan(at, phrase.Length);
        }
    }
}
