using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Analysis;

/// <summary>Makes one ranked list of the key phrases of several documents, and finds them again in the segments.</summary>
internal static class KeyPhraseMerge
{
    /// <summary>The phrases of all documents, best first. A phrase gains with each document that has it, in proportion to the document's length; upper and lower case are one phrase.</summary>
    public static IReadOnlyList<KeyPhrase> Merge(IReadOnlyList<PackedDocument> packed, IReadOnlyList<DocumentAnalysis> answers)
    {
        if (answers.Count == 1)
        {
            return Distinct(answers[0].KeyPhrases);
        }

        var merged = new Dictionary<string, Candidate>(StringComparer.OrdinalIgnoreCase);
        var total = packed.Sum(p => (double)p.Span.Length);
        var ranksOnly = answers.All(a => a.KeyPhrases.All(k => k.Score is null));
        for (var i = 0; i < answers.Count; i++)
        {
            var share = packed[i].Span.Length / total;
            var rank = 0;
            foreach (var phrase in answers[i].KeyPhrases)
            {
                var weight = share * (phrase.Score ?? RankWeight(rank));
                if (!merged.TryGetValue(phrase.Text, out var candidate))
                {
                    merged.Add(phrase.Text, candidate = new Candidate(phrase.Text, merged.Count));
                }

                candidate.Weight += weight;
                rank++;
            }
        }

        var best = merged.Count == 0 ? 1 : merged.Values.Max(c => c.Weight);
        return
        [
            .. merged.Values.OrderByDescending(c => c.Weight).ThenBy(c => c.Order)
                .Select(c => new KeyPhrase(c.Text, ranksOnly || best <= 0 ? null : Math.Round(c.Weight / best, 4))),
        ];
    }

    /// <summary>Those of <paramref name="phrases"/> that stand in <paramref name="text"/> as whole words, in the same order.</summary>
    public static IReadOnlyList<KeyPhrase> OccurringIn(ReadOnlySpan<char> text, IReadOnlyList<KeyPhrase> phrases)
    {
        var found = new List<KeyPhrase>();
        foreach (var phrase in phrases)
        {
            if (Contains(text, phrase.Text))
            {
                found.Add(phrase);
            }
        }

        return found;
    }

    private static IReadOnlyList<KeyPhrase> Distinct(IReadOnlyList<KeyPhrase> phrases) => [.. phrases.DistinctBy(p => p.Text, StringComparer.OrdinalIgnoreCase)];

    private static double RankWeight(int rank) => 1 / Math.Sqrt(rank + 1);

    private static bool Contains(ReadOnlySpan<char> text, string phrase)
    {
        for (var from = 0; phrase.Length > 0 && from <= text.Length - phrase.Length;)
        {
            var at = text[from..].IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            at += from;
            var end = at + phrase.Length;
            if ((at == 0 || IsWordEdge(text[at - 1], text[at])) && (end == text.Length || IsWordEdge(text[end - 1], text[end])))
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }

    /// <summary>Scripts without spaces have no edges between words that could be seen; there any place will do.</summary>
    private static bool IsWordEdge(char left, char right) =>
        !char.IsLetterOrDigit(left) || !char.IsLetterOrDigit(right) || (SentenceCharacters.IsCaseless(left) && SentenceCharacters.IsCaseless(right) && left >= FirstUnspacedScript);

    private const char FirstUnspacedScript = '\u0e00';

    private sealed class Candidate(string text, int order)
    {
        public string Text { get; } = text;

        public int Order { get; } = order;

        public double Weight { get; set; }
    }
}
