using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;

namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>Words with a valence: how positive or negative people find them, about −4 to 4. Each lexicon is loaded on first use.</summary>
internal sealed class Lexicon
{
    private static readonly ConcurrentDictionary<string, Lexicon> s_loaded = new(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> _valences;

    private Lexicon(Dictionary<string, float> valences)
    {
        _valences = valences.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        LongestWord = valences.Keys.Max(k => k.Length);
    }

    /// <summary>Length of the longest word in UTF-16 code units.</summary>
    public int LongestWord { get; }

    /// <summary>The lexicon that ships under <paramref name="name"/>.</summary>
    public static Lexicon Named(string name) => s_loaded.GetOrAdd(name, Load);

    /// <summary>The valence of <paramref name="word"/>, in upper or lower case; 0 when it has none.</summary>
    public float this[ReadOnlySpan<char> word] => _valences.TryGetValue(word, out var valence) ? valence : 0;

    private static Lexicon Load(string name)
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream($"lexicon.{name}.bin") ?? throw new InvalidOperationException($"The library was built without the lexicon {name}.");
        using var reader = new StreamReader(new BrotliStream(stream, CompressionMode.Decompress));
        var valences = new Dictionary<string, float>(StringComparer.OrdinalIgnoreCase);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            valences[line[..tab]] = float.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture);
        }

        return new Lexicon(valences);
    }
}
