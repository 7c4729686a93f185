using System.Text.Json;
using Pipeline.Text.Analysis.Sentiments;

namespace Pipeline.Training;

/// <summary>
/// Trains the model of English sentiment on the labelled sets that may be used for it. A few networks that differ only in their seed are averaged: their linear parts
/// merge into one, their hidden units stand side by side. The temperature is fitted on news that a first round did not see; the second round sees everything.
/// </summary>
internal static class SentimentTrainer
{
    private const int Seeds = 3;
    private const int HiddenUnits = 32;
    private const int Domains = 7;

    /// <summary>The domain whose bias the shipped model has.</summary>
    private const int News = 0;

    /// <summary>Every eighth sentence of the news sets is kept apart in the first round.</summary>
    private const int HeldOut = 8;

    /// <summary>The sets, the domain of each, and its weight: news counts most.</summary>
    private static readonly (string Set, int Domain, float Weight, string Licence)[] s_sets =
    [
        ("sent_newsmtsc_train", News, 4, "NewsMTSC, MIT"),
        ("sent_vader_nyt", 1, 3, "VADER NYT editorials, MIT"),
        ("sent_xed_en", 2, 0.3f, "XED, CC BY 4.0"),
        ("sent_goemotions_train", 3, 0.3f, "GoEmotions, Apache-2.0"),
        ("sent_goemotions_dev", 3, 0.3f, "GoEmotions, Apache-2.0"),
        ("sent_uci", 4, 1, "UCI sentiment labelled sentences, CC BY 4.0"),
        ("sent_vader_amazon", 5, 1, "VADER Amazon snippets, MIT"),
        ("sent_vader_vtweets", 6, 1, "VADER tweets, MIT"),
    ];

    public static void Train(string bench, string npm, string output)
    {
        var words = GloveWords.Read(npm);
        var sets = s_sets.Select(s => LabelledSentences.Read(Path.Combine(bench, "nlp"), s.Set, words, s.Domain, s.Weight)).ToList();
        Console.WriteLine($"{sets.Sum(s => s.Count)} sentences, {words.Hashes.Length} words");

        var kept = sets.SelectMany(s => s.Where((e, i) => e.Domain > 1 || i % HeldOut != 0)).ToList();
        var held = sets[News].Where((_, i) => i % HeldOut == 0).ToList();
        var first = Networks(kept);
        var temperature = Temperature(first, held);
        var (accuracy, confidence, loss) = Score(first, held, temperature);
        Console.WriteLine($"held-out news: accuracy {accuracy:F3}, confidence {confidence:F3}, log loss {loss:F3}, temperature {temperature:F2}");

        var networks = Networks([.. sets.SelectMany(s => s)]);
        var card = JsonSerializer.Serialize(new
        {
            version = "1",
            trained = s_sets.Select(s => s.Licence).Distinct(StringComparer.Ordinal),
            words = "GloVe (PDDL), VADER lexicon (MIT), AFINN (MIT)",
            heldOutNews = new { accuracy = Math.Round(accuracy, 3), logLoss = Math.Round(loss, 3) },
        });
        Merge(card, words, networks, temperature).Save(File.Create(output), System.IO.Compression.CompressionLevel.SmallestSize);
        Console.WriteLine($"{new FileInfo(output).Length} bytes");
    }

    private static SentimentNetwork[] Networks(List<Example> examples)
    {
        var networks = new SentimentNetwork[Seeds];
        Parallel.For(0, Seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var options = new TrainingOptions { Seed = i + 1 };
            networks[i] = new SentimentNetwork(SentimentFeatures.Buckets, SentimentFeatures.Dense, HiddenUnits, Domains, examples, options.Seed);
            networks[i].Train(examples, options, epoch => Console.WriteLine($"seed {options.Seed}, epoch {epoch + 1} of {options.Epochs}"));
        });
        return networks;
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
        Span<float> one = stackalloc float[SentimentNetwork.Classes];
        Span<float> mean = stackalloc float[SentimentNetwork.Classes];
        var right = 0;
        var confidence = 0.0;
        var loss = 0.0;
        foreach (var example in examples)
        {
            mean.Clear();
            foreach (var network in networks)
            {
                network.Predict(example, News, one);
                for (var k = 0; k < mean.Length; k++)
                {
                    mean[k] += (float)(one[k] / networks.Length / temperature);
                }
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
        var units = networks.Length * HiddenUnits;
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
                layers.Bias[k] += (network.Bias.Values[k] + network.DomainBias.Values[(News * SentimentNetwork.Classes) + k]) * share;
                layers.Bias[k] += AddRow(network, network.Direct.Values, k, layers.Direct.AsSpan(k * SentimentModel.Padded), share);
            }

            for (var h = 0; h < HiddenUnits; h++)
            {
                var unit = (n * HiddenUnits) + h;
                layers.HiddenBias[unit] = network.InputBias.Values[h] + AddRow(network, network.Input.Values, h, layers.Hidden.AsSpan(unit * SentimentModel.Padded), 1);
                for (var k = 0; k < SentimentModel.Classes; k++)
                {
                    layers.Output[(unit * SentimentModel.Classes) + k] = network.Output.Values[(k * HiddenUnits) + h] * share;
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
