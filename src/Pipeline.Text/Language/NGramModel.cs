using System.Collections.Frozen;
using System.IO.Compression;
using System.Numerics;
using System.Text;

namespace Pipeline.Text.Language;

/// <summary>
/// How much more likely an n-gram of letters is in each language than any rare n-gram. Loaded once, on first use: about 5 MB of memory.
/// </summary>
internal sealed class NGramModel
{
    /// <summary>Longest n-gram.</summary>
    public const int MaxOrder = 5;

    /// <summary>Logarithm of the probability below which an n-gram of each order counts as rare.</summary>
    private static readonly double[] s_rare = [0, -12, -12.5, -13, -13, -13];

    /// <summary>Steps of a weight per unit of log probability.</summary>
    private const double StepsPerNat = 20;

    private const int PriorOfMostNews = 90;

    private static readonly FrozenSet<string> s_languagesOfMostNews = "en es de fr it pt nl pl sv tr ru ar fa uk".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly Lazy<NGramModel> s_shipped = new(Load);

    private readonly uint[] _keys;
    private readonly int[] _starts;
    private readonly byte[] _languages;
    private readonly byte[] _weights;
    private readonly int _mask;

    private NGramModel(string[] codes, uint[] keys, byte[] counts, byte[] languages, byte[] weights)
    {
        Codes = codes;
        Scripts = [.. codes.Select(ScriptLanguages.ScriptOf)];
        Priors = [.. codes.Select(c => s_languagesOfMostNews.Contains(c) ? PriorOfMostNews : 0)];
        _languages = languages;
        _weights = weights;
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)keys.Length * 2);
        _mask = slots - 1;
        _keys = new uint[slots];
        _starts = new int[slots];
        var start = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var slot = Slot(keys[i]);
            _keys[slot] = keys[i];

            // 24 bits of start and 8 bits of count.
            _starts[slot] = (start << 8) | counts[i];
            start += counts[i];
        }
    }

    /// <summary>The model that ships with the library.</summary>
    public static NGramModel Shipped => s_shipped.Value;

    /// <summary>ISO 639-1 codes by index.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>Scripts by the same index.</summary>
    public IReadOnlyList<Script> Scripts { get; }

    /// <summary>Head starts in the same order, in steps of a weight: most articles are written in few languages.</summary>
    public IReadOnlyList<int> Priors { get; }

    public static byte Weight(int order, double probability) => (byte)Math.Clamp(Math.Round((Math.Log(probability) - s_rare[order]) * StepsPerNat), 1, byte.MaxValue);

    /// <summary>FNV-1a over the code units; never 0, which marks a free slot.</summary>
    public static uint Hash(ReadOnlySpan<char> gram)
    {
        var hash = 2_166_136_261u;
        foreach (var c in gram)
        {
            hash = (hash ^ c) * 16_777_619u;
        }

        return hash == 0 ? 1 : hash;
    }

    /// <summary>Adds the weights of <paramref name="gram"/> to the scores by language.</summary>
    public void Add(ReadOnlySpan<char> gram, Span<int> scores)
    {
        var slot = Slot(Hash(gram));
        var count = _starts[slot] & 0xff;
        var start = _starts[slot] >> 8;
        for (var i = start; i < start + count; i++)
        {
            scores[_languages[i]] += _weights[i];
        }
    }

    private int Slot(uint key)
    {
        var slot = (int)(key * 2_654_435_769u >> 7) & _mask;
        while (_keys[slot] != 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }

    private static NGramModel Load()
    {
        using var stream = typeof(NGramModel).Assembly.GetManifestResourceStream("languages.bin") ?? throw new InvalidOperationException("The library was built without languages.bin.");
        using var brotli = new BrotliStream(stream, CompressionMode.Decompress);
        using var reader = new BinaryReader(brotli, Encoding.UTF8);
        var codes = reader.ReadString().Split(' ');
        var keys = new uint[reader.ReadInt32()];
        var weights = reader.ReadInt32();
        long last = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            last += reader.Read7BitEncodedInt64();
            keys[i] = (uint)last;
        }

        return new NGramModel(codes, keys, reader.ReadBytes(keys.Length), reader.ReadBytes(weights), reader.ReadBytes(weights));
    }
}
