using Azure.Data.Tables;

namespace Pipeline.Core.Articles;

/// <summary>The table Articles in sixteen ranges of partitions, by the first digit of the ids, so that a walk over all of it can go on in several at a time.</summary>
internal static class ArticleRanges
{
    /// <summary>The digits.</summary>
    public const string Digits = "0123456789abcdef";

    /// <summary>A filter for the rows of one digit.</summary>
    public static string Filter(char digit) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {digit.ToString()} and PartitionKey lt {((char)(digit + 1)).ToString()}");
}
