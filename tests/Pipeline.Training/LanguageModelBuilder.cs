using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Pipeline.Text.Language;

namespace Pipeline.Training;

/// <summary>Prunes Lingua's n-gram statistics to the most frequent ones of each language and packs them.</summary>
internal static class LanguageModelBuilder
{
    private static readonly string[] s_orders = ["unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"];

    /// <summary>How many n-grams of each order are kept per language.</summary>
    private static readonly int[] s_kept = [200, 1_200, 3_000, 3_000, 1_500];

    public static void Build(string linguaModels, string output)
    {
        // Bokmål and Nynorsk are one language here: analysers know "no".
        var languages = Directory.GetDirectories(linguaModels).Select(d => Path.GetFileName(d)!).Where(l => !ScriptLanguages.IsDecidedByScript(l)).Order(StringComparer.Ordinal).ToArray();
        var codes = languages.Select(l => l is "nb" or "nn" ? "no" : l).Distinct(StringComparer.Ordinal).ToArray();
        var table = new SortedDictionary<uint, Dictionary<byte, byte>>();
        foreach (var language in languages)
        {
            var code = (byte)Array.IndexOf(codes, language is "nb" or "nn" ? "no" : language);
            foreach (var (gram, weight) in Weights(Path.Combine(linguaModels, language)))
            {
                var key = NGramModel.Hash(gram);
                if (!table.TryGetValue(key, out var weights))
                {
                    table.Add(key, weights = []);
                }

                weights[code] = Math.Max(weights.GetValueOrDefault(code), weight);
            }
        }

        Write(output, codes, table);
        Console.WriteLine($"{codes.Length} languages, {table.Count} n-grams, {table.Values.Sum(v => v.Count)} weights, {new FileInfo(output).Length} bytes");
    }

    private static IEnumerable<(string Gram, byte Weight)> Weights(string folder)
    {
        var joint = new Dictionary<string, double>(StringComparer.Ordinal) { [""] = 1 };
        for (var order = 0; order < s_orders.Length; order++)
        {
            var path = Path.Combine(folder, s_orders[order] + ".json.br");
            if (!File.Exists(path))
            {
                yield break;
            }

            var next = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var (gram, conditional) in Read(path))
            {
                if (joint.TryGetValue(gram[..^1], out var prefix))
                {
                    next[gram] = prefix * conditional;
                }
            }

            joint = next;
            foreach (var (gram, probability) in joint.OrderByDescending(j => j.Value).ThenBy(j => j.Key, StringComparer.Ordinal).Take(s_kept[order]))
            {
                yield return (gram, NGramModel.Weight(order + 1, probability));
            }
        }
    }

    private static IEnumerable<(string Gram, double Probability)> Read(string path)
    {
        using var stream = new BrotliStream(File.OpenRead(path), CompressionMode.Decompress);
        using var json = JsonDocument.Parse(stream);
        foreach (var entry in json.RootElement.GetProperty("ngrams").EnumerateObject())
        {
            var fraction = entry.Name.Split('/');
            var probability = double.Parse(fraction[0], System.Globalization.CultureInfo.InvariantCulture) / double.Parse(fraction[1], System.Globalization.CultureInfo.InvariantCulture);
            foreach (var gram in entry.Value.GetString()!.Split(' '))
            {
                yield return (gram, probability);
            }
        }
    }

    private static void Write(string output, string[] codes, SortedDictionary<uint, Dictionary<byte, byte>> table)
    {
        using var stream = new BrotliStream(File.Create(output), CompressionLevel.SmallestSize);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(string.Join(' ', codes));
        writer.Write(table.Count);
        writer.Write(table.Values.Sum(v => v.Count));

        // Column by column: equal kinds of bytes compress better together.
        uint last = 0;
        foreach (var key in table.Keys)
        {
            writer.Write7BitEncodedInt64(key - last);
            last = key;
        }

        foreach (var weights in table.Values)
        {
            writer.Write((byte)weights.Count);
        }

        foreach (var weights in table.Values)
        {
            foreach (var code in weights.Keys.Order())
            {
                writer.Write(code);
            }
        }

        foreach (var weights in table.Values)
        {
            foreach (var (_, weight) in weights.OrderBy(w => w.Key))
            {
                writer.Write(weight);
            }
        }
    }
}
