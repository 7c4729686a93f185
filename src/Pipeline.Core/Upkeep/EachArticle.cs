using System.Collections.Concurrent;

namespace Pipeline.Core.Upkeep;

/// <summary>Does something for many articles, several at a time. One that fails does not cost the others their turn.</summary>
internal static class EachArticle
{
    /// <summary>Articles at the same time.</summary>
    private const int Parallelism = 8;

    /// <summary>So many failures are not the articles' own: the run ends.</summary>
    private const int MaxErrors = 100;

    /// <summary>Returns what failed.</summary>
    public static async Task<IReadOnlyCollection<Exception>> RunAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        var errors = new ConcurrentQueue<Exception>();
        await Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (item, token) =>
            {
                try
                {
                    await action(item, token);
                }
                catch (Exception e) when (!token.IsCancellationRequested && errors.Count < MaxErrors)
                {
                    errors.Enqueue(e);
                }
            });
        return errors;
    }
}
