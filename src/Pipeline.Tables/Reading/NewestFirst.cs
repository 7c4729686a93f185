using System.Runtime.CompilerServices;

namespace Pipeline.Tables;

/// <summary>Merges partitions that are each sorted newest first.</summary>
internal static class NewestFirst
{
    public static async IAsyncEnumerable<ArticleIndexRow> MergeAsync(
        IEnumerable<IAsyncEnumerable<ArticleIndexRow>> partitions,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var readers = partitions.Select(p => p.GetAsyncEnumerator(cancellationToken)).ToList();
        try
        {
            var heads = new PriorityQueue<IAsyncEnumerator<ArticleIndexRow>, string>(StringComparer.Ordinal);
            var starts = readers.Select(async reader => (Reader: reader, Any: await reader.MoveNextAsync())).ToList();
            foreach (var (reader, any) in await Task.WhenAll(starts))
            {
                if (any)
                {
                    heads.Enqueue(reader, reader.Current.Key.RowKey);
                }
            }

            while (heads.TryDequeue(out var reader, out _))
            {
                yield return reader.Current;
                if (await reader.MoveNextAsync())
                {
                    heads.Enqueue(reader, reader.Current.Key.RowKey);
                }
            }
        }
        finally
        {
            foreach (var reader in readers)
            {
                await reader.DisposeAsync();
            }
        }
    }
}
