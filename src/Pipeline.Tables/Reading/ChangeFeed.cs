using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables;

/// <summary>Reads the shards of Changes as one stream.</summary>
internal sealed class ChangeFeed(TableServiceClient tables)
{
    private readonly TableClient _changes = tables.GetTableClient(TableNames.Changes);

    public async IAsyncEnumerable<ChangeRow> ReadAsync(ChangeCursor cursor, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shards = Enumerable.Range(0, TableKey.ChangeShards).Select(shard => ContiguousAsync(shard, cursor[shard], pageSize, cancellationToken).GetAsyncEnumerator(cancellationToken)).ToList();
        try
        {
            var starts = await Task.WhenAll(shards.Select(async shard => (Shard: shard, Any: await shard.MoveNextAsync())));
            foreach (var (shard, _) in starts.Where(start => start.Any))
            {
                do
                {
                    yield return shard.Current;
                }
                while (await shard.MoveNextAsync());
            }
        }
        finally
        {
            foreach (var shard in shards)
            {
                await shard.DisposeAsync();
            }
        }
    }

    public IAsyncEnumerable<ChangeRow> ReadShardAsync(int shard, long after, int? pageSize, CancellationToken cancellationToken)
    {
        var key = TableKey.Change(shard, after);
        return QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key.PartitionKey} and RowKey gt {key.RowKey}"), pageSize, cancellationToken);
    }

    public async IAsyncEnumerable<ChangeRow> QueryAsync(string filter, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in _changes.QueryAsync<TableEntity>(filter, pageSize, cancellationToken: cancellationToken))
        {
            yield return ChangeRow.Schema.Read(entity);
        }
    }

    /// <summary>
    /// The changes of a shard with no number left out. Numbers are taken one after the other, so one that is missing exists by now, and an answer without
    /// it was no picture of one moment: then the shard is read again from there.
    /// </summary>
    private async IAsyncEnumerable<ChangeRow> ContiguousAsync(int shard, long after, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (last, missing) = (after, 0L); ;)
        {
            var isWhole = true;
            await foreach (var change in ReadShardAsync(shard, last, pageSize, cancellationToken))
            {
                isWhole = change.Sequence == last + 1;
                if (!isWhole)
                {
                    break;
                }

                last = change.Sequence;
                yield return change;
            }

            if (isWhole)
            {
                yield break;
            }

            if (missing == last + 1)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Change {missing} of shard {shard} is gone: start over from what the tables hold now."));
            }

            missing = last + 1;
        }
    }
}
