using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Queries;

/// <summary>Answers what the API and the command line ask.</summary>
public sealed class ArticleQueries(ArticleReader reader, ContentStore content)
{
    /// <summary>One article, or null when the id is unknown.</summary>
    public async Task<ArticleDetail?> GetAsync(string articleId, CancellationToken cancellationToken)
    {
        if (!ArticleIds.IsId(articleId) || await reader.GetArticleAsync(articleId, cancellationToken) is not { } row)
        {
            return null;
        }

        var article = row.EnrichedFrom is { } clean ? await content.GetCleanAsync(articleId, clean, cancellationToken) : null;
        var enrichment = row.EnrichmentHash is { } hash ? await content.GetEnrichmentAsync(articleId, hash, cancellationToken) : null;
        return new ArticleDetail(
            ArticleSummary.Of(row),
            row.ReasonDetail,
            row.Standfirst,
            row.Byline,
            row.Authors,
            row.Updated,
            row.Publisher,
            row.Rubric,
            row.CanonicalUrl,
            row.Received,
            row.Attempts,
            row.LastError,
            row.WaitUntil,
            row.Analyser is { } name ? new AnalyserIdentity(name, row.AnalyserVersion ?? "").ToString() : null,
            row.Warnings,
            [.. (article?.Captions ?? []).Select(caption => new CaptionView(caption.Text, caption.Credit))],
            article is null || enrichment is null ? [] : Sections(article, enrichment));
    }

    /// <summary>Articles of a range of days, newest first.</summary>
    public IAsyncEnumerable<ArticleSummary> ListAsync(ArticleFilter filter, CancellationToken cancellationToken)
    {
        var rows = filter.Source is { } source
            ? reader.ListBySourceAsync(source, filter.From, filter.To, cancellationToken: cancellationToken).Where(row => IsWithin(row, filter))
            : reader.ListByDateAsync(filter.From, filter.To, cancellationToken: cancellationToken);
        return rows
            .Where(row => filter.State is not { } state || row.State == state)
            .Take(filter.Limit)
            .Select(ArticleSummary.Of);
    }

    /// <summary>A source's partitions are months; the days at their ends are cut off by the key's own time.</summary>
    private static bool IsWithin(ArticleIndexRow row, ArticleFilter filter)
    {
        var from = Tables.Keys.TableKey.ReversedTicks(new DateTimeOffset(filter.From.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        var to = Tables.Keys.TableKey.ReversedTicks(new DateTimeOffset(filter.To.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero));
        var time = long.Parse(row.Key.RowKey.AsSpan(0, 19), System.Globalization.CultureInfo.InvariantCulture);
        return time <= from && time >= to;
    }

    private static SectionView[] Sections(CleanArticle article, ArticleEnrichment enrichment) =>
    [
        .. article.Sections.Select((section, index) => new SectionView(
            section.Heading?.Of(article.Text).ToString(),
            [.. enrichment.Segments.Where(item => item.Segment.SectionIndex == index).Select(item => Paragraph(article.Text, item))])),
    ];

    private static ParagraphView Paragraph(string text, SegmentEnrichment item) => new(
        item.Segment.Span.Of(text).ToString(),
        SentimentView.Of(item.Sentiment),
        [.. item.KeyPhrases.Select(phrase => phrase.Text)],
        [.. item.Sentences.Select(sentence => new SentenceView(sentence.Span.Of(text).ToString(), SentimentView.Of(sentence.Sentiment)))]);
}

/// <summary>Which articles a list shows.</summary>
/// <param name="From">First day, UTC.</param>
/// <param name="To">Last day, UTC, inclusive.</param>
/// <param name="Source">Only this source; null for all.</param>
/// <param name="State">Only this state; null for all.</param>
/// <param name="Limit">At most so many.</param>
public sealed record ArticleFilter(DateOnly From, DateOnly To, string? Source, ArticleState? State, int Limit);
