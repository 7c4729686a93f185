using System.Numerics;

namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>What is known about English words: a vector, and the valence in two lexicons. Words are kept as hashes.</summary>
internal sealed class SentimentWords
{
    /// <summary>Components of a vector.</summary>
    public const int Dimensions = 100;

    /// <summary>Steps of a stored VADER valence per unit.</summary>
    public const float VaderSteps = 10;

    /// <summary>Components in memory, padded for SIMD.</summary>
    public const int Stride = 128;

    private readonly uint[] _keys;
    private readonly int[] _indices;
    private readonly int _mask;
    private readonly sbyte[] _vectors;
    private readonly sbyte[] _vader;
    private readonly sbyte[] _afinn;

    /// <param name="hashes">The words, those with vectors first.</param>
    /// <param name="vectors">Vectors of the first words, <see cref="Dimensions"/> components each.</param>
    /// <param name="vader">Valences in tenths.</param>
    /// <param name="afinn">Valences.</param>
    public SentimentWords(uint[] hashes, sbyte[] vectors, sbyte[] vader, sbyte[] afinn)
    {
        Hashes = hashes;
        VectorCount = vectors.Length / Dimensions;
        _vader = vader;
        _afinn = afinn;
        _vectors = new sbyte[VectorCount * Stride];
        for (var i = 0; i < VectorCount; i++)
        {
            vectors.AsSpan(i * Dimensions, Dimensions).CopyTo(_vectors.AsSpan(i * Stride));
        }

        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)hashes.Length * 2);
        _mask = slots - 1;
        _keys = new uint[slots];
        _indices = new int[slots];
        for (var i = 0; i < hashes.Length; i++)
        {
            var slot = Slot(hashes[i]);
            _keys[slot] = hashes[i];
            _indices[slot] = i;
        }
    }

    public uint[] Hashes { get; }

    public int VectorCount { get; }

    /// <summary>The index of a word, or −1.</summary>
    public int IndexOf(uint hash)
    {
        var slot = Slot(hash);
        return _keys[slot] == 0 ? -1 : _indices[slot];
    }

    public ReadOnlySpan<sbyte> Vector(int index) => _vectors.AsSpan(index * Stride, Stride);

    /// <summary>Valence of the VADER lexicon, −4 to 4; 0 for none.</summary>
    public float Vader(int index) => _vader[index] / VaderSteps;

    /// <summary>Valence of AFINN, −5 to 5; 0 for none.</summary>
    public float Afinn(int index) => _afinn[index];

    private int Slot(uint key)
    {
        var slot = (int)(key * 2_654_435_769u >> 9) & _mask;
        while (_keys[slot] != 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }
}
