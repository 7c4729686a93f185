using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Pipeline.Tables;

/// <summary>Finds which periods (days, months) of a long range have partitions, newest first.</summary>
/// <remarks>
/// A table lists partitions in ascending order only, so the range is searched in windows from its end, each twice as long as the one before: whoever
/// wants the newest rows finds them in the first window, and the emptiest range ends after a few requests. A window costs one request, and one more for
/// each period that exists.
/// </remarks>
/// <param name="table">The table.</param>
/// <param name="prefix">What the PartitionKeys of a period start with; ascends with the period's number.</param>
/// <param name="periodOf">The period of a PartitionKey; null when the key belongs to something else that sorts between.</param>
internal sealed class ExistingPartitions(TableClient table, Func<int, string> prefix, Func<string, int?> periodOf)
{
    /// <summary>The character after '-', which separates the parts of keys: whatever starts with a key and a dash sorts below.</summary>
    private const string End = ".";

    public async IAsyncEnumerable<int> NewestFirstAsync(int from, int to, int firstWindow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var length = firstWindow;
        for (var last = to; last >= from; last -= length, length *= 2)
        {
            var periods = await WindowAsync(Math.Max(from, last - length + 1), last, cancellationToken);
            for (var i = periods.Count - 1; i >= 0; i--)
            {
                yield return periods[i];
            }
        }
    }

    private async Task<List<int>> WindowAsync(int first, int last, CancellationToken cancellationToken)
    {
        var periods = new List<int>();
        var start = prefix(first);
        while (await FirstAsync(start, prefix(last) + End, cancellationToken) is { } key)
        {
            if (periodOf(key) is { } period)
            {
                periods.Add(period);
                start = prefix(period) + End;
            }
            else
            {
                start = key + End;
            }
        }

        return periods;
    }

    private async Task<string?> FirstAsync(string from, string below, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {below}");
        await foreach (Page<TableEntity> page in table.QueryAsync<TableEntity>(filter, 1, ["PartitionKey"], cancellationToken).AsPages())
        {
            // A page may be empty and still have a continuation: the service stops at partition boundaries.
            if (page.Values.Count > 0)
            {
                return page.Values[0].PartitionKey;
            }
        }

        return null;
    }
}
