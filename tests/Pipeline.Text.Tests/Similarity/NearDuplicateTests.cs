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

        var first = clusters.Articles.Select((article, number) => (article.Arrival.Truth, number)).DistinctBy(article => article.Truth).ToDictionary(article => article.Truth, article => article.number, StringComparer.Ordinal);
        var joined = clusters.Articles.Where((article, number) => article.Cluster != number).ToList();
        var right = joined.Count(article => clusters.Articles[article.Cluster].Arrival.Truth == article.Arrival.Truth);
        var followers = clusters.Articles.Where((article, number) => first[article.Arrival.Truth] != number).ToList();
        var missed = followers.Where(article => article.Cluster != clusters.Articles[first[article.Arrival.Truth]].Cluster).ToList();
        var unsketched = arrivals.Count(arrival => arrival.Sketch is null);
        var precision = (double)right / joined.Count;
        var recall = 1 - ((double)(missed.Count + unsketched) / (followers.Count + unsketched));

        var report = string.Create(CultureInfo.InvariantCulture, $"{arrivals.Count} articles, {followers.Count} copies: precision {precision:F4}, recall {recall:F4}, without a sketch {unsketched}");
        report += "\nmissed: " + string.Join(", ", missed.CountBy(article => article.Arrival.Kind).Select(kind => $"{kind.Key} {kind.Value}"));
        report += "\nwrong: " + string.Join(", ", joined.Where(article => clusters.Articles[article.Cluster].Arrival.Truth != article.Arrival.Truth).CountBy(article => $"{article.Arrival.Kind} in {clusters.Articles[article.Cluster].Arrival.Kind}").Select(kind => $"{kind.Key} {kind.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        Assert.True(precision >= LeastPrecision && recall >= LeastRecall, report);
    }
}
