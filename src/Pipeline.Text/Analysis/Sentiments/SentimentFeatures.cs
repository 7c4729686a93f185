using System.Numerics;
using System.Runtime.InteropServices;

namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>The features of an English sentence: hashed 1- and 2-grams, and dense values from word vectors, lexicons and marks.</summary>
internal static class SentimentFeatures
{
    /// <summary>Buckets of the n-gram hash.</summary>
    public const int Buckets = 1 << 18;

    /// <summary>Most n-grams of a sentence.</summary>
    public const int MostNGrams = 2 * SentimentTokens.Most;

    private const int Vectors = SentimentWords.Dimensions;
    private const int LexiconFeatures = 9;
    private const int OtherFeatures = 12;

    /// <summary>Number of dense features: mean, largest and smallest component of the vectors, two lexicons, business, marks.</summary>
    public const int Dense = (3 * Vectors) + (2 * LexiconFeatures) + OtherFeatures;

    /// <summary>The signed business feature among the dense ones.</summary>
    public static float Business(ReadOnlySpan<float> dense) => dense[BusinessFeature] - dense[BusinessFeature + 1];

    private const int BusinessFeature = Dense - 2;
    private const uint NegatedSeed = 0x9e3779b9;

    /// <summary>Reads <paramref name="sentence"/>: buckets into <paramref name="nGrams"/>, whose used length is returned, values into <paramref name="dense"/>.</summary>
    public static int Read(ReadOnlySpan<char> sentence, SentimentWords words, Span<int> nGrams, Span<float> dense)
    {
        Span<SentimentToken> buffer = stackalloc SentimentToken[SentimentTokens.Most];
        ReadOnlySpan<SentimentToken> tokens = buffer[..SentimentTokens.Read(sentence, buffer)];
        Span<int> indices = stackalloc int[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            indices[i] = tokens[i].Is(TokenKinds.Word) ? words.IndexOf(tokens[i].Hash) : -1;
        }

        dense.Clear();
        AddVectors(indices, words, dense);
        var lexicons = dense[(3 * Vectors)..];
        AddValences(tokens, indices, words.Vader, lexicons);
        AddValences(tokens, indices, words.Afinn, lexicons[LexiconFeatures..]);
        AddOthers(tokens, lexicons[(2 * LexiconFeatures)..]);
        return AddNGrams(tokens, nGrams);
    }

    private static int AddNGrams(ReadOnlySpan<SentimentToken> tokens, Span<int> nGrams)
    {
        const int bits = 18;
        var count = 0;
        var last = 0u;
        foreach (var token in tokens)
        {
            var hash = token.Is(TokenKinds.Negated) ? (token.Hash ^ NegatedSeed) * 16_777_619u : token.Hash;
            nGrams[count++] = (int)(hash * 2_654_435_769u >> (32 - bits));
            if (last != 0)
            {
                var pair = ((last * 0x85ebca6b) ^ hash) * 0xc2b2ae35;
                nGrams[count++] = (int)(pair >> (32 - bits));
            }

            last = hash;
        }

        return count;
    }

    private static void AddVectors(ReadOnlySpan<int> indices, SentimentWords words, Span<float> dense)
    {
        Span<int> sum = stackalloc int[SentimentWords.Stride];
        Span<sbyte> max = stackalloc sbyte[SentimentWords.Stride];
        Span<sbyte> min = stackalloc sbyte[SentimentWords.Stride];
        sum.Clear();
        var count = 0;
        foreach (var index in indices)
        {
            if (index < 0 || index >= words.VectorCount)
            {
                continue;
            }

            var vector = words.Vector(index);
            if (count++ == 0)
            {
                vector.CopyTo(max);
                vector.CopyTo(min);
            }

            Accumulate(vector, sum, max, min);
        }

        const float unit = 1 / 32f;
        for (var i = 0; i < Vectors && count > 0; i++)
        {
            dense[i] = sum[i] * unit / count;
            dense[Vectors + i] = max[i] * unit;
            dense[(2 * Vectors) + i] = min[i] * unit;
        }
    }

