namespace Pipeline.Tables;

/// <summary>Clusters of near-duplicates: copies of one text under one ClusterId.</summary>
public static class Clusters
{
    /// <summary>Whether the article represents the cluster, as the first of its copies that was seen.</summary>
    public static bool IsRepresentedBy(string clusterId, string articleId) => clusterId.StartsWith(articleId, StringComparison.Ordinal);

    /// <summary>The id of the article that represents the cluster.</summary>
    public static string Representative(string clusterId) => clusterId.Split('-')[0];
}
