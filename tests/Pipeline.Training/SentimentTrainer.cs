using System.Text.Json;
using Pipeline.Text.Analysis.Sentiments;

namespace Pipeline.Training;

/// <summary>
/// Trains the model of English sentiment on the labelled sets that may be used for it. A few networks that differ only in their seed are averaged: their linear parts
/// merge into one, their hidden units stand side by side. Rounds that each leave some sentences out give the calibration; the networks that ship see everything.
/// </summary>
internal static class SentimentTrainer
{
    public static void Train(string bench, string npm, string output)
    {
        var settings = new SentimentSettings();
        var words = GloveWords.Read(npm);
        var sets = settings.Sets.Select(s => LabelledSentences.Read(Path.Combine(bench, "nlp"), s, words, settings.MixedWeight)).ToList();
        Console.WriteLine($"{sets.Sum(s => s.Count)} sentences, {words.Hashes.Length} words");

        List<Example> examples = [.. sets.SelectMany(s => s)];
        var held = SentimentCrossValidation.Answers(examples, settings);
        var calibration = SentimentCalibration.Fit(held);
        var (accuracy, confidence, loss) = calibration.Score([.. held[SentimentSettings.News]]);
        var newsF1 = F1(held[SentimentSettings.News], calibration);
        var editorialsF1 = F1(held[SentimentSettings.Editorials], calibration);
        Console.WriteLine($"held out: news accuracy {accuracy:F3}, confidence {confidence:F3}, log loss {loss:F3}, macro-F1 {newsF1:F1}; editorials macro-F1 {editorialsF1:F1}; without bias {F1(held[SentimentSettings.News]):F1} and {F1(held[SentimentSettings.Editorials]):F1}; {calibration}");

        var networks = Networks(examples, settings, threads: 2);
        var card = JsonSerializer.Serialize(new
        {
            version = "2",
            trained = settings.Sets.Select(s => s.Licence).Distinct(StringComparer.Ordinal),
            words = "GloVe (PDDL), VADER lexicon (MIT), AFINN (MIT)",
            heldOutNews = new { sentences = held[SentimentSettings.News].Count(), accuracy = Math.Round(accuracy, 3), macroF1 = Math.Round(newsF1, 1), logLoss = Math.Round(loss, 3) },
            heldOutEditorials = new { sentences = held[SentimentSettings.Editorials].Count(), macroF1 = Math.Round(editorialsF1, 1) },
        });
        Merge(card, words, networks, calibration).Save(File.Create(output), System.IO.Compression.CompressionLevel.SmallestSize);
        Console.WriteLine($"{new FileInfo(output).Length} bytes");
    }

    private static double F1(IEnumerable<HeldOutAnswer> answers, SentimentCalibration? calibration = null) =>
        SentimentCrossValidation.F1(answers.Select(a => (a.Label, a.Highest(calibration?.Bias ?? default))));

    public static SentimentNetwork[] Networks(List<Example> examples, SentimentSettings settings, int threads)
    {
        var networks = new SentimentNetwork[settings.Seeds];
        Parallel.For(0, networks.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            networks[i] = new SentimentNetwork(SentimentFeatures.Buckets, SentimentFeatures.Dense, settings.HiddenUnits, SentimentSettings.Domains, examples, seed: i + 1);
            networks[i].Train(examples, settings.Options with { Seed = i + 1 });
        });
        return networks;
    }

    /// <summary>The mean of the networks' logits for a sentence, taken for news.</summary>
    public static float[] Mean(SentimentNetwork[] networks, Example example)
    {
        var mean = new float[SentimentNetwork.Classes];
        Span<float> one = stackalloc float[SentimentNetwork.Classes];
        foreach (var network in networks)
        {
            network.Predict(example, SentimentSettings.News, one);
            for (var k = 0; k < mean.Length; k++)
            {
                mean[k] += one[k] / networks.Length;
            }
        }

        return mean;
    }

    /// <summary>One model with the mean of the networks' logits, calibrated; the scaling of the features goes into the weights.</summary>
    private static SentimentModel Merge(string card, SentimentWords words, SentimentNetwork[] networks, SentimentCalibration calibration)
    {
        var share = (float)(1 / (networks.Length * calibration.Temperature));
        var hidden = networks[0].Hidden;
        var units = networks.Length * hidden;
        var layers = new SentimentLayers(
            new float[SentimentModel.Classes], new float[SentimentModel.Classes * SentimentModel.Padded], new float[units], new float[units * SentimentModel.Padded], new float[units * SentimentModel.Classes]);
        for (var k = 0; k < SentimentModel.Classes; k++)
        {
            layers.Bias[k] = (float)(calibration.BiasOf(k) / calibration.Temperature);
        }

        var nGrams = new float[networks[0].NGramWeights.Length];
        for (var n = 0; n < networks.Length; n++)
        {
            var network = networks[n];
            for (var i = 0; i < nGrams.Length; i++)
            {
                nGrams[i] += network.NGramWeights[i] * share;
            }

            for (var k = 0; k < SentimentModel.Classes; k++)
            {
                layers.Bias[k] += (network.Bias.Values[k] + network.DomainBias.Values[(SentimentSettings.News * SentimentNetwork.Classes) + k]) * share;
                layers.Bias[k] += AddRow(network, network.Direct.Values, k, layers.Direct.AsSpan(k * SentimentModel.Padded), share);
            }

            for (var h = 0; h < hidden; h++)
            {
                var unit = (n * hidden) + h;
                layers.HiddenBias[unit] = network.InputBias.Values[h] + AddRow(network, network.Input.Values, h, layers.Hidden.AsSpan(unit * SentimentModel.Padded), 1);
                for (var k = 0; k < SentimentModel.Classes; k++)
                {
                    layers.Output[(unit * SentimentModel.Classes) + k] = network.Output.Values[(k * hidden) + h] * share;
                }
            }
        }

        var scale = nGrams.Max(Math.Abs) / sbyte.MaxValue;
        return new SentimentModel(card, words, [.. nGrams.Select(w => (sbyte)MathF.Round(w / scale))], scale, layers);
    }

    /// <summary>Adds a row of weights with the features' scaling folded in; returns what the features' means add to the bias.</summary>
    private static float AddRow(SentimentNetwork network, float[] weights, int row, Span<float> target, float share)
    {
        var bias = 0f;
        for (var j = 0; j < SentimentFeatures.Dense; j++)
        {
            var weight = weights[(row * network.Padded) + j] * network.Scale(j) * share;
            target[j] += weight;
            bias -= weight * network.Mean(j);
        }

        return bias;
    }
}
