namespace Pipeline.Text.Similarity;

/// <summary>Which of the articles that share a key with a new one are worth comparing.</summary>
public static class CandidateRanking
{
    /// <summary>Of the articles that share a key only so many, the newest, are remembered: copies follow each other within days.</summary>
    public const int NewestOfKey = 32;

    /// <summary>So many candidates are compared.</summary>
    public const int MostCompared = 8;

    /// <summary>
    /// The most promising candidates, best first: those that share most keys, where a key that many share counts less (it comes from a notice below every
    /// article or from a stock phrase).
    /// </summary>
    /// <param name="articlesByKey">For each key of the new article, who else has it.</param>
    /// <param name="most">At most so many.</param>
    /// <typeparam name="T">What identifies an article.</typeparam>
    public static IReadOnlyList<T> Best<T>(IEnumerable<IReadOnlyCollection<T>> articlesByKey, int most)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(articlesByKey);
        var weights = new Dictionary<T, double>();
        foreach (var articles in articlesByKey)
        {
            foreach (var article in articles)
            {
                weights[article] = weights.GetValueOrDefault(article) + (1.0 / articles.Count);
            }
        }

        return [.. weights.OrderByDescending(weight => weight.Value).Take(most).Select(weight => weight.Key)];
    }
}
