using Pipeline.Text.Similarity;

namespace Pipeline.Text.Tests.Similarity;

/// <summary>Clusters articles as they arrive, with an index in memory that answers as the stored one does: the newest of each key only.</summary>
internal sealed class ArrivalClusters
{
    private readonly Dictionary<ulong, List<int>> _index = [];
    private readonly List<(Arrival Arrival, ArticleSketch Sketch, int Cluster)> _articles = [];

    /// <summary>The articles with a sketch, each with the number of the article that founded its cluster.</summary>
    public IReadOnlyList<(Arrival Arrival, ArticleSketch Sketch, int Cluster)> Articles => _articles;

    public void Add(Arrival arrival)
    {
        if (arrival.Sketch is not { } sketch)
        {
            return;
        }

        var number = _articles.Count;
        var sharing = sketch.Keys.Select(key => _index.TryGetValue(key, out var known) ? known.TakeLast(CandidateRanking.NewestOfKey).ToList() : []).ToList();
        var best = CandidateRanking.Best(sharing, CandidateRanking.MostCompared)
            .Select(candidate => (candidate, Resemblance: sketch.CompareTo(_articles[candidate].Sketch)))
            .Where(candidate => candidate.Resemblance.IsNearDuplicate)
            .OrderByDescending(candidate => candidate.Resemblance.Similarity)
            .ToList();
        _articles.Add((arrival, sketch, best.Count == 0 ? number : _articles[best[0].candidate].Cluster));
        foreach (var key in sketch.Keys)
        {
            if (!_index.TryGetValue(key, out var known))
            {
                _index[key] = known = [];
            }

            known.Add(number);
        }
    }
}
