using System.Globalization;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>Articles whose ids lie from <paramref name="from"/> up to but not including <paramref name="to"/>, and what was seen of them.</summary>
/// <param name="from">First two digits of the first.</param>
/// <param name="to">First two digits that follow.</param>
/// <param name="until">What was written later, and belongs to no article, belongs to one that is new.</param>
internal sealed class ArticleSlice(string from, string to, DateTimeOffset until)
{
    /// <summary>Things that are no article's, or may not be, and are remembered: some 50 MB. More is left to the next run.</summary>
    private const int MaxStrays = 100_000;

    private readonly Dictionary<UInt128, SeenArticle> _articles = [];
    private readonly Dictionary<string, List<IndexEntry>> _suspects = new(StringComparer.Ordinal);
    private int _strays;

    public string From => from;

    public string To { get; set; } = to;

    public DateTimeOffset Until => until;

    public int Count => _articles.Count;

    public IEnumerable<KeyValuePair<string, SeenArticle>> Articles =>
        _articles.Select(pair => KeyValuePair.Create(pair.Key.ToString("x32", CultureInfo.InvariantCulture), pair.Value));

    /// <summary>Articles to look at closely, with what bears their id and may not be theirs.</summary>
    public IReadOnlyDictionary<string, List<IndexEntry>> Suspects => _suspects;

    /// <summary>Whether all that was odd is among the suspects.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>Whether all changes of its articles were read.</summary>
    public bool AreChangesKnown { get; set; }

    public void Add(string articleId, SeenArticle seen)
    {
        lock (_articles)
        {
            _articles[Number(articleId)] = seen;
        }
    }

    /// <summary>The article, when it is in the slice. To be asked when all are added.</summary>
    public SeenArticle? Find(string articleId) => ArticleIds.IsId(articleId) ? _articles.GetValueOrDefault(Number(articleId)) : null;

    /// <summary>Whether an article of that id, if there were one, would be in the slice.</summary>
    public bool Holds(string articleId) => string.CompareOrdinal(articleId, From) >= 0 && string.CompareOrdinal(articleId, To) < 0;

    public void Suspect(string articleId)
    {
        lock (_suspects)
        {
            _suspects.TryAdd(articleId, []);
        }
    }

    /// <summary>Suspects an article because of something that bears its id.</summary>
    public void Suspect(string articleId, IndexEntry stray)
    {
        lock (_suspects)
        {
            if (_strays++ < MaxStrays)
            {
                _suspects.TryAdd(articleId, []);
                _suspects[articleId].Add(stray);
            }
            else
            {
                IsComplete = false;
            }
        }
    }

    private static UInt128 Number(string articleId) => UInt128.Parse(articleId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
