using System.Globalization;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>Part of a table: PartitionKeys from <paramref name="From"/> up to but not including <paramref name="To"/>; null is no bound.</summary>
internal readonly record struct KeyRange(string? From, string? To)
{
    /// <summary>The first partition of Articles.</summary>
    public const string First = "00";

    /// <summary>Behind every id.</summary>
    public const string End = "g";

    /// <summary>Partitions of Articles: the first two digits of ids.</summary>
    public const int Partitions = 256;

    private const string Digits = "0123456789abcdef";

    /// <summary>First letters that part English phrases, and those of its neighbours, into heaps of about a tenth.</summary>
    private static readonly string[] Letters = ["b", "d", "g", "k", "n", "p", "s", "t", "w"];

    /// <summary>A table that is read in one go.</summary>
    public static IReadOnlyList<KeyRange> Whole { get; } = [new(null, null)];

    /// <summary>A table whose PartitionKeys are phrases, in parts that are read at the same time.</summary>
    public static IReadOnlyList<KeyRange> ByLetter { get; } = [.. Letters.Prepend(null).Zip(Letters.Append(null), (from, to) => new KeyRange(from, to))];

    public string? Filter => (From, To) switch
    {
        (null, null) => null,
        (null, _) => $"PartitionKey lt '{To}'",
        (_, null) => $"PartitionKey ge '{From}'",
        _ => $"PartitionKey ge '{From}' and PartitionKey lt '{To}'",
    };

    /// <summary>Two digits.</summary>
    public static string Partition(int number) => number.ToString("x2", CultureInfo.InvariantCulture);

    /// <summary>Keys that begin with an id from <paramref name="from"/> up to <paramref name="to"/>, in parts of one first digit.</summary>
    public static IEnumerable<KeyRange> ByDigit(string from, string to)
    {
        for (var i = 0; i < Digits.Length; i++)
        {
            var begin = Digits[i] + "0";
            var end = i + 1 < Digits.Length ? Digits[i + 1] + "0" : End;
            var part = new KeyRange(Later(from, begin), Later(end, to) == end ? to : end);
            if (string.CompareOrdinal(part.From, part.To) < 0)
            {
                yield return part;
            }
        }
    }

    /// <summary>What the names in the range begin with: a digit when all of that digit are in it, else two.</summary>
    public IEnumerable<string> Prefixes()
    {
        var (from, to) = this;
        var inside = Enumerable.Range(0, Partitions).Select(Partition).Where(digits => string.CompareOrdinal(digits, from) >= 0 && string.CompareOrdinal(digits, to) < 0).ToList();
        return inside.GroupBy(digits => digits[..1]).SelectMany(group => group.Count() == Digits.Length ? [group.Key] : (IEnumerable<string>)group);
    }

    private static string Later(string one, string other) => string.CompareOrdinal(one, other) >= 0 ? one : other;
}
