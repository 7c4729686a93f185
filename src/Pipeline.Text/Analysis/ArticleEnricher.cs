using Pipeline.Text.Analysis.Summaries;
using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Analysis;

/// <summary>Runs an analyser over an article: segments → analysis documents → analyser → mapped back by offset.</summary>
public static class ArticleEnricher
{
    /// <summary>
    /// Analyses <paramref name="article"/> with <paramref name="analyser"/>. The result has the library's own sentences, however the analyser splits: a sentence's
    /// scores are those of the analyser's sentences that overlap it, weighted by the overlap. Segments and the article are labelled as <see cref="SentimentAggregate"/> says.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<EnrichmentOutcome> EnrichAsync(CleanArticle article, IArticleAnalyser analyser, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(analyser);

        var segments = Segmenter.Divide(article);
        var packed = DocumentPacker.Pack(article, segments, analyser.Limits);
        IReadOnlyList<DocumentAnalysis> analyses = packed.Count == 0 ? [] : await analyser.AnalyseAsync([.. packed.Select(p => p.Document)], cancellationToken);
        var answers = InOrder(packed, analyses);

        // The enum is declared from the least to the most urgent.
        var error = answers.Select(a => a.Error).OfType<AnalysisError>().OrderByDescending(e => e.Kind).FirstOrDefault();
        return error is null ? new EnrichmentOutcome(Combine(article, segments, packed, answers), null) : new EnrichmentOutcome(null, error);
    }

    private static List<DocumentAnalysis> InOrder(IReadOnlyList<PackedDocument> packed, IReadOnlyList<DocumentAnalysis> analyses)
    {
        var byId = new Dictionary<string, DocumentAnalysis>(StringComparer.Ordinal);
        foreach (var analysis in analyses)
        {
            byId.TryAdd(analysis.Id, analysis);
        }

        return
        [
            .. packed.Select(p => byId.GetValueOrDefault(p.Document.Id) ?? new DocumentAnalysis
            {
                Id = p.Document.Id,
                Error = new AnalysisError(AnalysisErrorKind.Transient, "NoAnswer", $"The analyser gave no answer for document {p.Document.Id}."),
            }),
        ];
    }

    private static ArticleEnrichment Combine(CleanArticle article, IReadOnlyList<Segment> segments, IReadOnlyList<PackedDocument> packed, List<DocumentAnalysis> answers)
    {
        var phrases = KeyPhraseMerge.Merge(article.Text, packed, answers);
        var found = AnalysedSentences(packed, answers);
        var map = new SentenceMap(found);
        var enriched = new List<SegmentEnrichment>(segments.Count);
        var all = new List<SentenceSentiment>();
        foreach (var segment in segments)
        {
            var sentences = map.Of(segment);
            all.AddRange(sentences);
            enriched.Add(new SegmentEnrichment(segment, SentimentAggregate.Of(sentences), sentences, KeyPhraseMerge.MentionedIn(segment.Span, phrases)));
        }

        return new ArticleEnrichment
        {
            Sentiment = SentimentAggregate.Of(all),
            KeyPhrases = phrases,
            Summary = Summariser.Summarise(article, phrases),
            Segments = enriched,
            Warnings = [.. answers.SelectMany(a => a.Warnings).Distinct(StringComparer.Ordinal)],
            Opinions = [.. packed.Zip(answers, (p, a) => a.Opinions.Select(o => Moved(o, p.Span.Start))).SelectMany(o => o)],
            ModelVersion = answers.SelectMany(a => a.ModelVersions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } models ? string.Join(", ", models) : null,
            Records = answers.Aggregate(RecordCount.None, (sum, a) => sum + a.Records),
        };
    }

    private static Opinion Moved(Opinion opinion, int by) =>
        opinion with { Target = Moved(opinion.Target, by), Assessments = [.. opinion.Assessments.Select(a => Moved(a, by))] };

    private static TextSpan Moved(TextSpan span, int by) => span with { Start = span.Start + by };

    private static List<SentenceSentiment> AnalysedSentences(IReadOnlyList<PackedDocument> packed, List<DocumentAnalysis> answers)
    {
        var sentences = new List<SentenceSentiment>();
        for (var i = 0; i < packed.Count; i++)
        {
            var offset = packed[i].Span.Start;
            sentences.AddRange(answers[i].Sentences.Select(s => s with { Span = Moved(s.Span, offset) }));
        }

        return sentences;
    }
}
