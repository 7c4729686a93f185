using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Text.Tests.Corpus;

/// <summary>The figures below which the cleaner must not fall, as committed.</summary>
/// <param name="Files">Files in the corpus, at least.</param>
/// <param name="Languages">Languages in the corpus, at least.</param>
/// <param name="Figures">The floor of each figure of <see cref="CorpusFigures"/>.</param>
internal sealed record CorpusFloors(int Files, int Languages, SortedDictionary<string, double> Figures)
{
    /// <summary>How far a figure may stand above its floor before the floor must follow.</summary>
    public const double Slack = .005;

    // Floors are written with four digits, rounded down.
    private const double Unit = 1e4;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CorpusFloors Parse(string json) => JsonSerializer.Deserialize<CorpusFloors>(json, Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Whether the floors know this file. One that they do not know has been added since they were written.</summary>
    public bool Knows(CorpusFile file) => Figures.ContainsKey(file.Name);

    /// <summary>Figures that are missing or lower than their floor.</summary>
    public IReadOnlyList<string> Fallen(IReadOnlyDictionary<string, double> figures) =>
        [.. Figures.Where(floor => !figures.TryGetValue(floor.Key, out var figure) || RoundDown(figure) < floor.Value).Select(floor => floor.Key)];

    /// <summary>Figures that have no floor or stand clearly above it.</summary>
    public IReadOnlyList<string> Risen(IReadOnlyDictionary<string, double> figures) =>
        [.. figures.Where(figure => !Figures.TryGetValue(figure.Key, out var floor) || figure.Value > floor + Slack).Select(figure => figure.Key)];

    /// <summary>
    /// The floors raised to these figures; none is ever lowered. Only means over a corpus that has grown are set anew, since they are means of something else now:
    /// the caller has checked those of the files that were known.
    /// </summary>
    public CorpusFloors Raise(IReadOnlyDictionary<string, double> figures, int files, int languages)
    {
        var raised = new SortedDictionary<string, double>(Figures, StringComparer.Ordinal);
        foreach (var (name, figure) in figures)
        {
            var isMean = !name.Contains('/', StringComparison.Ordinal);
            raised[name] = isMean && files > Files ? RoundDown(figure) : Math.Max(RoundDown(figure), Figures.GetValueOrDefault(name));
        }

        return new CorpusFloors(Math.Max(files, Files), Math.Max(languages, Languages), raised);
    }

    private static double RoundDown(double figure) => Math.Floor((figure * Unit) + 1e-6) / Unit;
}
