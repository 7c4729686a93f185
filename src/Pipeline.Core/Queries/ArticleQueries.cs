using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Queries;

/// <summary>Answers what the API and the command line ask.</summary>
public sealed class ArticleQueries(ArticleReader reader, ContentStore content, SourceFiles files)
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

    /// <summary>The states that lists hold: an article is listed once it has come to an end, and until it is deleted.</summary>
    public static IReadOnlyList<ArticleState> ListedStates { get; } = [ArticleState.Enriched, ArticleState.Expanded, ArticleState.Rejected, ArticleState.Failed];

    /// <summary>A page of the articles that match, newest first.</summary>
    /// <exception cref="FormatException">The cursor is none of this query.</exception>
    public async Task<ArticleList> ListPageAsync(ArticleQuery query, int size, string? cursor, CancellationToken cancellationToken)
    {
        var page = await reader.ListPageAsync(query, size, cursor, cancellationToken);
        return new ArticleList([.. page.Articles.Select(ArticleSummary.Of)], page.Continuation);
    }

    /// <summary>The articles that match, newest first, at most so many.</summary>
    public IAsyncEnumerable<ArticleSummary> ListAsync(ArticleQuery query, int limit, CancellationToken cancellationToken) =>
        // No partition holds more of the first N than N, unless copies come between.
        reader.ListAsync(query, Math.Min(limit, LargestPage), cancellationToken).Take(limit).Select(ArticleSummary.Of);

    /// <summary>The file that the article was made of, or the article's part of a file of several; null when there is none (any more).</summary>
    public async Task<OriginalFile?> OpenSourceAsync(string articleId, CancellationToken cancellationToken)
    {
        if (!ArticleIds.IsId(articleId) || await reader.GetArticleAsync(articleId, cancellationToken) is not { Path.Length: > 0, State: not ArticleState.Deleted } row)
        {
            return null;
        }

        var name = row.Path[(row.Path.LastIndexOf('/') + 1)..];
        if (ItemPath.HashOf(row) is not { } hash)
        {
            return await files.OpenAsync(row.Path, cancellationToken) is { } file ? new OriginalFile(name, file) : null;
        }

        return await content.GetItemAsync(articleId, hash, cancellationToken) is { } bytes
            ? new OriginalFile(name, new OpenedFile(hash, null, new MemoryStream(bytes.ToArray(), writable: false)))
            : null;
    }

    /// <summary>A page of the changes after a cursor.</summary>
    public async Task<ChangeList> ListChangesAsync(ChangeCursor after, int size, CancellationToken cancellationToken)
    {
        var changes = await reader.ReadChangesAsync(after, Math.Min(size, LargestPage), cancellationToken).Take(size).ToListAsync(cancellationToken);
        return new ChangeList([.. changes.Select(FeedChange.Of)], changes.Aggregate(after, (cursor, change) => cursor.After(change)).ToString());
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
