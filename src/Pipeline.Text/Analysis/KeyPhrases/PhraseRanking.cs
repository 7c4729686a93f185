namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>
/// Ranks phrases by the weight of their words. In a graph of words that stand near each other the stationary weight of a word is its degree, and so its frequency: the
/// rank needs no iteration. Frequency is damped by how common a word is in news, and raised where a word comes early or stands in the title.
/// The numbers below were chosen on news and abstracts (KPCrowd, Inspec, SemEval 2017); each half of a set alone would have given the same.
/// </summary>
internal sealed class PhraseRanking(string text, List<PhraseToken> tokens, List<Chunk> chunks, PhraseVariants variants, bool knowsVerbs)
{
    private const double TitleBoost = 1.5;
    private const double NameBoost = 1.2;

    /// <summary>What a phrase at the very start has ahead of one at the end.</summary>
    private const double EarlyBonus = 1.5;

    /// <summary>Power of a word's frequency: the tenth mention says less than the first.</summary>
    private const double FrequencyPower = 0.7;

    /// <summary>In a text up to so many words hardly anything is repeated: long phrases say most.</summary>
    private const double ShortText = 150;

    /// <summary>From so many words on repetition is the better evidence, and single words compete with phrases.</summary>
    private const double LongText = 300;

    /// <summary>Power of the number of words that the weight of a repeated phrase is divided by at most: what is repeated word by word is no accident.</summary>
    private const double RepeatedLengthPower = 0.5;

    /// <summary>Powers of the number of words that a phrase's weight is divided by.</summary>
    private static readonly (double Short, double Long) s_lengthPower = (0.4, 1);

    /// <summary>Powers of the number of mentions that it is multiplied by.</summary>
    private static readonly (double Short, double Long) s_countPower = (0.3, 1.2);

    /// <summary>The best phrases, best first.</summary>
    public IReadOnlyList<Phrase> Rank(IReadOnlySet<string> title, int most)
    {
        // Where phrases are guesses, single words are the surer half of them in a short text too.
        var longness = knowsVerbs ? Math.Clamp((tokens.Count - ShortText) / (LongText - ShortText), 0, 1) : 1;
        var phrases = new PhraseCandidates(text, tokens, chunks, variants).Collect(withWords: longness > 0);
        Score(phrases, WordWeights(title), longness);

        var kept = new List<Phrase>(most);
        foreach (var phrase in phrases.OrderByDescending(p => p.Score).ThenBy(p => p.First))
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

        return kept;
    }

    private Dictionary<string, double> WordWeights(IReadOnlySet<string> title)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var chunk in chunks)
        {
            for (var i = chunk.First; i < chunk.End; i++)
            {
                weights[tokens[i].Key] = weights.GetValueOrDefault(tokens[i].Key) + 1;
            }
        }

        foreach (var (word, count) in weights)
        {
            weights[word] = Math.Pow(count, FrequencyPower) * NewsFrequencies.Rarity(word) * (title.Contains(word) ? TitleBoost : 1);
        }

        return weights;
    }

    private void Score(IReadOnlyCollection<Phrase> phrases, Dictionary<string, double> weights, double longness)
    {
        var lengthPower = double.Lerp(s_lengthPower.Short, s_lengthPower.Long, longness);
        var countPower = double.Lerp(s_countPower.Short, s_countPower.Long, longness);
        foreach (var phrase in phrases)
        {
            var sum = phrase.Words.Sum(w => weights.GetValueOrDefault(w));
            var position = 1 + (EarlyBonus * (1 - ((double)phrase.First / tokens.Count)));
            var length = Math.Pow(phrase.Words.Length, phrase.Count > 1 ? Math.Min(lengthPower, RepeatedLengthPower) : lengthPower);
            phrase.Score = sum / length * Math.Pow(phrase.Count, countPower) * position * (phrase.IsName ? NameBoost : 1);
        }
    }
}
