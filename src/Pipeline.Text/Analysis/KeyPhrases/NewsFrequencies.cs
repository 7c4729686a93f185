using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;

namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>How rare words are in English news, from the number of articles that have them. Loaded on first use.</summary>
internal static class NewsFrequencies
{
    private static readonly Lazy<FrozenDictionary<string, float>> s_rarity = new(Load);

    /// <summary>From 0 (in every article) to 1 (in hardly any).</summary>
    public static float Rarity(string key) => s_rarity.Value.GetValueOrDefault(key.Length > 0 && char.IsUpper(key[0]) ? key.ToLowerInvariant() : key, 1);

    private static FrozenDictionary<string, float> Load()
    {
        using var stream = typeof(NewsFrequencies).Assembly.GetManifestResourceStream("news-frequencies.bin") ?? throw new InvalidOperationException("The library was built without news-frequencies.bin.");
        using var reader = new StreamReader(new BrotliStream(stream, CompressionMode.Decompress));
        var articles = Math.Log(int.Parse(reader.ReadLine()!, CultureInfo.InvariantCulture));
        var rarity = new Dictionary<string, float>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            rarity[line[..tab]] = (float)(1 - (Math.Log(int.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture)) / articles));
        }

        return rarity.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
