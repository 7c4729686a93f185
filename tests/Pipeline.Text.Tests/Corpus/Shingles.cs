using System.Text.RegularExpressions;

namespace Pipeline.Text.Tests.Corpus;

/// <summary>
/// How much of a text another one holds, counted in runs of four words, as the article-extraction benchmark of Scrapinghub (Zyte) defines it: case and order count,
/// line breaks do not. A text of fewer than four words is one run.
/// </summary>
/// <param name="Precision">Share of the runs found that are wanted, 0 to 1.</param>
/// <param name="Recall">Share of the runs wanted that are found, 0 to 1.</param>
internal readonly partial record struct Shingles(double Precision, double Recall)
{
    private const int RunLength = 4;

    public double F1 => HarmonicMean(Precision, Recall);

    public static double HarmonicMean(double precision, double recall) => precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;

    public static Shingles Compare(string wanted, string found)
    {
        var expected = Count(wanted);
        var actual = Count(found);
        double common = actual.Sum(run => Math.Min(run.Value, expected.GetValueOrDefault(run.Key)));
        return new Shingles(Share(common, actual.Values.Sum(), expected.Count), Share(common, expected.Values.Sum(), actual.Count));
    }

    // Nothing of nothing is right; nothing where there should be something is wrong.
    private static double Share(double common, int of, int other) => of > 0 ? common / of : other == 0 ? 1 : 0;

    private static Dictionary<string, int> Count(string text)
    {
        var words = Word().Matches(text).Select(match => match.Value).ToArray();
        var starts = words.Length == 0 ? 0 : Math.Max(1, words.Length - RunLength + 1);
        return Enumerable.Range(0, starts).Select(start => string.Join(' ', words.Skip(start).Take(RunLength))).CountBy(run => run).ToDictionary();
    }

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
