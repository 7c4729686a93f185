using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;

namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>Words with a valence: how positive or negative people find them, about −4 to 4. Each lexicon is loaded on first use.</summary>
internal sealed class Lexicon
{
    private static readonly ConcurrentDictionary<string, Lexicon> s_loaded = new(StringComparer.Ordinal);

    private const int ShortestStem = 4;
    private const int LongestEnding = 3;
    private const int EndingOfListedWords = 1;

    private readonly FrozenDictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> _valences;

    private readonly FrozenDictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> _stems;

    private readonly bool _hasPrefixes;

    private Lexicon(Dictionary<string, float> valences, bool hasPrefixes)
    {
        _hasPrefixes = hasPrefixes;
        _stems = Stems(valences, hasPrefixes).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _valences = valences.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The lexicon of <paramref name="language"/>.</summary>
    public static Lexicon Of(LexiconLanguage language) => s_loaded.GetOrAdd(language.Name, static (name, hasPrefixes) => new Lexicon(Load(name), hasPrefixes), language.HasPrefixes);

    /// <summary>The valence of <paramref name="word"/> as it is listed; 0 when it is not.</summary>
    public float ListedValenceOf(ReadOnlySpan<char> word) => _valences.TryGetValue(word, out var valence) ? valence : 0;

    /// <summary>
    /// The valence of <paramref name="word"/> or, when it is not listed, of the listed words that differ from it only in the ending ("glückliche", "felices") or, in a language with prefixes,
    /// have its root ("keselamatan").
    /// </summary>
    public float ValenceOf(ReadOnlySpan<char> word)
    {
        if (_valences.TryGetValue(word, out var valence))
        {
            return valence;
        }

        if (_hasPrefixes)
        {
            return _stems.TryGetValue(MalayRoot.Of(word), out valence) ? valence : 0;
        }

        for (var length = word.Length; length >= Math.Max(ShortestStem, word.Length - LongestEnding); length--)
        {
            if (_stems.TryGetValue(word[..length], out valence))
            {
                return valence;
            }
        }

        return 0;
    }

    /// <summary>Stems with the mean valence of their words; none where those disagree in sign.</summary>
    private static Dictionary<string, float> Stems(Dictionary<string, float> valences, bool hasPrefixes) =>
        valences.Where(v => hasPrefixes || v.Key.Length > ShortestStem)
            .GroupBy(v => hasPrefixes ? MalayRoot.Of(v.Key).ToString() : v.Key[..Math.Max(ShortestStem, v.Key.Length - EndingOfListedWords)], StringComparer.OrdinalIgnoreCase)
            .Where(g => g.All(v => v.Value > 0) || g.All(v => v.Value < 0))
            .ToDictionary(g => g.Key, g => g.Average(v => v.Value), StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, float> Load(string name)
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream($"lexicon.{name}.bin") ?? throw new InvalidOperationException($"The library was built without the lexicon {name}.");
        using var reader = new StreamReader(new BrotliStream(stream, CompressionMode.Decompress));
        var valences = new Dictionary<string, float>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            valences[line[..tab]] = float.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture);
        }

        return valences;
    }
}
