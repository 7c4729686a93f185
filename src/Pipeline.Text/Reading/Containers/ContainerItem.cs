using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Text.Reading.Containers;

/// <summary>One article's file inside a file of many.</summary>
/// <param name="Name">
/// Names it among the items: the same item has the same name whenever the file is read. A relative path with an extension that fits its content; no control characters,
/// no empty, "." or ".." part.
/// </param>
/// <param name="Bytes">The item as a file of its own, in a format that the readers know. Empty when refused.</param>
/// <param name="Rejection">Why the item cannot be taken out; null when it can. Whether it is an article is for the cleaner to find out.</param>
public sealed record ContainerItem(string Name, ReadOnlyMemory<byte> Bytes, Rejection? Rejection = null);

/// <summary>The whole container is refused: it goes beyond a limit or is broken.</summary>
internal sealed class ContainerRefusedException(Rejection rejection) : Exception(rejection.Reason.ToString())
{
    /// <summary>Why.</summary>
    public Rejection Rejection { get; } = rejection;
}

/// <summary>Names of items.</summary>
internal static class ItemName
{
    /// <summary>Longer names are cut and made unique by a hash: paths of articles have at most 1,024 characters.</summary>
    private const int Longest = 240;

    private const int HashDigits = 16;

    /// <summary>A name from an id, an address or an entry's path.</summary>
    /// <param name="id">Whatever the container calls the item.</param>
    /// <param name="extension">The extension it must have, with its dot; "" when its own is kept.</param>
    public static string Of(string id, string extension)
    {
        var scheme = id.IndexOf("://", StringComparison.Ordinal);
        var path = scheme is > 0 and < 10 ? id[(scheme + 3)..] : id;
        var parts = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(part => part is not ("." or ".."));
        var name = new string([.. string.Join('/', parts).Select(c => char.IsControl(c) || c is '\uFFFD' or '\uFFFE' or '\uFFFF' || char.IsSurrogate(c) ? '_' : c)]);
        var isChanged = name.Length == 0 || name.Length > Longest || name.Contains('_', StringComparison.Ordinal) && !id.Contains('_', StringComparison.Ordinal);
        if (isChanged)
        {
            name = $"{(name.Length > Longest ? name[..Longest] : name)}-{Hash(Encoding.UTF8.GetBytes(id))}";
        }

        return name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name : name + extension;
    }

    /// <summary>A name for what has no id: it changes when the content does.</summary>
    public static string OfContent(ReadOnlySpan<byte> bytes) => Hash(bytes);

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashDigits];
}
