using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pipeline.Text.Similarity;

/// <summary>
/// What is kept of an article's body to recognise copies of it: hashes of its shingles (runs of four words, or of eight characters where a script puts no
/// spaces) and of its particulars (a number or a name with its neighbours). A bottom-k MinHash (A. Broder, "On the resemblance and containment of documents", 1997): up to
/// <see cref="Capacity"/> shingles nothing is estimated, beyond it the smallest hashes are a fair sample.
/// </summary>
public sealed class ArticleSketch
{
    /// <summary>Most hashes that are kept of shingles: 4 KiB, and an error of containment of about .015 for texts beyond it.</summary>
    public const int Capacity = 1024;

    /// <summary>
    /// Keys under which an article is looked up; each costs a write and a read. A copy that is cut to three tenths still shares one in 98.6 % of all cases
    /// (1 − .7^12).
    /// </summary>
    public const int KeyCount = 12;

    /// <summary>Most particulars that are kept.</summary>
    private const int ParticularCapacity = 256;

    /// <summary>A text of fewer shingles has no sketch: two briefs may share a sentence and say different things.</summary>
    private const int FewestShingles = 16;

    /// <summary>Length of a shingle, where a word counts 2 and a character of a script without spaces 1.</summary>
    private const int ShingleWeight = 8;

    private readonly uint[] _shingles;
    private readonly uint[] _particulars;

    private ArticleSketch(uint[] shingles, uint[] particulars, IReadOnlyList<ulong> keys) => (_shingles, _particulars, Keys) = (shingles, particulars, keys);

    /// <summary>The smallest shingle hashes, ascending; articles that share one are compared. Empty when read from bytes.</summary>
    public IReadOnlyList<ulong> Keys { get; }

    /// <summary>The sketch of the article's paragraphs; null when they are too short to tell a copy.</summary>
    public static ArticleSketch? Of(CleanArticle article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var tokens = new List<TextToken>();
        foreach (var paragraph in article.Paragraphs)
        {
            tokens.AddRange(TextTokens.Of(paragraph.Span.Of(article.Text)));
        }

        var shingles = Shingles(tokens);
        return shingles.Count < FewestShingles ? null : new ArticleSketch(Smallest(shingles, Capacity), Smallest(Particulars(tokens), ParticularCapacity), [.. shingles.Take(KeyCount)]);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no sketch.</exception>
    public static ArticleSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(int) || bytes.Length % sizeof(uint) != 0 || BinaryPrimitives.ReadInt32LittleEndian(bytes) is var count && (count < 0 || count > (bytes.Length / sizeof(uint)) - 1))
        {
            throw new FormatException("The bytes are no sketch of an article.");
        }

        var hashes = MemoryMarshal.Cast<byte, uint>(bytes[sizeof(int)..]);
        return new ArticleSketch(hashes[..count].ToArray(), hashes[count..].ToArray(), []);
    }

    /// <summary>The sketch without its keys: at most 5,124 bytes, little-endian.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(int) + ((_shingles.Length + _particulars.Length) * sizeof(uint))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, _shingles.Length);
        MemoryMarshal.AsBytes(_shingles.AsSpan()).CopyTo(bytes.AsSpan(sizeof(int)));
        MemoryMarshal.AsBytes(_particulars.AsSpan()).CopyTo(bytes.AsSpan(sizeof(int) + (_shingles.Length * sizeof(uint))));
        return bytes;
    }

    /// <summary>How far this article and <paramref name="other"/> say the same in the same words. Symmetric.</summary>
    public Resemblance CompareTo(ArticleSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Resemblance(Overlap.Of(_shingles, other._shingles, Capacity), Overlap.Of(_particulars, other._particulars, ParticularCapacity));
    }

    /// <summary>Hashes of all runs that weigh enough, each once, ascending. Paragraphs are joined: copies break the lines anew.</summary>
    private static List<ulong> Shingles(List<TextToken> tokens)
    {
        var shingles = new List<ulong>(tokens.Count);
        for (var start = 0; start < tokens.Count; start++)
        {
            var (hash, weight) = (0ul, 0);
            for (var i = start; i < tokens.Count && weight < ShingleWeight; i++)
            {
                hash = Mix(hash ^ tokens[i].Hash);
                weight += tokens[i].IsUnspaced ? 1 : 2;
            }

            if (weight >= ShingleWeight)
            {
                shingles.Add(hash);
            }
        }

        return Distinct(shingles);
    }

    /// <summary>Every number and name with the words beside it: "by 14 percent" is particular, 14 is in half of all articles.</summary>
    private static List<ulong> Particulars(List<TextToken> tokens)
    {
        var particulars = new List<ulong>();
        for (var i = 1; i < tokens.Count - 1; i++)
        {
            if (tokens[i].IsParticular)
            {
                particulars.Add(Mix(Mix(Mix(tokens[i - 1].Hash) ^ tokens[i].Hash) ^ tokens[i + 1].Hash));
            }
        }

        return Distinct(particulars);
    }

    private static List<ulong> Distinct(List<ulong> hashes)
    {
        hashes.Sort();
        return [.. hashes.Distinct()];
    }

    private static uint[] Smallest(List<ulong> hashes, int count) => [.. hashes.Select(hash => (uint)(hash >> 32)).Distinct().Take(count)];

    /// <summary>The finaliser of SplitMix64 (S. Vigna, public domain): every bit of the result depends on every bit of the input.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
