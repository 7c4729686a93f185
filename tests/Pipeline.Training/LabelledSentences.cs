using System.Text.Json;
using Pipeline.Text.Analysis.Sentiments;

namespace Pipeline.Training;

/// <summary>A sentence with its features and its label: 0 positive, 1 neutral, 2 negative.</summary>
/// <param name="NGrams">Distinct buckets.</param>
/// <param name="Dense">Dense features.</param>
/// <param name="Label">Index of the label.</param>
/// <param name="Domain">Domain of its set.</param>
/// <param name="Weight">What it counts.</param>
/// <param name="Fold">A hash of its id, 0 or more, to divide a set by.</param>
/// <param name="IsMixed">Whether it was labelled mixed: then it is learnt from as neutral, and not scored.</param>
internal sealed record Example(int[] NGrams, float[] Dense, int Label, int Domain, float Weight, int Fold, bool IsMixed);

/// <summary>Reads labelled sentences.</summary>
internal static class LabelledSentences
{
    private static readonly string[] s_labels = ["positive", "neutral", "negative"];

    /// <summary>0 positive, 1 neutral, 2 negative; −1 for another name.</summary>
    public static int IndexOf(string? label) => Array.IndexOf(s_labels, label);

    public static IReadOnlyList<Example> Read(string folder, TrainingSet set, SentimentWords words, float mixedWeight)
    {
        var examples = new List<Example>();
        Span<int> nGrams = stackalloc int[SentimentFeatures.MostNGrams];
        foreach (var line in File.ReadLines(Path.Combine(folder, set.Set + ".jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var name = json.RootElement.GetProperty("label").GetString();

            // A sentence is never mixed to the analyser: one that praises and blames leans to neither side.
            var isMixed = name == "mixed";
            var label = IndexOf(isMixed ? "neutral" : name);
            if (label < 0 || (isMixed && mixedWeight == 0))
            {
                continue;
            }

            var fold = (int)(SentimentTokens.HashOf(json.RootElement.GetProperty("id").GetString()) >> 1);
            var dense = new float[SentimentFeatures.Dense];
            var count = SentimentFeatures.Read(json.RootElement.GetProperty("text").GetString(), words, nGrams, dense);
            examples.Add(new Example(nGrams[..count].ToArray().Distinct().ToArray(), dense, label, set.Domain, set.Weight * (isMixed ? mixedWeight : 1), fold, isMixed));
        }

        return examples;
    }
}
