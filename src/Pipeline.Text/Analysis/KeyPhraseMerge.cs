using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Analysis;

/// <summary>Makes one ranked list of the key phrases of several documents, and finds them again in the segments.</summary>
internal static class KeyPhraseMerge
{
    /// <summary>
    /// The phrases of all documents, best first, with their mentions in the clean text. A phrase gains with each document that has it, in proportion to the document's length;
    /// upper and lower case are one phrase. Where the analyser does not say where a phrase is mentioned, the text is searched for it.
    /// </summary>
    public static IReadOnlyList<KeyPhrase> Merge(string text, IReadOnlyList<PackedDocument> packed, IReadOnlyList<DocumentAnalysis> answers)
    {
        var merged = new Dictionary<string, Candidate>(StringComparer.OrdinalIgnoreCase);
        var total = packed.Sum(p => (double)p.Span.Length);
        var ranksOnly = answers.All(a => a.KeyPhrases.All(k => k.Score is null));
        for (var i = 0; i < answers.Count; i++)
        {
            var share = packed[i].Span.Length / total;
            var rank = 0;
            foreach (var phrase in answers[i].KeyPhrases)
            {
                if (!merged.TryGetValue(phrase.Text, out var candidate))
                {
                    merged.Add(phrase.Text, candidate = new Candidate(phrase.Text, merged.Count));
                }

                candidate.Weight += share * (phrase.Score ?? RankWeight(rank));
                candidate.Mentions.AddRange(phrase.Mentions.Count > 0 ? phrase.Mentions.Select(m => m with { Start = m.Start + packed[i].Span.Start }) : Occurrences(text, packed[i].Span, phrase.Text));
                rank++;
            }
        }

        var best = merged.Count == 0 ? 1 : merged.Values.Max(c => c.Weight);
        return
        [
            .. merged.Values.OrderByDescending(c => c.Weight).ThenBy(c => c.Order)
                .Select(c => new KeyPhrase(c.Text, ranksOnly || best <= 0 ? null : Math.Round(c.Weight / best, 4)) { Mentions = [.. c.Mentions.Distinct()] }),
        ];
    }

    /// <summary>Those of <paramref name="phrases"/> that are mentioned in <paramref name="segment"/>, in the same order, with their mentions in it.</summary>
    public static IReadOnlyList<KeyPhrase> MentionedIn(TextSpan segment, IReadOnlyList<KeyPhrase> phrases)
    {
        var found = new List<KeyPhrase>();
        foreach (var phrase in phrases)
        {
            List<TextSpan> mentions = [.. phrase.Mentions.Where(m => m.Start >= segment.Start && m.End <= segment.End)];
            if (mentions.Count > 0)
            {
                found.Add(phrase with { Mentions = mentions });
            }
        }

        return found;
    }

    private static double RankWeight(int rank) => 1 / Math.Sqrt(rank + 1);

    /// <summary>Where <paramref name="phrase"/> stands in a part of the text as whole words.</summary>
    private static IEnumerable<TextSpan> Occurrences(string text, TextSpan part, string phrase)
    {
        for (var from = part.Start; phrase.Length > 0 && from <= part.End - phrase.Length;)
        {
            var at = text.IndexOf(phrase, from, part.End - from, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                yield break;
            }

            var end = at + phrase.Length;
            var isWhole = (at == 0 || IsWordEdge(text[at - 1], text[at])) && (end == text.Length || IsWordEdge(text[end - 1], text[end]));
            if (isWhole)
            {
                yield return new TextSpan(at, phrase.Length);
            }

            from = isWhole ? end : at + 1;
        }
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

        public List<TextSpan> Mentions { get; } = [];
    }
}
