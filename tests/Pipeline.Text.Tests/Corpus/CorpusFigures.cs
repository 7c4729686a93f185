namespace Pipeline.Text.Tests.Corpus;

/// <summary>The figures of a set of scored files, by name: means of all, of the pages and of the texts, and the body F1 of each file.</summary>
internal static class CorpusFigures
{
    public static SortedDictionary<string, double> Of(IReadOnlyCollection<FileScore> scores)
    {
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        Add("all", scores);
        foreach (var kind in scores.GroupBy(score => score.File.Kind, StringComparer.Ordinal))
        {
            Add(kind.Key, [.. kind]);
        }

        foreach (var score in scores)
        {
            figures[score.File.Name] = score.Body.F1;
        }

        return figures;

        void Add(string group, IReadOnlyCollection<FileScore> members)
        {
            var articles = members.Where(score => score.WantsArticle).ToList();
            var (precision, recall) = (Mean(articles, score => score.Body.Precision), Mean(articles, score => score.Body.Recall));
            figures[group + " body precision"] = precision;
            figures[group + " body recall"] = recall;
            figures[group + " body F1"] = Shingles.HarmonicMean(precision, recall);
            figures[group + " heading precision"] = Ratio(articles.Sum(score => score.HeadingsRight), articles.Sum(score => score.HeadingsFound));
            figures[group + " heading recall"] = Ratio(articles.Sum(score => score.HeadingsRight), articles.Sum(score => score.HeadingsWanted));
            figures[group + " title"] = Mean(articles, score => score.TitleRight ? 1 : 0);
            figures[group + " published"] = Mean(articles, score => score.PublishedRight ? 1 : 0);
            figures[group + " authors"] = Mean(articles, score => score.AuthorsRight ? 1 : 0);
            figures[group + " language"] = Mean(articles, score => score.LanguageRight ? 1 : 0);
            figures[group + " article or rejection"] = Mean(members, score => score.VerdictRight ? 1 : 0);
        }
    }

    private static double Mean(IReadOnlyCollection<FileScore> scores, Func<FileScore, double> measure) => scores.Count > 0 ? scores.Average(measure) : 1;

    private static double Ratio(int right, int of) => of > 0 ? (double)right / of : 1;
}
