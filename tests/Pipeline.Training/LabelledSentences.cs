using System.Text.Json;
using Pipeline.Text.Analysis.Sentiments;

namespace Pipeline.Training;

/// <summary>A sentence with its features and its label: 0 positive, 1 neutral, 2 negative.</summary>
internal sealed record Example(int[] NGrams, float[] Dense, int Label, int Domain, float Weight);

/// <summary>Reads labelled sentences.</summary>
internal static class LabelledSentences
{
    private static readonly string[] s_labels = ["positive", "neutral", "negative"];

    public static IReadOnlyList<Example> Read(string folder, string set, SentimentWords words, int domain, float weight)
    {
        var examples = new List<Example>();
        Span<int> nGrams = stackalloc int[SentimentFeatures.MostNGrams];
        foreach (var line in File.ReadLines(Path.Combine(folder, set + ".jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var label = Array.IndexOf(s_labels, json.RootElement.GetProperty("label").GetString());
            if (label < 0)
            {
                continue;
            }

            var dense = new float[SentimentFeatures.Dense];
            var count = SentimentFeatures.Read(json.RootElement.GetProperty("text").GetString(), words, nGrams, dense);
            examples.Add(new Example(nGrams[..count].ToArray().Distinct().ToArray(), dense, label, domain, weight));
        }

        return examples;
    }
}
