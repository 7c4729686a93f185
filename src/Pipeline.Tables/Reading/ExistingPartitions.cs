using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Pipeline.Tables;

/// <summary>Finds which periods (days, months) of a long range hold rows that match, newest first.</summary>
/// <remarks>
/// A table lists partitions in ascending order only. So the range is searched in windows from its end, each twice as long as the one before, until one
/// holds something; a window is halved, newer half first, down to pieces of the first window's length, whose periods are asked for one by one. The newest period is found in a number of requests that grows
/// with the logarithm of its age; the emptiest range ends after a few; and periods that the caller does not get to cost nothing.
/// </remarks>
/// <param name="table">The table.</param>
/// <param name="conditions">What rows must match, in OData, beside their key.</param>
/// <param name="prefix">What the PartitionKeys of a period start with; ascends with the period's number.</param>
/// <param name="periodOf">The period of a PartitionKey; null when the key belongs to something else that sorts between.</param>
/// <param name="isOnePartition">A period is one partition, so that to ask for it costs as much as to read it: those in the smallest pieces are not asked for.</param>
internal sealed class ExistingPartitions(
    TableClient table,
    IReadOnlyList<string> conditions,
    Func<int, string> prefix,
    Func<string, int?> periodOf,
    bool isOnePartition)
{
    /// <summary>The character after '-', which separates the parts of keys: whatever starts with a key and a dash sorts below.</summary>
    private const string End = ".";

    public async IAsyncEnumerable<int> NewestFirstAsync(int from, int to, int firstWindow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var length = firstWindow;
        for (var last = to; last >= from; last -= length, length *= 2)
        {
            if (await OldestAsync(Math.Max(from, last - length + 1), last, cancellationToken) is { } oldest)
            {
                await foreach (var period in SplitAsync(oldest, last, firstWindow, cancellationToken))
                {
                    yield return period;
                }
            }
        }
    }

    /// <summary>The periods from <paramref name="oldest"/>, which is known to exist, to <paramref name="last"/>.</summary>
    private async IAsyncEnumerable<int> SplitAsync(int oldest, int last, int smallest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (last - oldest < smallest)
        {
            var periods = isOnePartition ? [.. Enumerable.Range(oldest, last - oldest + 1)] : await ListAsync(oldest, last, cancellationToken);
            for (var i = periods.Count - 1; i >= 0; i--)
            {
                yield return periods[i];
            }

            yield break;
        }

        var middle = oldest + ((last - oldest + 1) / 2);
        if (await OldestAsync(middle, last, cancellationToken) is { } newer)
        {
            await foreach (var period in SplitAsync(newer, last, smallest, cancellationToken))
            {
                yield return period;
            }
        }

        await foreach (var period in SplitAsync(oldest, middle - 1, smallest, cancellationToken))
        {
            yield return period;
        }
    }

    private async Task<List<int>> ListAsync(int oldest, int last, CancellationToken cancellationToken)
    {
        List<int> periods = [oldest];
        while (periods[^1] < last && await OldestAsync(periods[^1] + 1, last, cancellationToken) is { } next)
        {
            periods.Add(next);
        }

        return periods;
    }

    private async Task<int?> OldestAsync(int first, int last, CancellationToken cancellationToken)
    {
        var start = prefix(first);
        while (await FirstAsync(start, prefix(last) + End, cancellationToken) is { } key)
        {
            if (periodOf(key) is { } period)
            {
                return period;
            }

            start = key + End;
        }

        return null;
    }

    private async Task<string?> FirstAsync(string from, string below, CancellationToken cancellationToken)
    {
        var filter = string.Join(" and ", [TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {below}"), .. conditions]);
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
