using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Drift;

/// <summary>Compares two analysers article by article. Its memory does not grow with the number of articles.</summary>
/// <param name="phrases">How many of the best phrases of an article are compared.</param>
/// <param name="worst">How many of the worst disagreements are kept.</param>
internal sealed class DriftComparison(int phrases, int worst)
{
    /// <summary>The labels, and none for a language that is not supported.</summary>
    public static IReadOnlyList<SentimentLabel?> Labels { get; } = [SentimentLabel.Positive, SentimentLabel.Neutral, SentimentLabel.Negative, SentimentLabel.Mixed, null];

    private readonly int[][] _confusion = [.. Labels.Select(_ => new int[Labels.Count])];
    private readonly PriorityQueue<Disagreement, double> _worst = new();
    private readonly SortedSet<string> _analysersA = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _analysersB = new(StringComparer.Ordinal);
    private readonly Correlation _correlation = new();
    private int _articles;
    private int _labelled;
    private int _sameLabel;
    private int _onlyA;
    private int _onlyB;
    private int _unmatched;
    private int _phrased;
    private double _overlap;

    /// <summary>How many articles both sides had.</summary>
    public int Articles => _articles;

    public void Add(ArticleResult? a, ArticleResult? b)
    {
        if (a is null || b is null)
        {
            _onlyA += a is null ? 0 : 1;
            _onlyB += b is null ? 0 : 1;
            return;
        }

        _articles++;
        _analysersA.Add(a.Analyser);
        _analysersB.Add(b.Analyser);
        if ((a.Label ?? b.Label) is not null)
        {
            _labelled++;
            _sameLabel += a.Label == b.Label ? 1 : 0;
        }

        AddPhrases(a.Phrases, b.Phrases);
        AddSegments(a, b);
    }

    public DriftReport Report() => new()
    {
        AnalysersA = [.. _analysersA],
        AnalysersB = [.. _analysersB],
        Articles = _articles,
        OnlyA = _onlyA,
        OnlyB = _onlyB,
        ArticleAgreement = Share(_sameLabel, _labelled),
        Segments = _confusion.Sum(row => row.Sum()),
        UnmatchedSegments = _unmatched,
        SegmentAgreement = Share(Labels.Select((_, i) => _confusion[i][i]).Sum(), _confusion.Sum(row => row.Sum())),
        ScoreCorrelation = _correlation.Value,
        PhraseOverlap = Share(_overlap, _phrased),
        Confusion = _confusion,
        Worst = [.. _worst.UnorderedItems.Select(item => item.Element).OrderByDescending(item => item.Distance).ThenBy(item => item.Id, StringComparer.Ordinal).ThenBy(item => item.Start)],
    };

    private void AddPhrases(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var left = a.Take(phrases).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var both = left.Count;
        left.UnionWith(b.Take(phrases));
        if (left.Count > 0)
        {
            var shared = both + b.Take(phrases).Distinct(StringComparer.OrdinalIgnoreCase).Count() - left.Count;
            _phrased++;
            _overlap += (double)shared / left.Count;
        }
    }

    /// <summary>Segments are the same when they have the same place: a new segmenter may number them otherwise.</summary>
    private void AddSegments(ArticleResult a, ArticleResult b)
    {
        var left = a.Segments.DistinctBy(segment => (segment.Start, segment.Length)).ToDictionary(segment => (segment.Start, segment.Length));
        var matched = 0;
        foreach (var right in b.Segments)
        {
            if (left.TryGetValue((right.Start, right.Length), out var found))
            {
                matched++;
                Add(a.Id, found, right);
            }
        }

        _unmatched += a.Segments.Count + b.Segments.Count - (2 * matched);
    }

    private void Add(string id, SegmentResult a, SegmentResult b)
    {
        if ((a.Label ?? b.Label) is null)
        {
            return;
        }

        _confusion[IndexOf(a.Label)][IndexOf(b.Label)]++;
        if (a.Label is null || b.Label is null)
        {
            return;
        }

        _correlation.Add(a.Polarity, b.Polarity);
        if (a.Label == b.Label)
        {
            return;
        }

        var disagreement = new Disagreement(id, a.Start, a.Length, a.Label.Value, a.Polarity, b.Label.Value, b.Polarity);
        _worst.Enqueue(disagreement, disagreement.Distance);
        if (_worst.Count > worst)
        {
            _worst.Dequeue();
        }
    }

    private static int IndexOf(SentimentLabel? label)
    {
        for (var i = 0; i < Labels.Count; i++)
        {
            if (Labels[i] == label)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(label), label, message: null);
    }

    private static double? Share(double part, int whole) => whole == 0 ? null : Math.Round(part / whole, 4);
}
