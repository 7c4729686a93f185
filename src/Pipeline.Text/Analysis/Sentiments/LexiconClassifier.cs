namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>Sentiment from a valence lexicon with negation and intensifiers, for languages without a trained model.</summary>
internal static class LexiconClassifier
{
    /// <summary>How far a negation reaches, in words.</summary>
    private const int NegationReach = 3;

    /// <summary>A negated word keeps this share of its valence, with the other sign.</summary>
    private const float Negated = -0.6f;

    private const float Intensified = 1.3f;

    /// <summary>After these a capital tells nothing.</summary>
    private const string SentenceMarks = ".!?:";

    /// <summary>Scores of one sentence.</summary>
    public static ConfidenceScores Classify(ReadOnlySpan<char> sentence, LexiconLanguage language)
    {
        var lexicon = Lexicon.Of(language);
        var tally = new Tally();
        ReadWords(sentence, language, lexicon, ref tally);
        return ValenceScores.Of(tally.Positive, tally.Negative);
    }

    private static void ReadWords(ReadOnlySpan<char> sentence, LexiconLanguage language, Lexicon lexicon, ref Tally tally)
    {
        var negations = language.Negations.GetAlternateLookup<ReadOnlySpan<char>>();
        var intensifiers = language.Intensifiers.GetAlternateLookup<ReadOnlySpan<char>>();
        var sinceNegation = int.MaxValue;
        var intensified = false;
        var previousEnd = 0;
        foreach (var range in new WordEnumerator(sentence))
        {
            var isWithin = previousEnd > 0 && !sentence[previousEnd..range.Start.Value].ContainsAny(SentenceMarks);
            previousEnd = range.End.Value;
            var word = CutElision(sentence[range], negations, out var elidedNegation);
            sinceNegation = elidedNegation ? 0 : sinceNegation;
            if (negations.Contains(word))
            {
                if (language.NegationFollows)
                {
                    tally.TurnLast(NegationReach);
                }
                else
                {
                    sinceNegation = 0;
                }

                continue;
            }

            tally.Next();
            sinceNegation = sinceNegation < NegationReach ? sinceNegation + 1 : int.MaxValue;
            var valence = isWithin && !language.CapitalisesNouns && IsCapitalised(word) ? lexicon.ListedValenceOf(word) : lexicon.ValenceOf(word);
            if (valence != 0)
            {
                valence *= intensified ? Intensified : 1;
                tally.Add(sinceNegation <= NegationReach ? valence * Negated : valence);
            }

            intensified = intensifiers.Contains(word);
        }
    }

    /// <summary>Within a sentence this is a name, which is kin to no listed word: "Sarawak", "Cristina".</summary>
    private static bool IsCapitalised(ReadOnlySpan<char> word) => word.Length > 1 && char.IsUpper(word[0]) && char.IsLower(word[1]);

    /// <summary>"l'horreur", "n'est": the elided word before the apostrophe is a word of its own.</summary>
    private static ReadOnlySpan<char> CutElision(ReadOnlySpan<char> word, System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> negations, out bool isNegation)
    {
        const int longestElided = 5;
        var apostrophe = word.IndexOfAny('\'', '’');
        isNegation = apostrophe > 0 && negations.Contains(word[..apostrophe]);
        return apostrophe is > 0 and <= longestElided && apostrophe + 2 < word.Length ? word[(apostrophe + 1)..] : word;
    }

    /// <summary>Sums of positive and negative valences; remembers the last one so that a following negation can turn it around.</summary>
    private struct Tally
    {
        private float _last;
        private int _since;

        public float Positive { get; private set; }

        public float Negative { get; private set; }

        public void Next() => _since++;

        public void Add(float valence)
        {
            Positive += Math.Max(valence, 0);
            Negative += Math.Max(-valence, 0);
            (_last, _since) = (valence, 0);
        }

        public void TurnLast(int reach)
        {
            if (_last == 0 || _since > reach)
            {
                return;
            }

            Positive -= Math.Max(_last, 0);
            Negative -= Math.Max(-_last, 0);
            Add(_last * Negated);
            _last = 0;
        }
    }
}
