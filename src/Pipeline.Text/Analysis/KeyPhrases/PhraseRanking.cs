namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>Ranks candidate phrases by the weight of their words.</summary>
internal static class PhraseRanking
{
    private const double TitleBoost = 2;

    public static IReadOnlyList<KeyPhrase> Rank(PhraseCandidates candidates, string? title, int most)
    {
        var weights = WordWeights(candidates, title);
        var phrases = new Dictionary<string, Phrase>(StringComparer.Ordinal);
        foreach (var run in candidates.Runs)
        {
            var key = string.Join(' ', run.Select(w => w.Key));
            if (!phrases.TryGetValue(key, out var phrase))
            {
                phrases.Add(key, phrase = new Phrase(Surface(candidates.Text, run), run.Sum(w => weights[w.Key]) / Math.Sqrt(run.Count), phrases.Count));
            }

            phrase.Count++;
        }

        var ranked = phrases.Values.OrderByDescending(p => p.Score).ThenBy(p => p.Order).Take(most).ToList();
        return ranked.Count == 0 ? [] : [.. ranked.Select(p => new KeyPhrase(p.Text, Math.Round(p.Score / ranked[0].Score, 4)))];
    }

    private static Dictionary<string, double> WordWeights(PhraseCandidates candidates, string? title)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in candidates.Runs.SelectMany(r => r))
        {
            weights[word.Key] = weights.GetValueOrDefault(word.Key) + (1 / Math.Sqrt(word.Sentence + 1));
        }

        foreach (var range in new Sentiments.WordEnumerator(title))
        {
            var key = PhraseKey.Of(title.AsSpan(range));
            if (weights.TryGetValue(key, out var weight))
            {
                weights[key] = weight * TitleBoost;
            }
        }

        return weights;
    }

    private static string Surface(string text, IReadOnlyList<PhraseWord> run) => text[run[0].Span.Start..run[^1].Span.End];

    private sealed class Phrase(string text, double weight, int order)
    {
        public string Text { get; } = text;

        public int Order { get; } = order;

        public int Count { get; set; }

        public double Score => weight * Math.Sqrt(Count);
    }
}
