using System.Text;
using Pipeline.Text.Tests.Samples;

namespace Pipeline.Text.Tests.Corpus;

public sealed class CorpusTests
{
    private const int FewestFiles = 40;
    private const int FewestLanguages = 10;
    private const int WorstFiles = 5;

    private static readonly string Folder = Path.Combine(SampleFiles.Root, "tests", "corpus", "cleaning");
    private static readonly string FloorsFile = Path.Combine(Folder, "floors.json");
    private static readonly IReadOnlyList<CorpusFile> Files = CorpusFile.ReadAll(Folder);

    public static TheoryData<string> Names => [.. Files.Select(file => file.Name)];

    [Fact]
    public void The_corpus_does_not_shrink()
    {
        var floors = CorpusFloors.Parse(File.ReadAllText(FloorsFile));

        Assert.InRange(Files.Count, Math.Max(FewestFiles, floors.Files), int.MaxValue);
        Assert.InRange(Languages(Files), Math.Max(FewestLanguages, floors.Languages), int.MaxValue);
    }

    [Fact]
    public void The_cleaner_stays_above_its_floors()
    {
        var floors = CorpusFloors.Parse(File.ReadAllText(FloorsFile));
        var scores = Files.AsParallel().AsOrdered().Select(file => FileScore.Of(file, TestContext.Current.CancellationToken)).ToList();
        var known = scores.Where(score => floors.Knows(score.File)).ToList();

        if (Environment.GetEnvironmentVariable("CORPUS_REPORT") is { Length: > 0 } report)
        {
            File.WriteAllText(report, string.Concat(scores.OrderBy(score => score.Body.F1).Select(score => score.Describe())));
        }

        // Means of a corpus that has grown say nothing of the cleaner, so the floors are held against the files that they were made from.
        var fallen = floors.Fallen(CorpusFigures.Of(known));
        Assert.True(fallen.Count == 0, Report("Figures fell below their floor (tests/README.md says what to do)", fallen, CorpusFigures.Of(known), floors, known));

        var figures = CorpusFigures.Of(scores);
        if (Environment.GetEnvironmentVariable("UPDATE_FLOORS") == "1")
        {
            File.WriteAllText(FloorsFile, floors.Raise(figures, Files.Count, Languages(Files)).ToJson());
            return;
        }

        var risen = floors.Risen(figures);
        Assert.True(risen.Count == 0, Report("Figures rose: raise their floors with UPDATE_FLOORS=1 and commit floors.json", risen, figures, floors, scores));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Offsets_of_a_corpus_article_hold(string name)
    {
        var file = Files.Single(file => file.Name == name);

        if (FileScore.Of(file, TestContext.Current.CancellationToken).Outcome.Article is { } article)
        {
            ArticleInvariants.Check(article, file.Bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_truth_is_either_an_article_or_a_rejection(string name)
    {
        var truth = Files.Single(file => file.Name == name).Truth;

        Assert.Equal(truth.Reject is null, truth.Title is not null);
        Assert.Equal(truth.Reject is null, truth.Body.Count > 0);
        Assert.Equal(truth.Reject is null, truth.Language is not null);
        Assert.All(truth.Body, block => Assert.True(block.Type is "p" or "heading" && block.Text == block.Text.Trim() && block.Text.Length > 0));
    }

    private static int Languages(IEnumerable<CorpusFile> files) => files.Select(file => file.Folder).Distinct(StringComparer.Ordinal).Count();

    private static string Report(string title, IReadOnlyList<string> names, SortedDictionary<string, double> figures, CorpusFloors floors, List<FileScore> scores)
    {
        var text = new StringBuilder(title).AppendLine(":");
        foreach (var name in names)
        {
            text.AppendLine(FormattableString.Invariant($"  {name}: {figures.GetValueOrDefault(name):0.0000}, floor {floors.Figures.GetValueOrDefault(name):0.0000}"));
        }

        // The files that are named say most; where only a mean or a fact changed, the worst files are shown.
        var named = scores.Where(score => names.Contains(score.File.Name)).ToList();
        foreach (var score in (named.Count > 0 ? named : scores).OrderBy(score => score.Body.F1 - floors.Figures.GetValueOrDefault(score.File.Name)).ThenBy(score => score.Body.F1).Take(WorstFiles))
        {
            text.Append(score.Describe());
        }

        return text.ToString();
    }
}
