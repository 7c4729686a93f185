using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Queries;

/// <summary>What changes over time: the sentiment of each day and source, and the phrases that rise.</summary>
/// <remarks>Counts the lists' rows of enriched articles, each by the day under which it is listed: published, or received when that is unknown.</remarks>
public sealed class TrendQueries(ArticleReader reader)
{
    /// <summary>Days that <see cref="SentimentAsync"/> covers at most. A day is some nine requests.</summary>
    public const int MostSentimentDays = 366;

    /// <summary>Days that <see cref="PhrasesAsync"/> covers at most; it reads four times as many before them.</summary>
    public const int MostPhraseDays = 31;

    /// <summary>Articles that are counted of one range at most: about a hundred requests beside those for the days.</summary>
    public const int MostArticles = 100_000;

    /// <summary>The time that a window is compared with is so many times as long, so that a phrase of every week is none that rises.</summary>
    private const int BaselineFactor = 4;

    /// <summary>At least a week: news follow its days.</summary>
    private const int ShortestBaselineDays = 7;

    /// <summary>The sentiment of the enriched articles by day and source. Copies of one text count each: every source that printed it says it.</summary>
    /// <param name="from">First day, UTC.</param>
    /// <param name="to">Last day, UTC, inclusive.</param>
    /// <param name="source">Only this source; null: all.</param>
    /// <param name="language">Only this language, an ISO 639-1 code; null: all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">No range of 1 to <see cref="MostSentimentDays"/> days.</exception>
    public async Task<SentimentTrend> SentimentAsync(DateOnly from, DateOnly to, string? source, string? language, CancellationToken cancellationToken)
    {
        RequireRange(from, to, MostSentimentDays);
        var sums = new Dictionary<(DateOnly Day, string Source), SentimentSum>();
        var rows = Rows(from, to, source, language,
            [nameof(ArticleIndexRow.Source), nameof(ArticleIndexRow.Sentiment), nameof(ArticleIndexRow.PositiveScore), nameof(ArticleIndexRow.NeutralScore), nameof(ArticleIndexRow.NegativeScore)]);
        var (articles, isComplete) = await CountAsync(rows, row =>
        {
            var key = (DayOf(row), row.Source);
            sums[key] = (sums.GetValueOrDefault(key) ?? new SentimentSum()).With(row);
        }, cancellationToken);
        return new SentimentTrend(
            [.. sums.OrderBy(pair => pair.Key.Day).ThenBy(pair => pair.Key.Source, StringComparer.Ordinal).Select(pair => pair.Value.Point(pair.Key.Day, pair.Key.Source))],
            articles,
            isComplete);
    }

    /// <summary>
    /// The phrases that more articles of the range have among their five best than articles of the time before it, which is four times as long and at
    /// least a week. Copies of one text count once in each of the two.
    /// </summary>
    /// <param name="from">First day, UTC.</param>
    /// <param name="to">Last day, UTC, inclusive.</param>
    /// <param name="source">Only this source; null: all.</param>
    /// <param name="language">Only this language, an ISO 639-1 code; null: all.</param>
    /// <param name="limit">Phrases at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">No range of 1 to <see cref="MostPhraseDays"/> days, or one with nothing before it.</exception>
    public async Task<PhraseTrends> PhrasesAsync(DateOnly from, DateOnly to, string? source, string? language, int limit, CancellationToken cancellationToken)
    {
        var days = RequireRange(from, to, MostPhraseDays);
        var baselineDays = Math.Max(days * BaselineFactor, ShortestBaselineDays);
        if (from.DayNumber < baselineDays)
        {
            throw new ArgumentException("Nothing lies before the range.", nameof(from));
        }

        var (baselineFrom, baselineTo) = (from.AddDays(-baselineDays), from.AddDays(-1));
        var (window, isWindowComplete) = await CountAsync(from, to);
        var (baseline, isBaselineComplete) = await CountAsync(baselineFrom, baselineTo);
        return new PhraseTrends(
            RisingPhrases.Find(window, baseline, limit), baselineFrom, baselineTo, window.Articles, baseline.Articles, isWindowComplete && isBaselineComplete);

        async Task<(PhraseCounts Counts, bool IsComplete)> CountAsync(DateOnly first, DateOnly last)
        {
            var counts = new PhraseCounts();
            var rows = Rows(first, last, source, language, [nameof(ArticleIndexRow.KeyPhrases), nameof(ArticleIndexRow.ClusterId)]);
            var (_, isComplete) = await TrendQueries.CountAsync(rows, row => counts.Add(row.KeyPhrases, row.ClusterId), cancellationToken);
            return (counts, isComplete);
        }
    }

