using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.Text.Search;

namespace Pipeline.Core.Queries;

/// <summary>Searches titles and key phrases.</summary>
/// <remarks>
/// An article is found when each word of the text begins a word of its title or of its five listed key phrases, or when the whole text is one of its top
/// 20 phrases. Storage cannot look into texts, so the list is read from the newest article on, a bounded part of it in each call. The whole text as a
/// phrase is looked up beside it, in the same order.
/// </remarks>
public sealed class SearchQuery(ArticleReader reader)
{
    /// <summary>Articles that one call looks at, at most.</summary>
    public const int MostArticles = 5_000;

    /// <summary>Days that one call looks at, at most, where the list is read by days: each is some nine requests, however few articles it has.</summary>
    public const int MostDays = 100;

    /// <summary>Longest text that is searched for, in UTF-16 code units.</summary>
    public const int LongestText = 200;

    /// <summary>Rows per request: of a day that is read in eight parts, more than a call looks at would be wasted.</summary>
    private const int PageSize = 500;

    /// <summary>What a text must be to be searched for, in words.</summary>
    public static string Demand { get; } = $"A search needs a word, and at most {LongestText} characters.";

    /// <summary>Whether a text can be searched for.</summary>
    public static bool IsSearch([NotNullWhen(true)] string? text) => text is { Length: <= LongestText } && !SearchWords.Of(text).IsEmpty;

    /// <summary>A page of what is found, newest first.</summary>
    /// <param name="text">What to look for.</param>
    /// <param name="within">Where. Collapsed, the newest copy of each cluster on the page is shown.</param>
    /// <param name="limit">Articles on the page, from 1.</param>
    /// <param name="cursor">That of the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The text holds no word or is too long, or the limit is below 1.</exception>
    /// <exception cref="FormatException">The cursor is none of this search.</exception>
    public async Task<SearchPage> RunAsync(string text, ArticleQuery within, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var words = Words(text);
        var places = new SearchPlaces(text, within);
        var (afterAll, afterPhrase) = SearchPlaces.Read(cursor);
        var found = new List<ArticleIndexRow>();
        var seen = new Examination(within);
        await using var phrase = reader.ListAfterAsync(places.OfPhrase, afterPhrase, Math.Min(limit, PageSize), cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasPhrase = await phrase.MoveNextAsync();
        await foreach (var row in reader.ListAfterAsync(places.OfAll, afterAll, PageSize, cancellationToken))
        {
            // Both lists have one order. Of two phrases, one may have many articles between those of the other.
            for (; hasPhrase && Compare(phrase.Current, row) < 0 && seen.Allows(phrase.Current); hasPhrase = await phrase.MoveNextAsync())
            {
                seen.Add(phrase.Current);
            }

            if (!seen.Allows(row))
            {
                return Page(places.CursorAfter(seen.Last!));
            }

            seen.Add(row);
            var isFound = (hasPhrase && Compare(phrase.Current, row) == 0) || words.AreIn([row.Title ?? "", .. row.KeyPhrases]);
            if (isFound && !(within.Collapse && row.ClusterId is { } cluster && found.Exists(other => other.ClusterId == cluster)))
            {
                found.Add(row);
                if (found.Count == limit)
                {
                    return Page(places.CursorAfter(row));
                }
            }
        }

        return Page(null);

        SearchPage Page(string? next) => new([.. found.Select(ArticleSummary.Of)], next, seen.Count);
    }

    /// <summary>What is found, newest first, at most so many, however long it takes. Collapsed, the newest copy of each cluster.</summary>
    /// <exception cref="ArgumentException">The text holds no word or is too long, or the limit is below 1.</exception>
    public async IAsyncEnumerable<ArticleSummary> ListAsync(string text, ArticleQuery within, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var clusters = new HashSet<string>(StringComparer.Ordinal);
        SearchPage page;
        for (string? cursor = null; limit > 0; cursor = page.Next)
        {
            page = await RunAsync(text, within, Math.Min(limit, MostArticles), cursor, cancellationToken);
            foreach (var article in page.Articles.Where(article => !within.Collapse || article.ClusterId is null || clusters.Add(article.ClusterId)))
            {
                yield return article;
                limit--;
            }

            if (page.Next is null)
            {
                yield break;
            }
        }
    }

    private static int Compare(ArticleIndexRow first, ArticleIndexRow second) => string.CompareOrdinal(first.Key.RowKey, second.Key.RowKey);

    private static SearchWords Words(string text) => IsSearch(text) ? SearchWords.Of(text) : throw new ArgumentException(Demand, nameof(text));

    /// <summary>What one call has looked at, and whether it may look at more.</summary>
    private sealed class Examination(ArticleQuery within)
    {
        private readonly bool _isByDay = within is { Source: null, Phrase: null };
        private int _days;

        public int Count { get; private set; }

        public ArticleIndexRow? Last { get; private set; }

        public bool Allows(ArticleIndexRow row) => Count < MostArticles && (!_isByDay || _days < MostDays || IsOfLastDay(row));

        /// <summary>Counts a row; one that stands in both lists once.</summary>
        public void Add(ArticleIndexRow row)
        {
            if (Last?.Key.RowKey == row.Key.RowKey)
            {
                return;
            }

            _days += IsOfLastDay(row) ? 0 : 1;
            Count++;
            Last = row;
        }

        private bool IsOfLastDay(ArticleIndexRow row) => Last is not null && DayOf(row) == DayOf(Last);

        private static DateTime DayOf(ArticleIndexRow row) => TableKey.TimeOf(row.Key.RowKey)!.Value.UtcDateTime.Date;
    }
}

/// <summary>A page of what a search found.</summary>
/// <param name="Articles">The articles, newest first; fewer than asked for, or none, when the call has looked at as many as it may.</param>
/// <param name="Next">The cursor with which the search goes on; null when it has looked at all.</param>
/// <param name="Examined">Rows that were looked at.</param>
public sealed record SearchPage(IReadOnlyList<ArticleSummary> Articles, string? Next, int Examined);