    private static void Accumulate(ReadOnlySpan<sbyte> vector, Span<int> sum, Span<sbyte> max, Span<sbyte> min)
    {
        var source = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(vector);
        var largest = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(max);
        var smallest = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(min);
        var sums = MemoryMarshal.Cast<int, Vector<int>>(sum);
        for (var i = 0; i < source.Length; i++)
        {
            largest[i] = Vector.Max(largest[i], source[i]);
            smallest[i] = Vector.Min(smallest[i], source[i]);
            Vector.Widen(source[i], out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            sums[4 * i] += a;
            sums[(4 * i) + 1] += b;
            sums[(4 * i) + 2] += c;
            sums[(4 * i) + 3] += d;
        }
    }

    private static void AddValences(ReadOnlySpan<SentimentToken> tokens, ReadOnlySpan<int> indices, Func<int, float> valenceOf, Span<float> features)
    {
        const float negated = -0.74f;
        const float squash = 15;
        float positive = 0, negative = 0, largest = 0, smallest = 0, last = 0, afterBut = 0;
        int positives = 0, negatives = 0, count = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Is(TokenKinds.But))
            {
                afterBut = 0;
            }

            if (indices[i] < 0)
            {
                continue;
            }

            count++;
            var valence = valenceOf(indices[i]);
            if (valence == 0)
            {
                continue;
            }

            valence *= tokens[i].Is(TokenKinds.Negated) ? negated : 1;
            positive += Math.Max(valence, 0);
            negative += Math.Max(-valence, 0);
            positives += valence > 0 ? 1 : 0;
            negatives += valence < 0 ? 1 : 0;
            largest = Math.Max(largest, valence);
            smallest = Math.Min(smallest, valence);
            afterBut += valence;
            last = valence;
        }

        var total = positive - negative;
        features[0] = positive / MathF.Sqrt((positive * positive) + squash);
        features[1] = negative / MathF.Sqrt((negative * negative) + squash);
        features[2] = total / MathF.Sqrt((total * total) + squash);
        features[3] = largest / 4;
        features[4] = smallest / 4;
        features[5] = (float)positives / Math.Max(count, 4);
        features[6] = (float)negatives / Math.Max(count, 4);
        features[7] = last / 4;
        features[8] = afterBut / MathF.Sqrt((afterBut * afterBut) + squash);
    }

    private static void AddOthers(ReadOnlySpan<SentimentToken> tokens, Span<float> features)
    {
        int words = 0, capitals = 0, names = 0, numbers = 0, negations = 0, contrasts = 0;
        var seen = TokenKinds.None;
        foreach (var token in tokens)
        {
            seen |= token.Flags;
            words += token.Is(TokenKinds.Word) ? 1 : 0;
            capitals += token.Is(TokenKinds.AllCapitals) ? 1 : 0;
            names += token.Is(TokenKinds.Capitalised) ? 1 : 0;
            numbers += token.Is(TokenKinds.Number) ? 1 : 0;
            negations += token.Is(TokenKinds.Negation) ? 1 : 0;
            contrasts += token.Is(TokenKinds.But) ? 1 : 0;
        }

        var divisor = (float)Math.Max(words, 4);
        features[0] = MathF.Log(1 + words) / 4;
        features[1] = capitals / divisor;
        features[2] = names / divisor;
        features[3] = numbers / divisor;
        features[4] = Math.Min(negations, 3) / 3f;
        features[5] = Math.Min(contrasts, 2) / 2f;
        features[6] = (seen & TokenKinds.Exclamation) != TokenKinds.None ? 1 : 0;
        features[7] = (seen & TokenKinds.Question) != TokenKinds.None ? 1 : 0;
        features[8] = (seen & TokenKinds.Quote) != TokenKinds.None ? 1 : 0;
        features[9] = (seen & TokenKinds.Percent) != TokenKinds.None ? 1 : 0;
        var business = BusinessDirection.Of(tokens);
        features[10] = Math.Max(business, 0);
        features[11] = Math.Max(-business, 0);
    }
}
