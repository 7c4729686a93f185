using System.Numerics;

namespace Pipeline.Training;

/// <summary>
/// A linear model over n-grams and dense features, with one small hidden layer over the dense ones. Trained by AdaGrad (n-grams) and Adam (the rest) on one thread, so
/// that a seed gives the same weights each time.
/// </summary>
internal sealed class SentimentNetwork
{
    public const int Classes = 3;

    private readonly int _dense;
    private readonly int _padded;
    private readonly int _hidden;
    private readonly float[] _mean;
    private readonly float[] _scale;

    public SentimentNetwork(int buckets, int dense, int hidden, int domains, IReadOnlyList<Example> examples, int seed)
    {
        _dense = dense;
        _padded = (dense + 15) / 16 * 16;
        _hidden = hidden;
        NGramWeights = new float[buckets * Classes];
        NGramSquares = new float[buckets * Classes];
        Direct = new Parameters(Classes * _padded);
        Input = new Parameters(hidden * _padded);
        InputBias = new Parameters(hidden);
        Output = new Parameters(Classes * hidden);
        Bias = new Parameters(Classes);
        DomainBias = new Parameters(domains * Classes);
        _mean = new float[_padded];
        _scale = new float[_padded];
        for (var j = 0; j < dense; j++)
        {
            var mean = examples.Average(e => (double)e.Dense[j]);
            var deviation = Math.Sqrt(examples.Average(e => (e.Dense[j] - mean) * (e.Dense[j] - mean)));
            _mean[j] = (float)mean;
            _scale[j] = deviation > 1e-6 ? (float)(1 / deviation) : 0;
        }

        var random = new Random(seed);
        for (var h = 0; h < hidden; h++)
        {
            for (var j = 0; j < dense; j++)
            {
                Input.Values[(h * _padded) + j] = (float)((random.NextDouble() - 0.5) * 2 * Math.Sqrt(3.0 / dense));
            }
        }

        for (var i = 0; i < Output.Values.Length; i++)
        {
            Output.Values[i] = (float)((random.NextDouble() - 0.5) * 2 * Math.Sqrt(3.0 / hidden));
        }
    }

    public float[] NGramWeights { get; }

    private float[] NGramSquares { get; }

    public Parameters Direct { get; }

    public Parameters Input { get; }

    public Parameters InputBias { get; }

    public Parameters Output { get; }

    public Parameters Bias { get; }

    public Parameters DomainBias { get; }

    public int Hidden => _hidden;

    public int Padded => _padded;

    public float Mean(int j) => _mean[j];

    public float Scale(int j) => _scale[j];

