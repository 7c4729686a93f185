using System.Collections.Frozen;

namespace Pipeline.Text.Cleaning;

/// <summary>
/// Known phrases, and whether a line consists of nothing else. Scrapers glue pieces together ("CommentsPrintShare"), so lines are compared without spaces, accents,
/// digits and punctuation, and cut into phrases.
/// </summary>
internal sealed class PhraseTable<TKind>
    where TKind : struct
{
    /// <summary>Longer lines are never compared: no row of buttons is as long.</summary>
    private const int LongestLine = 400;

    private readonly FrozenDictionary<string, TKind> _phrases;
    private readonly int _longestPhrase;

    /// <summary>Builds the table; of a phrase given twice the first kind counts.</summary>
    /// <param name="phrases">Phrases separated by bars, by kind.</param>
    public PhraseTable(IEnumerable<(TKind Kind, string Phrases)> phrases)
    {
        var table = new Dictionary<string, TKind>(StringComparer.Ordinal);
        foreach (var (kind, list) in phrases)
        {
            foreach (var phrase in list.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (LettersOf(phrase) is { Length: > 0 } key)
                {
                    table.TryAdd(key, kind);
                }
            }
        }

        _phrases = table.ToFrozenDictionary(StringComparer.Ordinal);
        _longestPhrase = table.Keys.Max(key => key.Length);
    }

    /// <summary>The kind of the longest phrase when phrases cover the whole line; null when they do not or the line has no letters.</summary>
    public TKind? Covering(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestLine)
        {
            return null;
        }

        var key = LettersOf(line);
        var lookup = _phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        var reached = new bool[key.Length + 1];
        reached[0] = true;
        TKind? kind = null;
        var longest = 0;
        for (var start = 0; start < key.Length; start++)
        {
            for (var length = reached[start] ? Math.Min(_longestPhrase, key.Length - start) : 0; length >= 1; length--)
            {
                if (lookup.TryGetValue(key.AsSpan(start, length), out var found))
                {
                    reached[start + length] = true;
                    (kind, longest) = length > longest ? (found, length) : (kind, longest);
                }
            }
        }

        return reached[key.Length] ? kind : null;
    }

    private static string LettersOf(ReadOnlySpan<char> line) => string.Concat(TextKey.Of(line).Where(c => !char.IsDigit(c)));
}
