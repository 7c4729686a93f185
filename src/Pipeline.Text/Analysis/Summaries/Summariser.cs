namespace Pipeline.Text.Analysis.Summaries;

/// <summary>
/// Picks the sentences of a text that say most: news puts them first, and they share their words and key phrases with the rest of the text. Whole sentences that can stand
/// alone are chosen only; no headings, captions, questions or parts of quotations.
/// </summary>
internal static class Summariser
{
    /// <summary>From how many sentences of a text on the summary has how many.</summary>
    private static readonly (int SentencesOfText, int SentencesOfSummary)[] s_sizes = [(10, 3), (6, 2), (3, 1)];

    /// <summary>What the place of a sentence counts; the rest is what it has in common with the text.</summary>
    private const double PositionWeight = 0.6;

    /// <summary>What a sentence within a paragraph keeps: it leans on the one before.</summary>
    private const double WithinParagraph = 0.8;

    /// <summary>Share of its words that a sentence may have in common with one that was chosen before.</summary>
    private const double MostInCommon = 0.6;

    /// <summary>Spans of the chosen sentences in the clean text, in its order; none for a text of one or two sentences.</summary>
    public static IReadOnlyList<TextSpan> Summarise(CleanArticle article, IReadOnlyList<KeyPhrase> phrases)
    {
        var total = article.Paragraphs.Sum(p => p.Sentences.Count);
        var size = s_sizes.FirstOrDefault(s => total >= s.SentencesOfText).SentencesOfSummary;
        if (size == 0)
        {
            return [];
        }

        var words = new SentenceWords(article);
        var candidates = Candidates(article, words, phrases);
        if (size == 1)
        {
            candidates.RemoveRange(Math.Min(1, candidates.Count), Math.Max(0, candidates.Count - 1)); // The lead.
        }

        var chosen = new List<Candidate>(size);
        foreach (var candidate in candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Span.Start))
        {
            if (chosen.Count == size)
            {
                break;
            }

            if (chosen.TrueForAll(c => SentenceWords.InCommon(c.Words, candidate.Words) <= MostInCommon))
            {
                chosen.Add(candidate);
            }
        }

        return [.. chosen.Select(c => c.Span).OrderBy(s => s.Start)];
    }

    private static List<Candidate> Candidates(CleanArticle article, SentenceWords words, IReadOnlyList<KeyPhrase> phrases)
    {
        var candidates = new List<Candidate>();
        for (var p = 0; p < article.Paragraphs.Count; p++)
        {
            var sentences = article.Paragraphs[p].Sentences;
            for (var s = 0; s < sentences.Count; s++)
            {
                var sentence = sentences[s].Of(article.Text);
                if (SentenceShape.StandsAlone(sentence) && (candidates.Count == 0 || !SentenceShape.OpensDependently(sentence, article.Language)))
                {
                    var own = words.Of(sentences[s]);
                    var position = 1 / Math.Sqrt(p + 1);
                    candidates.Add(new Candidate(sentences[s], own, position, s > 0 ? WithinParagraph : 1, words.Weight(own) + Mentioned(sentences[s], phrases)));
                }
            }
        }

        var central = candidates.Count == 0 ? 1 : Math.Max(candidates.Max(c => c.Centrality), double.Epsilon);
        foreach (var candidate in candidates)
        {
            candidate.Score = ((PositionWeight * candidate.Position) + ((1 - PositionWeight) * candidate.Centrality / central)) * candidate.Independence;
        }

        return candidates;
    }

    private static double Mentioned(TextSpan sentence, IReadOnlyList<KeyPhrase> phrases)
    {
        double sum = 0;
        for (var i = 0; i < phrases.Count; i++)
        {
            if (phrases[i].Mentions.Any(m => m.Start >= sentence.Start && m.End <= sentence.End))
            {
                sum += phrases[i].Score ?? (1.0 / (i + 1));
            }
        }

        return sum;
    }

    private sealed record Candidate(TextSpan Span, IReadOnlySet<int> Words, double Position, double Independence, double Centrality)
    {
        public double Score { get; set; }
    }
}
