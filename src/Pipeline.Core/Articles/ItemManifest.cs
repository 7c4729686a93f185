using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Core.Articles;

/// <summary>The items that a file with several articles has rows for, and how far its expansion came. Written before any of the rows, so that none is ever forgotten.</summary>
/// <param name="ContentHash">Hash of the file's bytes that <paramref name="Done"/> speaks of.</param>
/// <param name="Done">So many items, in the file's order, have their rows.</param>
/// <param name="Names">Names of all items with rows, or with rows to come.</param>
public sealed record ItemManifest(string ContentHash, int Done, IReadOnlyList<string> Names)
{
    /// <summary>Version of the cleaner that took the items out; another one may find other items, or other bytes, in the same file.</summary>
    public int? CleanerVersion { get; init; }

    /// <summary>Its stored form.</summary>
    public byte[] Serialize() => JsonSerializer.SerializeToUtf8Bytes(this, ItemManifestJson.Default.ItemManifest);

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    public static ItemManifest Deserialize(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, ItemManifestJson.Default.ItemManifest)!;
}

[JsonSerializable(typeof(ItemManifest))]
internal sealed partial class ItemManifestJson : JsonSerializerContext;
