using Pipeline.Tables.Keys;

namespace Pipeline.Core.Queries;

/// <summary>In how many articles each phrase stands, whatever its case and spacing. Copies of one text count as one article.</summary>
internal sealed class PhraseCounts
{
    private readonly Dictionary<string, Dictionary<string, int>> _spellings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _clusters = new(StringComparer.Ordinal);

    /// <summary>Articles counted.</summary>
    public int Articles { get; private set; }

    /// <summary>Phrases counted, each as often as articles have it.</summary>
    public int Total { get; private set; }

    /// <summary>The phrases in the form in which they are compared.</summary>
    public IEnumerable<string> Phrases => _spellings.Keys;

    /// <summary>Counts an article's phrases.</summary>
    public void Add(IEnumerable<string> phrases, string? clusterId)
    {
        if (clusterId is not null && !_clusters.Add(clusterId))
        {
            return;
        }

        Articles++;
        foreach (var phrase in phrases.DistinctBy(KeyText.NormalisePhrase, StringComparer.Ordinal))
        {
            var key = KeyText.NormalisePhrase(phrase);
            if (!_spellings.TryGetValue(key, out var spellings))
            {
                _spellings[key] = spellings = new Dictionary<string, int>(StringComparer.Ordinal);
            }

            spellings[phrase] = spellings.GetValueOrDefault(phrase) + 1;
            Total++;
        }
    }

    /// <summary>Articles that have the phrase.</summary>
    public int Of(string key) => _spellings.TryGetValue(key, out var spellings) ? spellings.Values.Sum() : 0;

    /// <summary>The spelling that most articles have.</summary>
    public string SpellingOf(string key) => _spellings[key].OrderByDescending(spelling => spelling.Value).ThenBy(spelling => spelling.Key, StringComparer.Ordinal).First().Key;
}

/// <summary>
/// Finds the phrases that are more frequent in one set of articles than in another: by the z-value of the log-odds ratio with an informative Dirichlet
/// prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict",
/// Political Analysis 16(4), equations 16 and 22). The prior is the frequency of the phrase in both sets together, and weighs as much as the first set:
/// its size is the number of phrases counted there.
/// </summary>
internal static class RisingPhrases
{
    /// <summary>z-value above which a phrase rises: one-sided, one in twenty would by chance.</summary>
    private const double LeastScore = 1.645;

    /// <summary>One article is no trend.</summary>
    private const int FewestArticles = 2;

    public static IReadOnlyList<RisingPhrase> Find(PhraseCounts window, PhraseCounts baseline, int limit) =>
    [
        .. window.Phrases
            .Select(key => (Key: key, Articles: window.Of(key), Before: baseline.Of(key)))
            .Where(phrase => phrase.Articles >= FewestArticles)
            .Select(phrase => (phrase.Key, Rising: new RisingPhrase(window.SpellingOf(phrase.Key), phrase.Articles, phrase.Before, Score(phrase.Articles, window.Total, phrase.Before, baseline.Total))))
            .Where(phrase => phrase.Rising.Score > LeastScore)
            .OrderByDescending(phrase => phrase.Rising.Score)
            .ThenByDescending(phrase => phrase.Rising.Articles)
            .ThenBy(phrase => phrase.Key, StringComparer.Ordinal)
            .Take(limit)
            .Select(phrase => phrase.Rising),
    ];

    /// <summary>By how many standard errors the log-odds of a phrase are higher among the first <paramref name="total"/> than among the others.</summary>
    public static double Score(int count, int total, int otherCount, int otherTotal)
    {
        double size = total;
        var prior = size * (count + otherCount) / (total + otherTotal);
        var difference = LogOdds(count, total) - LogOdds(otherCount, otherTotal);
        // Nothing but this phrase on either side: no odds to compare.
        return double.IsFinite(difference) ? difference / Math.Sqrt((1 / (count + prior)) + (1 / (otherCount + prior))) : 0;

        double LogOdds(int among, int all) => Math.Log((among + prior) / (all + size - among - prior));
    }
}
