using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Publishing;

/// <summary>
/// Appends to the change feed. A number is only ever taken after its predecessor was seen to exist, so there are no gaps however many processes
/// append, and however long one of them pauses.
/// </summary>
public sealed class ChangeLog(PipelineStorage storage, TimeProvider time) : IDisposable
{
    /// <summary>After this many conflicts in a row the end of the log is searched for instead of walked to.</summary>
    private const int ConflictsBeforeSearch = 4;

    private readonly TableClient _table = storage.Table(TableNames.Changes);
    private readonly ConcurrentDictionary<int, long> _ends = new();
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, TableKey.ChangeShards).Select(_ => new SemaphoreSlim(1))];

    public async Task AppendAsync(ArticleRow article, ChangeKind kind, CancellationToken cancellationToken)
    {
        var shard = TableKey.ChangeShard(article.ArticleId);
        await _gates[shard].WaitAsync(cancellationToken);
        try
        {
            var end = _ends.TryGetValue(shard, out var known) ? known : await FindEndAsync(shard, 0, cancellationToken);
            for (var conflicts = 1; !await TryInsertAsync(article, kind, TableKey.Change(shard, end + 1), cancellationToken); conflicts++)
            {
                end = conflicts % ConflictsBeforeSearch == 0 ? await FindEndAsync(shard, end + 1, cancellationToken) : end + 1;
            }

            _ends[shard] = end + 1;
        }
        finally
        {
            _gates[shard].Release();
        }
    }

    public void Dispose()
    {
        foreach (var gate in _gates)
        {
            gate.Dispose();
        }
    }

    private async Task<bool> TryInsertAsync(ArticleRow article, ChangeKind kind, TableKey key, CancellationToken cancellationToken)
    {
        var row = new ChangeRow
        {
            Key = key,
            ArticleId = article.ArticleId,
            Version = article.Version,
            Kind = kind,
            Path = article.Path,
            Source = article.Source,
            At = time.GetUtcNow(),
        };
        try
        {
            await _table.AddEntityAsync(ChangeRow.Schema.Write(row), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    /// <summary>The last number that exists, known that <paramref name="seen"/> does: doubling steps, then halving ones.</summary>
    private async Task<long> FindEndAsync(int shard, long seen, CancellationToken cancellationToken)
    {
        long step = 1;
        while (await ExistsAsync(shard, seen + step, cancellationToken))
        {
            seen += step;
            step *= 2;
        }

        for (var missing = seen + step; missing - seen > 1;)
        {
            var middle = seen + ((missing - seen) / 2);
            if (await ExistsAsync(shard, middle, cancellationToken))
            {
                seen = middle;
            }
            else
            {
                missing = middle;
            }
        }

        return seen;
    }

    private async Task<bool> ExistsAsync(int shard, long sequence, CancellationToken cancellationToken)
    {
        var key = TableKey.Change(shard, sequence);
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, ["RowKey"], cancellationToken);
        return found.HasValue;
    }
}