    public void Train(IReadOnlyList<Example> examples, TrainingOptions options)
    {
        var random = new Random(options.Seed);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var input = new float[_padded];
        var hidden = new float[_hidden];
        var hiddenError = new float[_hidden];
        var active = new bool[_hidden];
        var buffer = new int[examples.Max(e => e.NGrams.Length)];
        Span<float> logits = stackalloc float[Classes];
        var step = 0;
        var steps = (examples.Count + options.Batch - 1) / options.Batch * options.Epochs;
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            for (var from = 0; from < order.Length; from += options.Batch)
            {
                var to = Math.Min(from + options.Batch, order.Length);
                var rate = options.Rate * (1 - ((float)step / steps));
                for (var o = from; o < to; o++)
                {
                    var example = examples[order[o]];
                    Standardise(example.Dense, input);
                    for (var j = 0; j < _dense; j++)
                    {
                        input[j] = random.NextSingle() < options.DenseDropout ? 0 : input[j] / (1 - options.DenseDropout);
                    }

                    Bias.Values.CopyTo(logits);
                    for (var k = 0; k < Classes; k++)
                    {
                        logits[k] += DomainBias.Values[(example.Domain * Classes) + k] + Dot(Direct.Values.AsSpan(k * _padded, _padded), input);
                    }

                    for (var h = 0; h < _hidden; h++)
                    {
                        var sum = InputBias.Values[h] + Dot(Input.Values.AsSpan(h * _padded, _padded), input);
                        active[h] = sum > 0 && random.NextSingle() >= options.HiddenDropout;
                        hidden[h] = active[h] ? sum / (1 - options.HiddenDropout) : 0;
                        for (var k = 0; k < Classes; k++)
                        {
                            logits[k] += Output.Values[(k * _hidden) + h] * hidden[h];
                        }
                    }

                    var kept = 0;
                    var grams = buffer.AsSpan(0, example.NGrams.Length);
                    foreach (var gram in example.NGrams)
                    {
                        if (random.NextSingle() >= options.NGramDropout)
                        {
                            grams[kept++] = gram;
                            for (var k = 0; k < Classes; k++)
                            {
                                logits[k] += NGramWeights[(gram * Classes) + k] / (1 - options.NGramDropout);
                            }
                        }
                    }

                    Softmax(logits);
                    for (var k = 0; k < Classes; k++)
                    {
                        var target = k == example.Label ? 1 - options.Smoothing : options.Smoothing / (Classes - 1);
                        var error = (logits[k] - target) * example.Weight;
                        logits[k] = error;
                        foreach (var gram in grams[..kept])
                        {
                            var at = (gram * Classes) + k;
                            var gradient = error + (options.NGramDecay * NGramWeights[at]);
                            NGramSquares[at] += gradient * gradient;
                            NGramWeights[at] -= options.NGramRate * gradient / (MathF.Sqrt(NGramSquares[at]) + 1e-3f);
                        }

                        Bias.Gradient[k] += error;
                        DomainBias.Gradient[(example.Domain * Classes) + k] += error;
                        AddScaled(Direct.Gradient.AsSpan(k * _padded, _padded), input, error);
                    }

                    for (var h = 0; h < _hidden; h++)
                    {
                        if (!active[h])
                        {
                            continue;
                        }

                        var back = 0f;
                        for (var k = 0; k < Classes; k++)
                        {
                            Output.Gradient[(k * _hidden) + h] += logits[k] * hidden[h];
                            back += logits[k] * Output.Values[(k * _hidden) + h];
                        }

                        back /= 1 - options.HiddenDropout;
                        InputBias.Gradient[h] += back;
                        AddScaled(Input.Gradient.AsSpan(h * _padded, _padded), input, back);
                    }
                }

                step++;
                var size = to - from;
                foreach (var (parameters, decay) in new[] { (Direct, options.Decay), (Input, options.Decay), (InputBias, 0f), (Output, options.Decay), (Bias, 0f), (DomainBias, options.Decay) })
                {
                    parameters.Update(rate, decay, size, step);
                }
            }
        }
    }

    public void Predict(Example example, int domain, Span<float> probabilities)
    {
        var input = new float[_padded];
        Standardise(example.Dense, input);
        for (var k = 0; k < Classes; k++)
        {
            probabilities[k] = Bias.Values[k] + DomainBias.Values[(domain * Classes) + k] + Dot(Direct.Values.AsSpan(k * _padded, _padded), input);
        }

        for (var h = 0; h < _hidden; h++)
        {
            var sum = InputBias.Values[h] + Dot(Input.Values.AsSpan(h * _padded, _padded), input);
            for (var k = 0; k < Classes && sum > 0; k++)
            {
                probabilities[k] += Output.Values[(k * _hidden) + h] * sum;
            }
        }

        foreach (var gram in example.NGrams)
        {
            for (var k = 0; k < Classes; k++)
            {
                probabilities[k] += NGramWeights[(gram * Classes) + k];
            }
        }
    }

    public static void Softmax(Span<float> logits)
    {
        var max = Math.Max(logits[0], Math.Max(logits[1], logits[2]));
        var sum = 0f;
        for (var k = 0; k < Classes; k++)
        {
            logits[k] = MathF.Exp(logits[k] - max);
            sum += logits[k];
        }

        for (var k = 0; k < Classes; k++)
        {
            logits[k] /= sum;
        }
    }

    private void Standardise(float[] dense, float[] input)
    {
        for (var j = 0; j < _dense; j++)
        {
            input[j] = (dense[j] - _mean[j]) * _scale[j];
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < a.Length; i += Vector<float>.Count)
        {
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }

        return Vector.Sum(sum);
    }

    private static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        var scale = new Vector<float>(factor);
        for (var i = 0; i < target.Length; i += Vector<float>.Count)
        {
            (new Vector<float>(target[i..]) + (new Vector<float>(source[i..]) * scale)).CopyTo(target[i..]);
        }
    }

    /// <summary>Weights with the state of Adam.</summary>
    internal sealed class Parameters(int count)
    {
        private readonly float[] _first = new float[count];
        private readonly float[] _second = new float[count];

        public float[] Values { get; } = new float[count];

        public float[] Gradient { get; } = new float[count];

        public void Update(float rate, float decay, int size, int step)
        {
            const float beta1 = 0.9f;
            const float beta2 = 0.999f;
            var correction = rate * MathF.Sqrt(1 - MathF.Pow(beta2, step)) / (1 - MathF.Pow(beta1, step));
            for (var i = 0; i < Values.Length; i++)
            {
                var gradient = Gradient[i] / size;
                _first[i] = (beta1 * _first[i]) + ((1 - beta1) * gradient);
                _second[i] = (beta2 * _second[i]) + ((1 - beta2) * gradient * gradient);
                Values[i] -= (correction * _first[i] / (MathF.Sqrt(_second[i]) + 1e-8f)) + (rate * decay * Values[i]);
                Gradient[i] = 0;
            }
        }
    }
}

/// <summary>Settings of the training.</summary>
internal sealed record TrainingOptions
{
    public int Seed { get; init; } = 1;

    public int Epochs { get; init; } = 10;

    public int Batch { get; init; } = 32;

    public float Rate { get; init; } = 0.001f;

    public float Decay { get; init; } = 0.01f;

    public float NGramRate { get; init; } = 0.005f;

    public float NGramDecay { get; init; } = 0.0002f;

    public float NGramDropout { get; init; } = 0.5f;

    public float DenseDropout { get; init; } = 0.3f;

    public float HiddenDropout { get; init; } = 0.3f;

    public float Smoothing { get; init; } = 0.05f;
}
