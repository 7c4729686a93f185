using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>
/// The trained model of English sentiment: linear in hashed n-grams, with a small hidden layer over word vectors and lexicon features. README.md beside the analyser is its
/// model card. Loaded once, on first use.
/// </summary>
internal sealed class SentimentModel
{
    /// <summary>Positive, neutral, negative.</summary>
    public const int Classes = 3;

    /// <summary>Dense features padded for SIMD.</summary>
    public const int Padded = (SentimentFeatures.Dense + 15) / 16 * 16;

    private const string ResourceName = "sentiment.en.bin";

    // A prior, not trained: the training sets hold hardly any business news. It is worth a clear word of praise or blame.
    private const float BusinessWeight = 3;

    private static readonly Lazy<SentimentModel> s_shipped = new(LoadShipped);

    private readonly SentimentWords _words;
    private readonly sbyte[] _nGrams;
    private readonly float _nGramScale;
    private readonly SentimentLayers _layers;

    public SentimentModel(string card, SentimentWords words, sbyte[] nGrams, float nGramScale, SentimentLayers layers)
    {
        Card = card;
        _words = words;
        _nGrams = nGrams;
        _nGramScale = nGramScale;
        _layers = layers;
    }

    /// <summary>The model that ships with the library.</summary>
    public static SentimentModel Shipped => s_shipped.Value;

    /// <summary>Whether <see cref="Shipped"/> has been asked for.</summary>
    public static bool IsLoaded => s_shipped.IsValueCreated;

    /// <summary>Version, training sets, licences and scores, as JSON.</summary>
    public string Card { get; }

    /// <summary>The confidence scores of one English sentence.</summary>
    public ConfidenceScores Classify(ReadOnlySpan<char> sentence)
    {
        Span<int> nGrams = stackalloc int[SentimentFeatures.MostNGrams];
        Span<float> dense = stackalloc float[Padded];
        var count = SentimentFeatures.Read(sentence, _words, nGrams, dense);
        Span<float> logits = stackalloc float[Classes];
        _layers.Apply(dense, logits);
        Span<int> sums = stackalloc int[Classes];
        sums.Clear();
        var distinct = nGrams[..count];
        distinct.Sort();
        for (var i = 0; i < distinct.Length; i++)
        {
            if (i == 0 || distinct[i] != distinct[i - 1])
            {
                var weights = _nGrams.AsSpan(distinct[i] * Classes, Classes);
                sums[0] += weights[0];
                sums[1] += weights[1];
                sums[2] += weights[2];
            }
        }

        var business = SentimentFeatures.Business(dense);
        return ConfidenceScores.FromWeights(
            Math.Exp(logits[0] + (sums[0] * _nGramScale) + (BusinessWeight * Math.Max(business, 0))),
            Math.Exp(logits[1] + (sums[1] * _nGramScale)),
            Math.Exp(logits[2] + (sums[2] * _nGramScale) + (BusinessWeight * Math.Max(-business, 0))));
    }

