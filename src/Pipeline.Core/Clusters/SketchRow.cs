using Azure;
using Azure.Data.Tables;
using Pipeline.Text.Similarity;

namespace Pipeline.Core.Clusters;

/// <summary>A text in the table Fingerprints: PartitionKey ArticleId, RowKey the version of its fingerprint.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Version">Names the text among the versions of its article.</param>
/// <param name="Received">When the article was first seen.</param>
/// <param name="Sketch">What it is compared by.</param>
/// <param name="Cluster">Its cluster; null until that is decided. Then it never changes.</param>
/// <param name="ETag">Under which it was read or written.</param>
internal sealed record SketchRow(string ArticleId, string Version, DateTimeOffset Received, ArticleSketch Sketch, Cluster? Cluster, ETag ETag)
{
    /// <summary>The cluster that this text would found.</summary>
    public string OwnClusterId => $"{ArticleId}-{Version}";

    public static SketchRow Read(TableEntity entity) => new(
        entity.PartitionKey,
        entity.RowKey,
        entity.GetDateTimeOffset(nameof(Received))!.Value,
        ArticleSketch.FromBytes(entity.GetBinary(nameof(Sketch))),
        entity.GetString(nameof(Cluster)) is { } id ? new Cluster(id, entity.GetDouble(nameof(Clusters.Cluster.Similarity))) : null,
        entity.ETag);

    public TableEntity Write()
    {
        var entity = new TableEntity(ArticleId, Version) { [nameof(Received)] = Received, [nameof(Sketch)] = Sketch.ToBytes() };
        if (Cluster is { } cluster)
        {
            entity[nameof(Cluster)] = cluster.Id;
            if (cluster.Similarity is { } similarity)
            {
                entity[nameof(Clusters.Cluster.Similarity)] = similarity;
            }
        }

        return entity;
    }
}

/// <summary>The cluster of a text.</summary>
/// <param name="Id">The article that represents it, a dash, and the version of its text.</param>
/// <param name="Similarity">To the copy by which it was recognised, 0 to 1; null for the first.</param>
internal sealed record Cluster(string Id, double? Similarity);
