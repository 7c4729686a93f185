using System.Globalization;

namespace Pipeline.Text.Tests.Similarity;

/// <summary>Copies are found and look-alikes are not, over a made set. PIPELINE_VARIANTS=2000 measures the whole.</summary>
public sealed class NearDuplicateTests
{
    private const double LeastPrecision = .98;
    private const double LeastRecall = .95;
    private const int Seed = 6;

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("PIPELINE_VARIANTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 400;

    [Fact]
    public void Copies_are_clustered_and_look_alikes_are_not()
    {
        var arrivals = VariantSet.Make(Seed, Count);
        var clusters = new ArrivalClusters();
        foreach (var arrival in arrivals)
        {
            clusters.Add(arrival);
        }

        // A copy is found when it is in the cluster that holds most of its original's copies.
        var joined = clusters.Articles.Where((article, number) => article.Cluster != number).ToList();
        var wrong = joined.Where(article => clusters.Articles[article.Cluster].Arrival.Truth != article.Arrival.Truth).ToList();
        var home = clusters.Articles.GroupBy(article => article.Arrival.Truth, StringComparer.Ordinal).ToDictionary(truth => truth.Key, truth => truth.GroupBy(article => article.Cluster).MaxBy(cluster => cluster.Count())!.Key, StringComparer.Ordinal);
        var missed = clusters.Articles.Where(article => home[article.Arrival.Truth] != article.Cluster).ToList();
        var copies = arrivals.Count - arrivals.DistinctBy(arrival => arrival.Truth).Count();
        var unsketched = arrivals.Count(arrival => arrival.Sketch is null);
        var precision = 1 - ((double)wrong.Count / joined.Count);
        var recall = 1 - ((double)(missed.Count + unsketched) / copies);

        var report = string.Create(CultureInfo.InvariantCulture, $"{arrivals.Count} articles, {copies} copies: precision {precision:F4}, recall {recall:F4}, without a sketch {unsketched}");
        report += "\nmissed: " + string.Join(", ", missed.CountBy(article => article.Arrival.Kind).Select(kind => $"{kind.Key} {kind.Value}"));
        report += "\nwrong: " + string.Join(", ", wrong.CountBy(article => $"{article.Arrival.Kind} in {clusters.Articles[article.Cluster].Arrival.Kind}").Select(kind => $"{kind.Key} {kind.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        Assert.True(precision >= LeastPrecision && recall >= LeastRecall, report);
    }
}
