using System.Collections.Frozen;
using System.Globalization;

namespace Pipeline.Text.Dates;

/// <summary>
/// Time zone abbreviations that mean one offset. Those with several meanings in the world's press (IST, BST, CST, AST, ECT) are left out on purpose: an unknown zone is
/// better than a wrong one.
/// </summary>
internal static class Zones
{
    private static readonly FrozenDictionary<string, double> Hours = Table(
        "Z 0 UTC 0 GMT 0 WET 0 WEST 1 CET 1 CEST 2 MEZ 1 MESZ 2 EET 2 EEST 3 MSK 3 МСК 3 TRT 3 EAT 3 SAST 2 CAT 2 WAT 1 PKT 5 NPT 5.75 ICT 7 WIB 7 " +
        "WITA 8 WIT 9 HKT 8 SGT 8 PHT 8 AWST 8 JST 9 KST 9 ACST 9.5 ACDT 10.5 AEST 10 AEDT 11 NZST 12 NZDT 13 EST -5 EDT -4 CDT -5 MST -7 MDT -6 PST -8 " +
        "PDT -7 AKST -9 AKDT -8 HST -10 BRT -3 NST -3.5 NDT -2.5");

    /// <summary>North American zones without the season in their name: the standard offset; the date decides about summer time.</summary>
    private static readonly FrozenDictionary<string, double> Seasonal = Table("ET -5 PT -8");

    /// <summary>The offset that the abbreviation means on that day, or null.</summary>
    public static TimeSpan? Find(ReadOnlySpan<char> abbreviation, DateOnly date)
    {
        var name = abbreviation.ToString();
        if (Seasonal.TryGetValue(name, out var standard))
        {
            return TimeSpan.FromHours(standard + (IsNorthAmericanSummer(date) ? 1 : 0));
        }

        return Hours.TryGetValue(name, out var hours) ? TimeSpan.FromHours(hours) : null;
    }

    /// <summary>Whether the abbreviation is a zone that the table knows.</summary>
    public static bool IsKnown(ReadOnlySpan<char> abbreviation) => Find(abbreviation, DateOnly.MinValue) is not null;

    // Since 2007: from the second Sunday of March to the first Sunday of November.
    private static bool IsNorthAmericanSummer(DateOnly date) =>
        date >= NthSunday(date.Year, 3, 2) && date < NthSunday(date.Year, 11, 1);

    private static FrozenDictionary<string, double> Table(string namesAndHours) =>
        namesAndHours.Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static DateOnly NthSunday(int year, int month, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (nth - 1)));
    }
}
