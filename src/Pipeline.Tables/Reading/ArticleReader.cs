using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables;

/// <summary>
/// Reads the enriched tables. Needs no more than the role Storage Table Data Reader; with <paramref name="content"/> also Storage Blob Data Reader on the
/// container <c>content</c>. Safe for use by many at once. A failed request throws <see cref="RequestFailedException"/> after the client's retries.
/// </summary>
/// <param name="tables">The account's table service.</param>
/// <param name="content">Opens the blobs that hold the texts; only <see cref="GetContentAsync"/> needs it.</param>
/// <param name="time">The clock; null is the system's.</param>
public sealed class ArticleReader(TableServiceClient tables, OpenContent? content = null, TimeProvider? time = null)
{
    /// <summary>Rows in one answer of the table service (https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination).</summary>
    private const int LargestPage = 1_000;

    private const int NotFound = 404;

    private readonly TableClient _articles = tables.GetTableClient(TableNames.Articles);
    private readonly TableClient _segments = tables.GetTableClient(TableNames.Segments);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ArticleLists _lists = new(tables, time ?? TimeProvider.System);
    private readonly ChangeFeed _feed = new(tables);

    /// <summary>The article's row, or null when the id is unknown. One request.</summary>
    public async Task<ArticleRow?> GetArticleAsync(string articleId, CancellationToken cancellationToken = default)
    {
        if (articleId.Length < 2)
        {
            return null;
        }

        var key = TableKey.Article(articleId);
        var found = await _articles.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: cancellationToken);
        return found.HasValue ? ArticleRow.Schema.Read(found.Value!) : null;
    }

    /// <summary>The segments of the article's current enrichment, in order, without their text. One request per 1,000 segments.</summary>
    public async IAsyncEnumerable<SegmentRow> GetSegmentsAsync(ArticleRow article, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (article.EnrichmentHash is not { } hash)
        {
            yield break;
        }

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {article.ArticleId} and RowKey ge {hash + "-"} and RowKey lt {hash + "."}");
        await foreach (var entity in _segments.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return SegmentRow.Schema.Read(entity);
        }
    }

    /// <summary>The article with its text and its segments, all of one version; null when the id is unknown.</summary>
    /// <remarks>
    /// One request for the row, one for the text, and one per 1,000 segments; all of them again when a new version was published in between. A text that
    /// storage has lost is null.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The reader was made without content.</exception>
    public async Task<ArticleContent?> GetContentAsync(string articleId, CancellationToken cancellationToken = default)
    {
        var open = content ?? throw new InvalidOperationException("Texts are in the container content: give the reader's constructor what opens its blobs.");
        for (var row = await GetArticleAsync(articleId, cancellationToken); row is not null;)
        {
            var text = row.EnrichedFrom is { } clean ? await ReadTextAsync(open, $"{articleId}/clean/{clean}.json", cancellationToken) : null;
            var segments = await GetSegmentsAsync(row, cancellationToken).ToListAsync(cancellationToken);
            var isComplete = (row.EnrichedFrom is null || text is not null) && (row.EnrichmentHash is null || segments.Count == row.SegmentCount);
            var now = isComplete ? row : await GetArticleAsync(articleId, cancellationToken);
            if (now?.ETag == row.ETag)
            {
                return new ArticleContent(row, text, segments);
            }

            row = now;
        }

        return null;
    }

    /// <summary>The articles that match a query, newest first.</summary>
    /// <remarks>
    /// Requests and rows do not grow with the tables, only with what is read: one request per 1,000 rows (or <paramref name="pageSize"/>) of a phrase, of
    /// a month of a source, or of one of the eight shards of a day, which are asked at once. In a range above a week, or above a year of a source, the
    /// days or months that hold a match are found first, from the newest on: about one more request for each, and a number that grows with the logarithm
    /// of the range. Days that the caller does not get to cost nothing. A collapsed list costs one request more for each cluster of which a copy comes
    /// before the article that represents it.
    /// </remarks>
    /// <param name="query">Which articles.</param>
    /// <param name="pageSize">Rows per request, 1 to 1,000; null is 1,000. Whoever takes the first few sets it to their number.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The query names a column that lists do not have.</exception>
    public IAsyncEnumerable<ArticleIndexRow> ListAsync(ArticleQuery query, int? pageSize = null, CancellationToken cancellationToken = default) =>
        Read(query, null, pageSize, cancellationToken);

    /// <summary>A page of the articles that match a query, newest first.</summary>
    /// <remarks>
    /// Requests as in <see cref="ListAsync"/>, with at most <paramref name="size"/> rows from each partition. A continuation stays valid for good and in
    /// every process. Articles that come in meanwhile neither repeat nor hide another; one that moved to another time may be seen twice or not at all. Of a
    /// collapsed cluster whose first article is not in the list, each page may show a copy.
    /// </remarks>
    /// <param name="query">Which articles; the same for all pages, but for its columns.</param>
    /// <param name="size">Articles on the page, from 1.</param>
    /// <param name="continuation">That of the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The query names a column that lists do not have, or the size is below 1.</exception>
    /// <exception cref="FormatException">The continuation is none of this query.</exception>
    public async Task<ArticlePage> ListPageAsync(ArticleQuery query, int size, string? continuation = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var after = continuation is null ? null : Continuation.Read(query, continuation);
        // No partition holds more of the first N than N, unless copies come between.
        var articles = await Read(query, after, Math.Min(size, LargestPage), cancellationToken).Take(size).ToListAsync(cancellationToken);
        return new ArticlePage(articles, articles.Count == size ? Continuation.Write(query, articles[^1].Key.RowKey) : null);
    }

    /// <summary>The articles of a query that follow a place in its list, newest first. Costs as in <see cref="ListAsync"/>.</summary>
    /// <param name="query">Which articles; the same as that of the continuation, but for its columns.</param>
    /// <param name="continuation">Of a page, or from <see cref="ContinuationAfter"/>; null for the beginning.</param>
    /// <param name="pageSize">Rows per request, 1 to 1,000; null is 1,000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The query names a column that lists do not have.</exception>
    /// <exception cref="FormatException">The continuation is none of this query.</exception>
    public IAsyncEnumerable<ArticleIndexRow> ListAfterAsync(ArticleQuery query, string? continuation, int? pageSize = null, CancellationToken cancellationToken = default) =>
        Read(query, continuation is null ? null : Continuation.Read(query, continuation), pageSize, cancellationToken);

    /// <summary>Asks for what follows an article in the list of a query, whether that list holds the article or not.</summary>
    public static string ContinuationAfter(ArticleQuery query, ArticleIndexRow article) => Continuation.Write(query, article.Key.RowKey);

    /// <summary>Articles of a range of days (UTC, inclusive), newest first. Costs as in <see cref="ListAsync"/>.</summary>
    public IAsyncEnumerable<ArticleIndexRow> ListByDateAsync(DateOnly from, DateOnly to, int? pageSize = null, CancellationToken cancellationToken = default) =>
        ListAsync(new ArticleQuery { From = from, To = to }, pageSize, cancellationToken);

    /// <summary>Articles of one source in a range of days (UTC, inclusive), newest first. Costs as in <see cref="ListAsync"/>.</summary>
    public IAsyncEnumerable<ArticleIndexRow> ListBySourceAsync(string source, DateOnly from, DateOnly to, int? pageSize = null, CancellationToken cancellationToken = default) =>
        ListAsync(new ArticleQuery { Source = source, From = from, To = to }, pageSize, cancellationToken);

    /// <summary>Articles that have <paramref name="phrase"/> among their top 20 key phrases, newest first. Costs as in <see cref="ListAsync"/>.</summary>
    public IAsyncEnumerable<ArticleIndexRow> ListByPhraseAsync(string phrase, int? pageSize = null, CancellationToken cancellationToken = default) =>
        ListAsync(new ArticleQuery { Phrase = phrase, To = DateOnly.MaxValue }, pageSize, cancellationToken);

    /// <summary>The changes after a cursor, up to the newest.</summary>
    /// <remarks>
    /// <para>
    /// Each change comes at least once, however many write and however long one of them paused; those of an article come in order, repeats aside. After
    /// each, <see cref="ChangeCursor.After"/> tells where to go on. Whoever saves the cursor after having dealt with the change misses none.
    /// </para>
    /// <para>One request for each of the 16 shards, at once, and one more per 1,000 changes (or <paramref name="pageSize"/>) of a shard.</para>
    /// </remarks>
    /// <param name="cursor">Where to go on; <see cref="ChangeCursor.Start"/> for the beginning.</param>
    /// <param name="pageSize">Rows per request, 1 to 1,000; null is 1,000. Whoever takes the first few sets it to their number.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">Changes after the cursor have been removed from the table.</exception>
    public IAsyncEnumerable<ChangeRow> ReadChangesAsync(ChangeCursor cursor, int? pageSize = null, CancellationToken cancellationToken = default) =>
        _feed.ReadAsync(cursor, pageSize, cancellationToken);

    /// <summary>The changes after a cursor, and those that come from then on, until it is cancelled.</summary>
    /// <remarks>Promises and costs as in <see cref="ReadChangesAsync"/>, each time it looks.</remarks>
    /// <param name="cursor">Where to go on; <see cref="ChangeCursor.Start"/> for the beginning.</param>
    /// <param name="interval">How long to wait, once all has been read, before looking again.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    /// <exception cref="InvalidDataException">Changes after the cursor have been removed from the table.</exception>
    public async IAsyncEnumerable<ChangeRow> FollowChangesAsync(
        ChangeCursor cursor,
        TimeSpan interval,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await foreach (var change in _feed.ReadAsync(cursor, null, cancellationToken))
            {
                cursor = cursor.After(change);
                yield return change;
            }

            await Task.Delay(interval, _time, cancellationToken);
        }
    }

    /// <summary>Changes of one shard after a sequence number, in order. One request per 1,000 changes.</summary>
    /// <param name="shard">0 to 15.</param>
    /// <param name="after">The last sequence number that was read; 0 to start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<ChangeRow> ReadShardAsync(int shard, long after, CancellationToken cancellationToken = default) =>
        _feed.ReadShardAsync(shard, after, null, cancellationToken);

    /// <summary>The changes of one article, in order. Reads its shard, of which the service sends back what belongs to the article.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<ChangeRow> ReadChangesOfAsync(string articleId, CancellationToken cancellationToken = default)
    {
        var partition = TableKey.Change(TableKey.ChangeShard(articleId), 0).PartitionKey;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and ArticleId eq {articleId}");
        return _feed.QueryAsync(filter, null, cancellationToken);
    }

    private IAsyncEnumerable<ArticleIndexRow> Read(ArticleQuery query, string? after, int? pageSize, CancellationToken cancellationToken)
    {
        if (!query.Collapse)
        {
            return _lists.ReadAsync(query, after, pageSize, cancellationToken);
        }

        var columns = query.Columns is { } chosen ? chosen.Union([nameof(ArticleIndexRow.ArticleId), nameof(ArticleIndexRow.ClusterId)]).ToList() : null;
        return CollapseAsync(_lists.ReadAsync(query with { Columns = columns }, after, pageSize, cancellationToken), query, cancellationToken);
    }

    private async IAsyncEnumerable<ArticleIndexRow> CollapseAsync(IAsyncEnumerable<ArticleIndexRow> rows, ArticleQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (row.ClusterId is not { } cluster || Clusters.IsRepresentedBy(cluster, row.ArticleId))
            {
                yield return row;
            }
            else if (seen.Add(cluster))
            {
                var first = await GetArticleAsync(Clusters.Representative(cluster), cancellationToken);
                if (first is null || first.ClusterId != cluster || !query.Lists(first))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>The text of a stored article; null when there is no such blob.</summary>
    private static async Task<string?> ReadTextAsync(OpenContent open, string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await open(name, cancellationToken);
            using var article = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            return article.RootElement.GetProperty("text").GetString();
        }
        catch (RequestFailedException e) when (e.Status == NotFound)
        {
            return null;
        }
    }
}
