using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Core.Articles;

/// <summary>Deterministic names: ids of articles and hashes of content.</summary>
public static class ArticleIds
{
    /// <summary>Hexadecimal digits of an id or hash: 128 bits, beyond any chance of a collision.</summary>
    public const int Length = 32;

    /// <summary>The id of the article in a file: a hash of its path in the container.</summary>
    public static string FromPath(string path) => Hash(Encoding.UTF8.GetBytes(path));

    /// <summary>The first 128 bits of SHA-256 as lower-case hexadecimal digits.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..Length];

    /// <summary>Whether <paramref name="text"/> has the form of an id.</summary>
    public static bool IsId(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}
