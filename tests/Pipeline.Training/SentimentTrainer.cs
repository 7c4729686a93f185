using System.Text.Json;
using Pipeline.Text.Analysis.Sentiments;

namespace Pipeline.Training;

/// <summary>
/// Trains the model of English sentiment on the labelled sets that may be used for it. A few networks that differ only in their seed are averaged: their linear parts
/// merge into one, their hidden units stand side by side. The temperature is fitted on news that a first round did not see; the second round sees everything.
/// </summary>
internal static class SentimentTrainer
{
    /// <summary>Every eighth sentence of the news and of the editorials is kept apart in the first round.</summary>
    private const int HeldOut = 8;

    public static void Train(string bench, string npm, string output)
    {
        var settings = new SentimentSettings();
        var words = GloveWords.Read(npm);
        var sets = settings.Sets.Select(s => LabelledSentences.Read(Path.Combine(bench, "nlp"), s, words, settings.MixedWeight)).ToList();
        Console.WriteLine($"{sets.Sum(s => s.Count)} sentences, {words.Hashes.Length} words");

        var kept = sets.SelectMany(s => s.Where((e, i) => !IsHeld(e, i))).ToList();
        var held = sets.SelectMany(s => s.Where((e, i) => IsHeld(e, i) && !e.IsMixed)).ToLookup(e => e.Domain);
        List<Example> news = [.. held[SentimentSettings.News]];
        var first = Networks(kept, settings, threads: 2);
        var temperature = Temperature(first, news);
        var (accuracy, confidence, loss) = Score(first, news, temperature);
        var newsF1 = SentimentCrossValidation.F1(news.Select(e => (e.Label, Predict(first, e))));
        var editorialsF1 = SentimentCrossValidation.F1(held[SentimentSettings.Editorials].Select(e => (e.Label, Predict(first, e))));
        Console.WriteLine($"held out: news accuracy {accuracy:F3}, confidence {confidence:F3}, log loss {loss:F3}, macro-F1 {newsF1:F1}; editorials macro-F1 {editorialsF1:F1}; temperature {temperature:F2}");

        var networks = Networks([.. sets.SelectMany(s => s)], settings, threads: 2);
        var card = JsonSerializer.Serialize(new
        {
            version = "1",
            trained = settings.Sets.Select(s => s.Licence).Distinct(StringComparer.Ordinal),
            words = "GloVe (PDDL), VADER lexicon (MIT), AFINN (MIT)",
            heldOutNews = new { sentences = news.Count, accuracy = Math.Round(accuracy, 3), macroF1 = Math.Round(newsF1, 1), logLoss = Math.Round(loss, 3) },
            heldOutEditorials = new { sentences = held[SentimentSettings.Editorials].Count(), macroF1 = Math.Round(editorialsF1, 1) },
        });
        Merge(card, words, networks, temperature).Save(File.Create(output), System.IO.Compression.CompressionLevel.SmallestSize);
        Console.WriteLine($"{new FileInfo(output).Length} bytes");
    }

    private static bool IsHeld(Example example, int index) => example.Domain is SentimentSettings.News or SentimentSettings.Editorials && index % HeldOut == 0;

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

    /// <summary>The most probable label of a sentence, taken for news.</summary>
    public static int Predict(SentimentNetwork[] networks, Example example)
    {
        Span<float> logits = stackalloc float[SentimentNetwork.Classes];
        Mean(networks, example, logits);
        return logits[0] > logits[1] && logits[0] > logits[2] ? 0 : logits[2] > logits[1] ? 2 : 1;
    }

    private static void Mean(SentimentNetwork[] networks, Example example, Span<float> logits)
    {
        Span<float> one = stackalloc float[SentimentNetwork.Classes];
        logits.Clear();
        foreach (var network in networks)
        {
            network.Predict(example, SentimentSettings.News, one);
            for (var k = 0; k < logits.Length; k++)
            {
                logits[k] += one[k] / networks.Length;
            }
        }
    }

    /// <summary>The temperature at which the mean confidence is the accuracy: what the scores promise is kept.</summary>
    private static double Temperature(SentimentNetwork[] networks, List<Example> held) =>
        Enumerable.Range(10, 111).Select(t => t / 100.0).MinBy(t =>
        {
            var (accuracy, confidence, _) = Score(networks, held, t);
            return Math.Abs(accuracy - confidence);
        });

    private static (double Accuracy, double Confidence, double Loss) Score(SentimentNetwork[] networks, List<Example> examples, double temperature)
    {
        Span<float> mean = stackalloc float[SentimentNetwork.Classes];
        var right = 0;
        var confidence = 0.0;
        var loss = 0.0;
        foreach (var example in examples)
        {
            Mean(networks, example, mean);
            for (var k = 0; k < mean.Length; k++)
            {
                mean[k] /= (float)temperature;
            }

            SentimentNetwork.Softmax(mean);
            var highest = Math.Max(mean[0], Math.Max(mean[1], mean[2]));
            right += mean[example.Label] >= highest ? 1 : 0;
            confidence += highest;
            loss -= Math.Log(Math.Max(mean[example.Label], 1e-6));
        }

        return ((double)right / examples.Count, confidence / examples.Count, loss / examples.Count);
    }

    /// <summary>One model with the mean of the networks' logits, divided by the temperature; the scaling of the features goes into the weights.</summary>
    private static SentimentModel Merge(string card, SentimentWords words, SentimentNetwork[] networks, double temperature)
    {
        var share = (float)(1 / (networks.Length * temperature));
        var hidden = networks[0].Hidden;
        var units = networks.Length * hidden;
        var layers = new SentimentLayers(
            new float[SentimentModel.Classes], new float[SentimentModel.Classes * SentimentModel.Padded], new float[units], new float[units * SentimentModel.Padded], new float[units * SentimentModel.Classes]);
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
