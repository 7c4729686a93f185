using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.TestSupport;

/// <summary>
/// Committed floors of quality figures, of which more is better: a figure may not fall below its floor, and one that stands clearly above it must have its floor raised, so that
/// what was won is not lost again.
/// </summary>
/// <param name="figures">The floors by the names of their figures.</param>
/// <param name="slack">How far a figure may stand above its floor.</param>
/// <param name="unit">Floors are whole multiples of 1 / this, rounded down.</param>
public sealed class Floors(IReadOnlyDictionary<string, double> figures, double slack = Floors.Slack, int unit = 1_000)
{
    /// <summary>How far a figure may stand above its floor, unless said otherwise.</summary>
    public const double Slack = 0.01;

    /// <summary>Keeps a figure such as 0.29 from being rounded down to 0.289.</summary>
    private const double Rounding = 1e-6;

    /// <summary>How files of floors are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Holds figures against the floors in a file of the repository; with <c>UPDATE_FLOORS=1</c> in the environment raises those first. Returns what is wrong, one sentence each.
    /// </summary>
    public static IReadOnlyList<string> Check(string path, IReadOnlyDictionary<string, double> figures)
    {
        var floors = new Floors(JsonSerializer.Deserialize<Dictionary<string, double>>(Repository.Read(path), Json)!);
        if (Environment.GetEnvironmentVariable("UPDATE_FLOORS") == "1")
        {
            floors = floors.Raise(figures);
            Repository.Write(path, JsonSerializer.Serialize(floors.Figures, Json) + "\n");
        }

        return floors.Faults(figures);
    }

    /// <summary>The floors by the names of their figures.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; } = figures;

    /// <summary>What is wrong with the figures, one sentence each.</summary>
    public IReadOnlyList<string> Faults(IReadOnlyDictionary<string, double> figures)
    {
        var faults = new List<string>();
        foreach (var (name, floor) in Figures)
        {
            if (!figures.TryGetValue(name, out var figure))
            {
                faults.Add($"{name} has a floor but was not measured.");
            }
            else if (IsFallen(figure, floor))
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} fell to {figure:F4}, below its floor {floor:F3}."));
            }
            else if (IsRisen(figure, floor))
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} rose to {figure:F4}: raise its floor {floor:F3} with UPDATE_FLOORS=1."));
            }
        }

        faults.AddRange(figures.Keys.Where(name => !Figures.ContainsKey(name)).Select(name => $"{name} has no floor: give it one with UPDATE_FLOORS=1."));
        return faults;
    }

    /// <summary>Names of figures that are missing or lower than their floor.</summary>
    public IReadOnlyList<string> Fallen(IReadOnlyDictionary<string, double> figures) =>
        [.. Figures.Where(floor => !figures.TryGetValue(floor.Key, out var figure) || IsFallen(figure, floor.Value)).Select(floor => floor.Key)];

    /// <summary>Names of figures that have no floor or stand clearly above it.</summary>
    public IReadOnlyList<string> Risen(IReadOnlyDictionary<string, double> figures) =>
        [.. figures.Where(figure => !Figures.TryGetValue(figure.Key, out var floor) || IsRisen(figure.Value, floor)).Select(figure => figure.Key)];

    /// <summary>The floors raised to the figures. None is lowered.</summary>
    public Floors Raise(IReadOnlyDictionary<string, double> figures)
    {
        var raised = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in Figures.Keys.Concat(figures.Keys).Distinct(StringComparer.Ordinal))
        {
            var floor = Figures.GetValueOrDefault(name, double.NegativeInfinity);
            raised[name] = figures.TryGetValue(name, out var figure) ? Math.Max(floor, RoundDown(figure)) : floor;
        }

        return new Floors(raised, slack, unit);
    }

    private bool IsFallen(double figure, double floor) => RoundDown(figure) < floor;

    private bool IsRisen(double figure, double floor) => figure > floor + slack + Rounding;

    private double RoundDown(double figure) => Math.Floor((figure * unit) + Rounding) / unit;
}
