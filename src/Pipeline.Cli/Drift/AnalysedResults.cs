using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Drift;

/// <summary>What an analyser says now about the stored clean articles. Nothing is written.</summary>
internal sealed class AnalysedResults(StoredArticles articles, ContentStore content, IArticleAnalyser analyser) : IResultSource
{
    private int _failed;

    public int Failed => _failed;

    public IAsyncEnumerable<ArticleResult> ReadAsync(CancellationToken cancellationToken) => articles.SelectAsync(AnalyseAsync, cancellationToken);

    private async Task<ArticleResult?> AnalyseAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        // Gone when a newer version was published since the row was read: the next run sees that one.
        if (row.EnrichedFrom is not { } clean || await content.GetCleanAsync(row.ArticleId, clean, cancellationToken) is not { } article)
        {
            return null;
        }

        var (enrichment, _) = await ArticleEnricher.EnrichAsync(article, analyser, cancellationToken);
        if (enrichment is null)
        {
            Interlocked.Increment(ref _failed);
            return null;
        }

        return new ArticleResult(
            row.ArticleId,
            analyser.Identity.ToString(),
            enrichment.Sentiment?.Label,
            [.. enrichment.KeyPhrases.Take(ArticleResult.MostPhrases).Select(phrase => phrase.Text)],
            [.. enrichment.Segments.Select(Segment)]);
    }

    private static SegmentResult Segment(SegmentEnrichment item) =>
        SegmentResult.Of(item.Segment.Span, item.Sentiment?.Label, item.Sentiment?.Scores.Positive ?? 0, item.Sentiment?.Scores.Negative ?? 0);
}
