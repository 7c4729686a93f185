namespace Pipeline.Core.Storage;

/// <summary>Requests that do not depend on each other, several at a time. The first that fails ends them.</summary>
internal static class InParallel
{
    private const int Requests = 8;

    public static Task EachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Requests, CancellationToken = cancellationToken }, async (item, token) => await action(item, token));
}