    private static int RequireRange(DateOnly from, DateOnly to, int mostDays)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        return days >= 1 && days <= mostDays ? days : throw new ArgumentException($"The range must be of 1 to {mostDays} days.", nameof(to));
    }

    private static DateOnly DayOf(ArticleIndexRow row) => DateOnly.FromDateTime(TableKey.TimeOf(row.Key.RowKey)!.Value.UtcDateTime);

    private static async Task<(int Articles, bool IsComplete)> CountAsync(IAsyncEnumerable<ArticleIndexRow> rows, Action<ArticleIndexRow> add, CancellationToken cancellationToken)
    {
        var articles = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (articles == MostArticles)
            {
                return (articles, false);
            }

            add(row);
            articles++;
        }

        return (articles, true);
    }

    private IAsyncEnumerable<ArticleIndexRow> Rows(DateOnly from, DateOnly to, string? source, string? language, IReadOnlyList<string> columns) => reader.ListAsync(new ArticleQuery
    {
        From = from,
        To = to,
        Source = source,
        Language = language,
        State = ArticleState.Enriched,
        Columns = columns,
    });

    private sealed record SentimentSum(int Positive = 0, int Neutral = 0, int Negative = 0, int Mixed = 0, double PositiveScores = 0, double NeutralScores = 0, double NegativeScores = 0)
    {
        private int Articles => Positive + Neutral + Negative + Mixed;

        public SentimentSum With(ArticleIndexRow row) => new(
            Positive + Is(row, nameof(Positive)),
            Neutral + Is(row, nameof(Neutral)),
            Negative + Is(row, nameof(Negative)),
            Mixed + Is(row, nameof(Mixed)),
            PositiveScores + (row.PositiveScore ?? 0),
            NeutralScores + (row.NeutralScore ?? 0),
            NegativeScores + (row.NegativeScore ?? 0));

        public SentimentPoint Point(DateOnly day, string source) =>
            new(day, source, Articles, Positive, Neutral, Negative, Mixed, PositiveScores / Articles, NeutralScores / Articles, NegativeScores / Articles);

        private static int Is(ArticleIndexRow row, string label) => row.Sentiment == label ? 1 : 0;
    }
}

/// <summary>The sentiment of articles over time.</summary>
/// <param name="Points">One for each day and source with articles, by day and then source.</param>
/// <param name="Articles">Articles counted.</param>
/// <param name="IsComplete">False when there are more than <see cref="TrendQueries.MostArticles"/>: then the newest are counted, so that the first of these days may lack some and those before it all.</param>
public sealed record SentimentTrend(IReadOnlyList<SentimentPoint> Points, int Articles, bool IsComplete);

/// <summary>The sentiment of a source's articles of one day: how many have which label, and the means of their scores.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Source">First folder of the path.</param>
/// <param name="Articles">Articles of that day with a sentiment.</param>
/// <param name="Positive">So many of them are positive.</param>
/// <param name="Neutral">So many are neutral.</param>
/// <param name="Negative">So many are negative.</param>
/// <param name="Mixed">So many are mixed.</param>
/// <param name="MeanPositive">Mean of their positive scores, 0 to 1.</param>
/// <param name="MeanNeutral">Mean of their neutral scores, 0 to 1.</param>
/// <param name="MeanNegative">Mean of their negative scores, 0 to 1.</param>
public sealed record SentimentPoint(
    DateOnly Day, string Source, int Articles, int Positive, int Neutral, int Negative, int Mixed, double MeanPositive, double MeanNeutral, double MeanNegative);

/// <summary>Phrases that rise.</summary>
/// <param name="Phrases">Those that rise most first.</param>
/// <param name="BaselineFrom">First day of the time that was compared with.</param>
/// <param name="BaselineTo">Last day of it.</param>
/// <param name="Articles">Articles of the range, copies once.</param>
/// <param name="BaselineArticles">Articles of the time before, copies once.</param>
/// <param name="IsComplete">False when one of the two has more than <see cref="TrendQueries.MostArticles"/>: then its newest are counted.</param>
public sealed record PhraseTrends(IReadOnlyList<RisingPhrase> Phrases, DateOnly BaselineFrom, DateOnly BaselineTo, int Articles, int BaselineArticles, bool IsComplete);

/// <summary>A phrase that rises.</summary>
/// <param name="Phrase">As most articles write it.</param>
/// <param name="Articles">Articles of the range that have it.</param>
/// <param name="BaselineArticles">Articles of the time before that have it.</param>
/// <param name="Score">By how many standard errors it is more frequent.</param>
public sealed record RisingPhrase(string Phrase, int Articles, int BaselineArticles, double Score);
