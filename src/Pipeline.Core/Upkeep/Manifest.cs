using System.Globalization;
using System.Text;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Articles;

namespace Pipeline.Core.Upkeep;

/// <summary>A file as the container lists it.</summary>
/// <param name="ArticleId">Id of its article.</param>
/// <param name="ETag">Its version; null when the listing gave none.</param>
/// <param name="Path">Its path.</param>
internal readonly record struct ListedFile(string ArticleId, string? ETag, string Path)
{
    public static ListedFile Of(BlobItem blob) =>
        new(ArticleIds.FromPath(blob.Name), blob.Properties.ETag is { } etag ? SourceFiles.Name(etag) : null, blob.Name);
}

/// <summary>One page of the listing in bytes: its files in the order of their ids, so that those of one first digit are one range.</summary>
/// <param name="Bytes">The files.</param>
/// <param name="Offsets">17 numbers: where the group of each digit begins, and the length.</param>
internal sealed record Manifest(byte[] Bytes, IReadOnlyList<int> Offsets)
{
    /// <summary>Groups: one per hexadecimal digit.</summary>
    public const int Groups = 16;

    public static Manifest Of(IEnumerable<ListedFile> files)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        var offsets = new List<int> { 0 };
        foreach (var file in files.OrderBy(file => file.ArticleId, StringComparer.Ordinal))
        {
            Close(GroupOf(file.ArticleId));
            writer.Write(file.ETag ?? "");
            writer.Write(file.Path); // The id is a hash of it.
        }

        Close(Groups);
        return new Manifest(bytes.ToArray(), offsets);

        void Close(int group)
        {
            writer.Flush();
            while (offsets.Count <= group)
            {
                offsets.Add((int)bytes.Length);
            }
        }
    }

    /// <summary>The files of one group.</summary>
    public static IEnumerable<ListedFile> Read(byte[] group)
    {
        using var reader = new BinaryReader(new MemoryStream(group), Encoding.UTF8);
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var etag = reader.ReadString();
            var path = reader.ReadString();
            yield return new ListedFile(ArticleIds.FromPath(path), etag.Length == 0 ? null : etag, path);
        }
    }

    /// <summary>Where a group stands in the bytes.</summary>
    public static (int Start, int Length) RangeOf(string offsets, int group)
    {
        var all = offsets.Split(',');
        var start = int.Parse(all[group], CultureInfo.InvariantCulture);
        return (start, int.Parse(all[group + 1], CultureInfo.InvariantCulture) - start);
    }

    private static int GroupOf(string articleId) => Convert.ToInt32(articleId[..1], 16);
}