    /// <summary>Writes the model as <see cref="Load"/> reads it; closes <paramref name="stream"/>.</summary>
    public void Save(Stream stream, CompressionLevel level)
    {
        using var writer = new BinaryWriter(new BrotliStream(stream, level), Encoding.UTF8);
        writer.Write(Card);
        writer.Write(_words.Hashes.Length);
        writer.Write(_words.VectorCount);
        writer.Write(MemoryMarshal.AsBytes(_words.Hashes.AsSpan()));

        // Component by component: neighbours of a kind compress better.
        var vectors = new sbyte[_words.VectorCount * SentimentWords.Dimensions];
        for (var i = 0; i < _words.VectorCount; i++)
        {
            for (var d = 0; d < SentimentWords.Dimensions; d++)
            {
                vectors[(d * _words.VectorCount) + i] = _words.Vector(i)[d];
            }
        }

        var valences = new sbyte[2 * _words.Hashes.Length];
        for (var i = 0; i < _words.Hashes.Length; i++)
        {
            valences[2 * i] = (sbyte)MathF.Round(_words.Vader(i) * SentimentWords.VaderSteps);
            valences[(2 * i) + 1] = (sbyte)_words.Afinn(i);
        }

        writer.Write(MemoryMarshal.AsBytes(vectors.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(valences.AsSpan()));
        writer.Write(_nGramScale);
        writer.Write(MemoryMarshal.AsBytes(_nGrams.AsSpan()));
        _layers.Save(writer);
    }

    public static SentimentModel Load(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress), Encoding.UTF8);
        var card = reader.ReadString();
        var hashes = new uint[reader.ReadInt32()];
        var vectorCount = reader.ReadInt32();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(hashes.AsSpan()));
        var byComponent = ReadBytes(reader, vectorCount * SentimentWords.Dimensions);
        var vectors = new sbyte[byComponent.Length];
        for (var d = 0; d < SentimentWords.Dimensions; d++)
        {
            for (var i = 0; i < vectorCount; i++)
            {
                vectors[(i * SentimentWords.Dimensions) + d] = byComponent[(d * vectorCount) + i];
            }
        }

        var valences = ReadBytes(reader, 2 * hashes.Length);
        var vader = new sbyte[hashes.Length];
        var afinn = new sbyte[hashes.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            vader[i] = valences[2 * i];
            afinn[i] = valences[(2 * i) + 1];
        }

        var scale = reader.ReadSingle();
        var nGrams = ReadBytes(reader, SentimentFeatures.Buckets * Classes);
        return new SentimentModel(card, new SentimentWords(hashes, vectors, vader, afinn), nGrams, scale, SentimentLayers.Load(reader));
    }

    private static sbyte[] ReadBytes(BinaryReader reader, int count)
    {
        var bytes = new sbyte[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(bytes.AsSpan()));
        return bytes;
    }

    private static SentimentModel LoadShipped()
    {
        using var stream = typeof(SentimentModel).Assembly.GetManifestResourceStream(ResourceName) ?? throw new InvalidOperationException($"The library was built without {ResourceName}.");
        return Load(stream);
    }
}

/// <summary>The dense part of the model: direct weights, and a layer of rectified units. Rows are padded with zeros.</summary>
/// <param name="Bias">One per class.</param>
/// <param name="Direct">A row per class.</param>
/// <param name="HiddenBias">One per unit.</param>
/// <param name="Hidden">A row per unit.</param>
/// <param name="Output">A row of classes per unit.</param>
internal sealed record SentimentLayers(float[] Bias, float[] Direct, float[] HiddenBias, float[] Hidden, float[] Output)
{
    public void Apply(ReadOnlySpan<float> dense, Span<float> logits)
    {
        for (var k = 0; k < SentimentModel.Classes; k++)
        {
            logits[k] = Bias[k] + Dot(Direct.AsSpan(k * SentimentModel.Padded, SentimentModel.Padded), dense);
        }

        for (var h = 0; h < HiddenBias.Length; h++)
        {
            var unit = HiddenBias[h] + Dot(Hidden.AsSpan(h * SentimentModel.Padded, SentimentModel.Padded), dense);
            if (unit > 0)
            {
                logits[0] += unit * Output[h * SentimentModel.Classes];
                logits[1] += unit * Output[(h * SentimentModel.Classes) + 1];
                logits[2] += unit * Output[(h * SentimentModel.Classes) + 2];
            }
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(HiddenBias.Length);
        foreach (var values in new[] { Bias, Direct, HiddenBias, Hidden, Output })
        {
            writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    public static SentimentLayers Load(BinaryReader reader)
    {
        var units = reader.ReadInt32();
        return new SentimentLayers(Read(SentimentModel.Classes), Read(SentimentModel.Classes * SentimentModel.Padded), Read(units), Read(units * SentimentModel.Padded), Read(units * SentimentModel.Classes));

        float[] Read(int count)
        {
            var values = new float[count];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return Vector.Sum(sum);
    }
}
