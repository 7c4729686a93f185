using System.Text.Json;
using Pipeline.TestSupport;

namespace Pipeline.Text.Tests.Corpus;

/// <summary>The figures below which the cleaner must not fall, as committed, and how large the corpus is at least.</summary>
/// <param name="Files">Files in the corpus, at least.</param>
/// <param name="Languages">Languages in the corpus, at least.</param>
/// <param name="Figures">The floor of each figure of <see cref="CorpusFigures"/>.</param>
internal sealed record CorpusFloors(int Files, int Languages, IReadOnlyDictionary<string, double> Figures)
{
    /// <summary>How far a figure may stand above its floor before the floor must follow.</summary>
    public const double Slack = .005;

    // Four digits.
    private const int Unit = 10_000;

    private Floors Floors => new(Figures, Slack, Unit);

    public static CorpusFloors Parse(string json) => JsonSerializer.Deserialize<CorpusFloors>(json, Floors.Json)!;

    public string ToJson() => JsonSerializer.Serialize(this, Floors.Json) + "\n";

    /// <summary>Whether the floors know this file. One that they do not know has been added since they were written.</summary>
    public bool Knows(CorpusFile file) => Figures.ContainsKey(file.Name);

    /// <inheritdoc cref="Floors.Fallen"/>
    public IReadOnlyList<string> Fallen(IReadOnlyDictionary<string, double> figures) => Floors.Fallen(figures);

    /// <inheritdoc cref="Floors.Risen"/>
    public IReadOnlyList<string> Risen(IReadOnlyDictionary<string, double> figures) => Floors.Risen(figures);

    /// <summary>
    /// The floors raised to these figures; none is ever lowered. Only means over a corpus that has grown are set anew, since they are means of something else now:
    /// the caller has checked those of the files that were known.
    /// </summary>
    public CorpusFloors Raise(IReadOnlyDictionary<string, double> figures, int files, int languages)
    {
        var kept = Figures.Where(floor => files <= Files || !figures.ContainsKey(floor.Key) || floor.Key.Contains('/', StringComparison.Ordinal)).ToDictionary();
        return new CorpusFloors(Math.Max(files, Files), Math.Max(languages, Languages), new Floors(kept, Slack, Unit).Raise(figures).Figures);
    }
}
