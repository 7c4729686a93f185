using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Upkeep.Verification;

/// <summary>Looks for missing numbers in the change feed.</summary>
public sealed class ChangeLogInspector(PipelineStorage storage)
{
    /// <summary>Missing numbers that are filled after one place; a larger hole is reported once and left to a person.</summary>
    private const int MaxFilled = 1_000;

    private readonly TableClient _table = storage.Table(TableNames.Changes);

    /// <summary>Every gap of a shard. A repair fills it with repeats of the change behind it, which readers are to expect.</summary>
    public async IAsyncEnumerable<Finding> InspectAsync(int shard, bool repair, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var expected = 1L;
        var partition = TableKey.Change(shard, 0).PartitionKey;
        await foreach (var entity in _table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken))
        {
            if (!long.TryParse(entity.RowKey, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                continue;
            }

            if (number - expected > MaxFilled)
            {
                yield return new Finding(FindingKind.ChangeGap, "", $"{TableNames.Changes} {partition}|{expected}-{number - 1}");
                expected = number;
            }

            for (; expected < number; expected++)
            {
                if (!await ExistsAsync(shard, expected, cancellationToken))
                {
                    var isRepaired = repair && await FillAsync(entity, TableKey.Change(shard, expected), cancellationToken);
                    yield return new Finding(FindingKind.ChangeGap, "", $"{TableNames.Changes} {partition}|{expected}", isRepaired);
                }
            }

            expected = number + 1;
        }
    }

    private async Task<bool> ExistsAsync(int shard, long number, CancellationToken cancellationToken)
    {
        var key = TableKey.Change(shard, number);
        return (await _table.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, ["RowKey"], cancellationToken)).HasValue;
    }

    private async Task<bool> FillAsync(TableEntity next, TableKey key, CancellationToken cancellationToken)
    {
        var repeat = ChangeRow.Schema.Read(next);
        repeat.Key = key;
        try
        {
            await _table.AddEntityAsync(ChangeRow.Schema.Write(repeat), cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            // Somebody else filled it.
        }

        return true;
    }
}
