namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>
/// Ranks phrases by the weight of their words. In a graph of words that stand near each other the stationary weight of a word is its degree, and so its frequency: the
/// rank needs no iteration. Frequency is damped by how common a word is in news, and raised where a word comes early or stands in the title.
/// </summary>
internal sealed class PhraseRanking(string text, List<PhraseToken> tokens, List<Chunk> chunks)
{
    private const double TitleBoost = 1.5;
    private const double NameBoost = 1.2;

    /// <summary>What a phrase at the very start has ahead of one at the end.</summary>
    private const double EarlyBonus = 0.5;

    /// <summary>In a text up to so many words hardly anything is repeated: long phrases say most.</summary>
    private const double ShortText = 150;

    /// <summary>From so many words on repetition is the better evidence, and single words compete with phrases.</summary>
    private const double LongText = 300;

    /// <summary>Powers of the number of words that a phrase's weight is divided by.</summary>
    private static readonly (double Short, double Long) s_lengthPower = (0.4, 1);

    /// <summary>Powers of the number of mentions that it is multiplied by.</summary>
    private static readonly (double Short, double Long) s_countPower = (0.3, 0.8);

    public IReadOnlyList<KeyPhrase> Rank(IReadOnlySet<string> title, int most)
    {
        var weights = WordWeights(title);
        var phrases = Collect(weights);
        var ranked = phrases.OrderByDescending(p => p.Score).ThenBy(p => p.First).ToList();
        var kept = new List<Phrase>(most);
        foreach (var phrase in ranked)
        {
            if (kept.Count == most)
            {
                break;
            }

            if (!kept.Exists(k => k.Covers(phrase)))
            {
                kept.Add(phrase);
            }
        }

        return kept.Count == 0 ? [] : [.. kept.Select(p => new KeyPhrase(p.Surface(), Math.Round(p.Score / kept[0].Score, 4)))];
    }

    private Dictionary<string, double> WordWeights(IReadOnlySet<string> title)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var chunk in chunks)
        {
            for (var i = chunk.First; i < chunk.First + chunk.Count; i++)
            {
                counts[tokens[i].Key] = counts.GetValueOrDefault(tokens[i].Key) + 1;
            }
        }

        foreach (var (word, count) in counts)
        {
            counts[word] = count * NewsFrequencies.Rarity(word) * (title.Contains(word) ? TitleBoost : 1);
        }

        return counts;
    }

    private List<Phrase> Collect(Dictionary<string, double> weights)
    {
        var longness = Math.Clamp((tokens.Count - ShortText) / (LongText - ShortText), 0, 1);
        var phrases = new Dictionary<string, Phrase>(StringComparer.Ordinal);
        foreach (var chunk in chunks)
        {
            Add(phrases, chunk);
            AddNames(phrases, chunk);
            for (var i = chunk.First; i < chunk.First + chunk.Count && chunk.Count > 1 && longness > 0; i++)
            {
                if (tokens[i].Role is WordRole.Head or WordRole.Name)
                {
                    Add(phrases, new Chunk(i, 1));
                }
            }
        }

        DropFragments(phrases);
        var lengthPenalty = double.Lerp(s_lengthPower.Short, s_lengthPower.Long, longness);
        var countPower = double.Lerp(s_countPower.Short, s_countPower.Long, longness);
        foreach (var phrase in phrases.Values)
        {
            var sum = phrase.Words.Sum(w => weights.GetValueOrDefault(w));
            var position = 1 + (EarlyBonus * (1 - ((double)phrase.First / tokens.Count)));
            phrase.Score = sum / Math.Pow(phrase.Words.Length, lengthPenalty) * Math.Pow(phrase.Count, countPower) * position * (phrase.IsName ? NameBoost : 1);
        }

        return [.. phrases.Values];
    }

    /// <summary>"airline founder Tony Fernandes": the name within a longer phrase is a phrase too.</summary>
    private void AddNames(Dictionary<string, Phrase> phrases, Chunk chunk)
    {
        var start = chunk.First;
        var end = chunk.First + chunk.Count;
        for (var i = chunk.First; i <= end; i++)
        {
            if (i < end && tokens[i].Role == WordRole.Name)
            {
                continue;
            }

            if (i - start > 1 && i - start < chunk.Count)
            {
                Add(phrases, new Chunk(start, i - start));
            }

            start = i + 1;
        }
    }

    /// <summary>A word that stands mostly within one phrase is no phrase of its own: "Tide" for "Crimson Tide".</summary>
    private static void DropFragments(Dictionary<string, Phrase> phrases)
    {
        const double mostly = 0.8;
        var fragments = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phrase in phrases.Values.Where(p => p.Words.Length > 1 && p.Count > 1))
        {
            foreach (var word in phrase.Words)
            {
                if (phrases.TryGetValue(word, out var single) && phrase.Count >= single.Count * mostly)
                {
                    fragments.Add(word);
                }
            }
        }

        foreach (var fragment in fragments)
        {
            phrases.Remove(fragment);
        }
    }

    private void Add(Dictionary<string, Phrase> phrases, Chunk chunk)
    {
        var last = tokens[chunk.First + chunk.Count - 1];
        string[] words = [.. Enumerable.Range(chunk.First, chunk.Count).Select(i => tokens[i].Key)];
        var key = string.Join(' ', words);
        if (!phrases.TryGetValue(key, out var phrase))
        {
            phrases.Add(key, phrase = new Phrase(words, chunk.First));
        }

        phrase.Add(text[tokens[chunk.First].Span.Start..last.Span.End], last.Role == WordRole.Name);
    }

    private sealed class Phrase(string[] words, int first)
    {
        private readonly Dictionary<string, int> _surfaces = new(StringComparer.Ordinal);

        public string[] Words { get; } = words;

        public int First { get; } = first;

        public int Count { get; private set; }

        public bool IsName { get; private set; }

        public double Score { get; set; }

        public void Add(string surface, bool isName)
        {
            _surfaces[surface] = _surfaces.GetValueOrDefault(surface) + 1;
            IsName |= isName;
            Count++;
        }

        /// <summary>The form that the text uses most; the first of equals.</summary>
        public string Surface() => _surfaces.MaxBy(s => s.Value).Key;

        /// <summary>Whether <paramref name="other"/> says nothing that this phrase does not say.</summary>
        public bool Covers(Phrase other) => other.Count <= Count && other.Words.Length < Words.Length && other.Words.All(w => Words.Contains(w, StringComparer.Ordinal));
    }
}
