using System.Globalization;
using Pipeline.Core.Articles;
using Pipeline.Text.Similarity;

namespace Pipeline.Core.Clusters;

/// <summary>The keys under which a text is looked up, and what names this text among the versions of its article.</summary>
/// <param name="Version">Eight hexadecimal digits of a hash of the sketch.</param>
/// <param name="Keys">PartitionKeys in the table Fingerprints: 16 hexadecimal digits each.</param>
public sealed record Fingerprint(string Version, IReadOnlyList<string> Keys)
{
    private const int VersionLength = 8;
    private const int KeyLength = 16;

    /// <summary>Of a sketch. Equal sketches have equal fingerprints.</summary>
    public static Fingerprint Of(ArticleSketch sketch) => new(
        ArticleIds.Hash(sketch.ToBytes())[..VersionLength],
        [.. sketch.Keys.Select(key => key.ToString("x16", CultureInfo.InvariantCulture))]);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Fingerprint Parse(string text) => new(
        text[..VersionLength],
        [.. Enumerable.Range(0, (text.Length - VersionLength) / KeyLength).Select(i => text.Substring(VersionLength + (i * KeyLength), KeyLength))]);

    /// <summary>The version and the keys, without separators: up to 200 characters.</summary>
    public override string ToString() => Version + string.Concat(Keys);
}
