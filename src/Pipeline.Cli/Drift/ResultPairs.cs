using System.Runtime.CompilerServices;

namespace Pipeline.Cli.Drift;

/// <summary>Joins two sides by article, holding one article of each at a time.</summary>
internal static class ResultPairs
{
    /// <summary>The articles of both sides in the order of their ids; null where a side does not have one.</summary>
    public static async IAsyncEnumerable<(ArticleResult? A, ArticleResult? B)> JoinAsync(IResultSource a, IResultSource b, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var left = a.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var right = b.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var (hasLeft, hasRight) = (await left.MoveNextAsync(), await right.MoveNextAsync());
        while (hasLeft || hasRight)
        {
            var order = !hasLeft ? 1 : !hasRight ? -1 : string.CompareOrdinal(left.Current.Id, right.Current.Id);
            yield return (order <= 0 ? left.Current : null, order >= 0 ? right.Current : null);
            hasLeft = order <= 0 ? await left.MoveNextAsync() : hasLeft;
            hasRight = order >= 0 ? await right.MoveNextAsync() : hasRight;
        }
    }
}
