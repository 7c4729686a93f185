using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Queries;

/// <summary>Answers what the API and the command line ask.</summary>
public sealed class ArticleQueries(ArticleReader reader, ContentStore content)
{
    /// <summary>Rows in one answer of the table service (https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination).</summary>
    private const int LargestPage = 1_000;

    /// <summary>One article, or null when the id is unknown.</summary>
    public async Task<ArticleDetail?> GetAsync(string articleId, CancellationToken cancellationToken)
    {
        if (!ArticleIds.IsId(articleId))
        {
            return null;
        }

        // When what the row names is gone, a new version was published since the row was read: then the row is read again, until it stands still.
        for (var row = await reader.GetArticleAsync(articleId, cancellationToken); row is not null;)
        {
            var article = row.EnrichedFrom is { } clean ? await content.GetCleanAsync(articleId, clean, cancellationToken) : null;
            var enrichment = row.EnrichmentHash is { } hash ? await content.GetEnrichmentAsync(articleId, hash, cancellationToken) : null;
            var isComplete = (row.EnrichedFrom is null || article is not null) && (row.EnrichmentHash is null || enrichment is not null);
            var now = isComplete ? row : await reader.GetArticleAsync(articleId, cancellationToken);
            if (now?.ETag == row.ETag)
            {
                return Detail(row, article, enrichment);
            }

            row = now;
        }

        return null;
    }

    /// <summary>Articles of a range of days, newest first.</summary>
    public IAsyncEnumerable<ArticleSummary> ListAsync(ArticleFilter filter, CancellationToken cancellationToken)
    {
        var query = new ArticleQuery { From = filter.From, To = filter.To, Source = filter.Source, State = filter.State };
        var rows = filter.Collapse
            ? reader.CollapseAsync(reader.ListAsync(query, cancellationToken: cancellationToken), filter.Lists, cancellationToken)
            : reader.ListAsync(query, Math.Min(filter.Limit, LargestPage), cancellationToken); // No partition holds more of the first N than N.
        return rows.Take(filter.Limit).Select(ArticleSummary.Of);
    }

    private static ArticleDetail Detail(ArticleRow row, CleanArticle? article, ArticleEnrichment? enrichment) => new(
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
        row.WordCount,
        row.SentenceCount,
        row.ReadingSeconds,
        article is null || enrichment is null ? [] : [.. enrichment.Summary.Select(span => Passage(article.Text, span))],
        article is null || enrichment is null ? [] : [.. enrichment.KeyPhrases.Select(phrase => new PhraseView(phrase.Text, phrase.Score, [.. phrase.Mentions.Select(span => Passage(article.Text, span))]))],
        [.. (article?.Captions ?? []).Select(caption => new CaptionView(caption.Text, caption.Credit))],
        article is null || enrichment is null ? [] : SectionView.Of(article, enrichment));

    private static PassageView Passage(string text, TextSpan span) => new(span.Start, span.Of(text).ToString());
}

/// <summary>Which articles a list shows.</summary>
/// <param name="From">First day, UTC.</param>
/// <param name="To">Last day, UTC, inclusive.</param>
/// <param name="Source">Only this source; null for all.</param>
/// <param name="State">Only this state; null for all.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Collapse">Copies of one text once.</param>
public sealed record ArticleFilter(DateOnly From, DateOnly To, string? Source, ArticleState? State, int Limit, bool Collapse = false)
{
    /// <summary>The states that lists hold: an article is listed once it has come to an end, and until it is deleted.</summary>
    public static IReadOnlyList<ArticleState> ListedStates { get; } = [ArticleState.Enriched, ArticleState.Expanded, ArticleState.Rejected, ArticleState.Failed];

    /// <summary>Whether the list of this filter, limit aside, holds the article.</summary>
    internal bool Lists(ArticleRow article) =>
        article.IndexTime is { } time
        && DateOnly.FromDateTime(time.UtcDateTime) is var day && day >= From && day <= To
        && (Source is null || article.Source == Source)
        && (State is { } state ? article.State == state : article.State != ArticleState.Deleted);
}
