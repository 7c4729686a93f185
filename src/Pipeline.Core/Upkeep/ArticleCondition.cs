using System.Globalization;
using Pipeline.Tables;

namespace Pipeline.Core.Upkeep;

/// <summary>A condition on a row of Articles, such as <c>analyser-version&lt;3</c> or <c>published&gt;=2026-01-01</c>. Pure.</summary>
public sealed class ArticleCondition
{
    // The longer ones first, so that "<=" is not read as "<".
    private static readonly string[] s_operators = ["<=", ">=", "!=", "<", ">", "="];

    private static readonly Dictionary<string, Func<ArticleRow, string?>> s_names = new(StringComparer.Ordinal)
    {
        ["analyser"] = row => row.Analyser,
        ["source"] = row => row.Source,
        ["language"] = row => row.Language,
        ["state"] = row => row.State.ToString(),
        ["reason"] = row => row.Reason,
    };

    private static readonly Dictionary<string, Func<ArticleRow, string?>> s_versions = new(StringComparer.Ordinal)
    {
        ["analyser-version"] = row => row.AnalyserVersion,
        ["cleaner-version"] = row => row.CleanerVersion?.ToString(CultureInfo.InvariantCulture),
        ["segmenter-version"] = row => row.SegmenterVersion?.ToString(CultureInfo.InvariantCulture),
        ["schema-version"] = row => row.SchemaVersion.ToString(CultureInfo.InvariantCulture),
    };

    private static readonly Dictionary<string, Func<ArticleRow, string?>> s_days = new(StringComparer.Ordinal)
    {
        ["published"] = row => row.Published is { Length: >= 10 } date ? date[..10] : null,
        ["received"] = row => row.Received.UtcDateTime.ToString(Day, CultureInfo.InvariantCulture),
    };

    private const string Day = "yyyy-MM-dd";

    private readonly Func<ArticleRow, string?> _value;
    private readonly Func<string?, bool> _holds;

    private ArticleCondition(Func<ArticleRow, string?> value, Func<string?, bool> holds) => (_value, _holds) = (value, holds);

    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. s_names.Keys, .. s_versions.Keys, .. s_days.Keys];

    /// <summary>Reads a condition: a field, an operator, a value.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static ArticleCondition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.AsSpan().IndexOfAny("<>!=");
        var sign = at < 0 ? null : s_operators.FirstOrDefault(known => text.AsSpan(at).StartsWith(known, StringComparison.Ordinal));
        if (sign is null)
        {
            throw new FormatException($"\"{text}\" is no condition: give a field, one of {string.Join(' ', s_operators)}, and a value, such as source=daily.");
        }

        var (field, value) = (text[..at].Trim(), text[(at + sign.Length)..].Trim());
        if (value.Length == 0)
        {
            throw new FormatException($"\"{text}\" has no value.");
        }

        if (s_names.TryGetValue(field, out var name))
        {
            return OfName(field, name, sign, value);
        }

        if (s_versions.TryGetValue(field, out var version))
        {
            return new ArticleCondition(version, known => known is not null && Holds(sign, CompareVersions(known, value)));
        }

        if (!s_days.TryGetValue(field, out var day))
        {
            throw new FormatException($"\"{field}\" is unknown. Known are {string.Join(", ", Fields)}.");
        }

        return DateOnly.TryParseExact(value, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? new ArticleCondition(day, known => known is not null && Holds(sign, string.CompareOrdinal(known, value)))
            : throw new FormatException($"\"{value}\" is no day, such as 2026-01-31.");
    }

    /// <summary>Whether the row meets the condition. A row without a value meets <c>!=</c> of a name only.</summary>
    public bool Holds(ArticleRow row) => _holds(_value(row));

    private static ArticleCondition OfName(string field, Func<ArticleRow, string?> of, string sign, string value)
    {
        if (sign is not ("=" or "!="))
        {
            throw new FormatException($"{field} is compared with = or !=, not with {sign}.");
        }

        if (field == "state" && !Enum.GetNames<ArticleState>().Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            throw new FormatException($"\"{value}\" is no state. States are {string.Join(", ", Enum.GetNames<ArticleState>())}.");
        }

        // The names of sources are the folders', where case tells.
        var comparison = field == "source" ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return new ArticleCondition(of, known => string.Equals(known, value, comparison) == (sign == "="));
    }

    private static bool Holds(string sign, int order) => sign switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        "=" => order == 0,
        _ => order != 0,
    };

    /// <summary>Numbers within versions count as numbers: 3 is before 10, and 2023-04-01 before 2023-11-15.</summary>
    internal static int CompareVersions(string a, string b)
    {
        var (x, y) = (0, 0);
        while (x < a.Length && y < b.Length)
        {
            var order = char.IsAsciiDigit(a[x]) && char.IsAsciiDigit(b[y])
                ? CompareNumbers(Digits(a, ref x), Digits(b, ref y))
                : char.ToLowerInvariant(a[x++]).CompareTo(char.ToLowerInvariant(b[y++]));
            if (order != 0)
            {
                return order;
            }
        }

        return (a.Length - x).CompareTo(b.Length - y);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
}
