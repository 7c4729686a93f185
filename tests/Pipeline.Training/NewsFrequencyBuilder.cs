using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Pipeline.Text;
using Pipeline.Text.Analysis.KeyPhrases;

namespace Pipeline.Training;

/// <summary>Counts in how many English articles each word comes. Only the counts are kept.</summary>
internal static class NewsFrequencyBuilder
{
    private const int LeastArticles = 4;

    private static readonly string[] s_sets = ["scrapinghub", "wcxb-article", "fundus-eval", "fundus-fixtures"];

    public static void Build(string bench, string output)
    {
        var articles = 0;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var body in s_sets.SelectMany(s => Bodies(Path.Combine(bench, s, "truth.json"))).Distinct(StringComparer.Ordinal))
        {
            if (Pipeline.Text.Language.LanguageDetector.Detect(body) is not { Code: "en" })
            {
                continue;
            }

            articles++;
            var tokens = new PhraseTokenizer(body, PhraseLanguage.For("en")).Read([new TextSpan(0, body.Length)]);
            foreach (var key in tokens.Select(t => t.Key).Where(k => k.All(char.IsLetter)).Distinct(StringComparer.Ordinal))
            {
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        using (var writer = new StreamWriter(new BrotliStream(File.Create(output), CompressionLevel.SmallestSize), new UTF8Encoding(false)))
        {
            writer.Write($"{articles}\n");
            foreach (var (word, count) in counts.Where(c => c.Value >= LeastArticles).OrderBy(c => c.Key, StringComparer.Ordinal))
            {
                writer.Write($"{word}\t{count}\n");
            }
        }

        Console.WriteLine($"{articles} articles, {counts.Count(c => c.Value >= LeastArticles)} words, {new FileInfo(output).Length} bytes");
    }

    private static IEnumerable<string> Bodies(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        foreach (var article in json.RootElement.EnumerateObject())
        {
            yield return article.Value.GetProperty("articleBody").GetString() ?? "";
        }
    }
}
