using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>
/// Finds which surname stands for whom: "Vladimir Putin" … "Putin". Only where the text shows that it is a person (somebody speaks, or has a title), and where it names one
/// person of that surname, so that "Asia" is never "Central Asia".
/// </summary>
internal static class PersonNames
{
    private const int MostNames = 4;

    private static readonly FrozenSet<string> s_titles = Set(
        "mr mrs ms miss dr sir dame lord lady prof professor president vice prime minister premier chancellor secretary senator sen representative rep congressman congresswoman governor gov mayor judge justice king queen prince princess pope bishop archbishop general gen colonel col captain capt lieutenant sergeant sgt major admiral commander inspector detective officer chief coach ambassador envoy "
        + "herr frau präsident präsidentin bundeskanzler bundeskanzlerin kanzler ministerin minister "
        + "monsieur madame mme président présidente ministre señor señora sr sra presidente presidenta ministro ministra signor signora dottor senhor senhora meneer mevrouw herra pan pani pán paní");

    private static readonly FrozenSet<string> s_speech = Set(
        "said say says told tells added adds asked warned argued insisted explained announced tweeted wrote writes replied claimed declared admitted noted recalled "
        + "sagte sagt erklärte betonte dit déclaré affirmé expliqué assuré dijo afirmó declaró explicó aseguró disse afirmou ha detto dichiarato spiegato zei zegt sade säger sa sier sagde siger powiedział powiedziała řekl řekla сказал сказала заявил заявила");

    /// <summary>For each bare or titled name of a person, by its phrase key, the words of the full name.</summary>
    public static Dictionary<string, Chunk> Find(string text, List<PhraseToken> tokens)
    {
        var words = CollectionsMarshal.AsSpan(tokens);
        var full = new Dictionary<string, Chunk?>(StringComparer.Ordinal);
        var titled = new List<(Chunk Whole, Chunk Name)>();
        var persons = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length;)
        {
            if (words[i].Role != WordRole.Name)
            {
                i++;
                continue;
            }

            var end = i + 1;
            while (end < words.Length && words[end].Joins && words[end].Role == WordRole.Name)
            {
                end++;
            }

            var start = i;
            while (start < end && IsTitle(text, words[start]))
            {
                start++;
            }

            var name = new Chunk(start, end - start);
            if (name.Count is > 0 and <= MostNames)
            {
                var surname = words[end - 1].Key;
                if (start > i)
                {
                    titled.Add((new Chunk(i, end - i), name));
                }

                if (start > i || (i > 0 && IsTitle(text, words[i - 1])) || IsSpeech(words, i - 1) || IsSpeech(words, end))
                {
                    persons.Add(surname);
                }

                if (name.Count > 1)
                {
                    full[surname] = full.TryGetValue(surname, out var known) && (known is not { } other || PhraseKey.Of(tokens, other) != PhraseKey.Of(tokens, name)) ? null : known ?? name;
                }
            }

            i = end;
        }

        return Aliases(tokens, full, titled, persons);
    }

    private static Dictionary<string, Chunk> Aliases(List<PhraseToken> tokens, Dictionary<string, Chunk?> full, List<(Chunk Whole, Chunk Name)> titled, HashSet<string> persons)
    {
        var aliases = new Dictionary<string, Chunk>(StringComparer.Ordinal);
        foreach (var surname in persons)
        {
            if (full.GetValueOrDefault(surname) is { } name)
            {
                aliases[surname] = name;
            }
        }

        foreach (var (whole, name) in titled)
        {
            if (name.Count > 1)
            {
                aliases.TryAdd(PhraseKey.Of(tokens, whole), name);
            }
            else if (aliases.TryGetValue(tokens[name.First].Key, out var person))
            {
                aliases.TryAdd(PhraseKey.Of(tokens, whole), person);
            }
        }

        return aliases;
    }

    private static bool IsTitle(string text, PhraseToken word) => word.IsCapital && s_titles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word.Span.Of(text));

    private static bool IsSpeech(ReadOnlySpan<PhraseToken> words, int at) => at >= 0 && at < words.Length && s_speech.Contains(words[at].Key);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
