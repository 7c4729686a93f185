using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;

namespace Pipeline.Core.Upkeep;

/// <summary>
/// The archive of messages that the host gave up on, in the table DeadLetters: a queue keeps them for seven days at most, this table for <see cref="PipelineOptions.DeadLetterRetention"/>.
/// A message has one row however often it is filed: its key is derived from queue and body. Messages are pointers, so that no row holds article text.
/// </summary>
public sealed class DeadLetters(PipelineStorage storage, TimeProvider time, IOptions<PipelineOptions> options)
{
    /// <summary>The partition of messages that name no article.</summary>
    private const string Unreadable = "unreadable";

    private readonly TableClient _table = storage.Table(PipelineStorage.DeadLetterTable);

    /// <summary>Files a message, open. Repeating it changes nothing but the time; what earlier replays left in the row stays.</summary>
    /// <returns>The row's key, for <see cref="ResolveAsync"/>.</returns>
    public async Task<DeadLetterKey> FileAsync(DeadMessage message, string? articleId, string? path, string reason, string? cause, CancellationToken cancellationToken)
    {
        var key = new DeadLetterKey(articleId ?? Unreadable, $"{message.Queue}-{ArticleIds.Hash(message.Body)}");
        var entity = new TableEntity(key.Partition, key.Row)
        {
            [nameof(DeadLetter.Queue)] = message.Queue,
            [nameof(DeadLetter.Body)] = message.Body.ToArray(), // A message has at most 64 KiB, and so has a property.
            [nameof(DeadLetter.Reason)] = reason,
            [nameof(DeadLetter.Cause)] = cause,
            [nameof(DeadLetter.Path)] = path,
            [nameof(DeadLetter.MessageId)] = message.MessageId,
            [nameof(DeadLetter.Inserted)] = message.Inserted,
            [nameof(DeadLetter.DequeueCount)] = message.DequeueCount,
            [nameof(DeadLetter.Filed)] = time.GetUtcNow(),
            [nameof(DeadLetter.Resolution)] = nameof(DeadLetterResolution.Open),
        };
        await _table.UpsertEntityAsync(entity, TableUpdateMode.Merge, cancellationToken);
        return key;
    }

    /// <summary>Marks a dead letter; the row stays until it expires.</summary>
    public async Task ResolveAsync(DeadLetterKey key, DeadLetterResolution resolution, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(key.Partition, key.Row)
        {
            [nameof(DeadLetter.Resolution)] = resolution.ToString(),
            [nameof(DeadLetter.Resolved)] = time.GetUtcNow(),
        };
        try
        {
            await _table.UpdateEntityAsync(entity, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Expired meanwhile.
        }
    }

    /// <summary>All that are still open.</summary>
    public IAsyncEnumerable<DeadLetter> OpenAsync(CancellationToken cancellationToken) => QueryAsync($"Resolution eq '{nameof(DeadLetterResolution.Open)}'", cancellationToken);

    /// <summary>All of one article, whatever became of them.</summary>
    public IAsyncEnumerable<DeadLetter> OfAsync(string articleId, CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {articleId}"), cancellationToken);

    /// <summary>Removes all of one article. Returns how many.</summary>
    public async Task<int> RemoveAsync(string articleId, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var letter in OfAsync(articleId, cancellationToken))
        {
            await _table.DeleteEntityAsync(letter.Key.Partition, letter.Key.Row, cancellationToken: cancellationToken);
            removed++;
        }

        return removed;
    }

    /// <summary>Removes what was filed longer ago than the retention. Returns how many.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.DeadLetterRetention;
        var expired = 0;
        await foreach (var letter in QueryAsync(TableClient.CreateQueryFilter($"Filed lt {before}"), cancellationToken))
        {
            await _table.DeleteEntityAsync(letter.Key.Partition, letter.Key.Row, cancellationToken: cancellationToken);
            expired++;
        }

        return expired;
    }

    private IAsyncEnumerable<DeadLetter> QueryAsync(string filter, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(Read);

    private static DeadLetter Read(TableEntity entity) => new(
        new DeadLetterKey(entity.PartitionKey, entity.RowKey),
        entity.PartitionKey == Unreadable ? null : entity.PartitionKey,
        entity.GetString(nameof(DeadLetter.Queue)),
        new BinaryData(entity.GetBinary(nameof(DeadLetter.Body))),
        entity.GetString(nameof(DeadLetter.Reason)),
        entity.GetString(nameof(DeadLetter.Cause)),
        entity.GetString(nameof(DeadLetter.Path)),
        entity.GetString(nameof(DeadLetter.MessageId)),
        entity.GetDateTimeOffset(nameof(DeadLetter.Inserted)),
        entity.GetInt64(nameof(DeadLetter.DequeueCount)),
        entity.GetDateTimeOffset(nameof(DeadLetter.Filed)) ?? default,
        Enum.TryParse<DeadLetterResolution>(entity.GetString(nameof(DeadLetter.Resolution)), out var resolution) ? resolution : default,
        entity.GetDateTimeOffset(nameof(DeadLetter.Resolved)));
}

/// <summary>A message of a poison queue.</summary>
/// <param name="Queue">The poison queue.</param>
/// <param name="Body">What it says, decoded.</param>
/// <param name="MessageId">The id that the queue gave it.</param>
/// <param name="Inserted">When it was put there.</param>
/// <param name="DequeueCount">How often it was taken from there.</param>
public sealed record DeadMessage(string Queue, BinaryData Body, string? MessageId, DateTimeOffset? Inserted, long? DequeueCount);

/// <summary>Names a dead letter.</summary>
public readonly record struct DeadLetterKey(string Partition, string Row);

/// <summary>A row of the table DeadLetters.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ArticleId">The article; null when the message names none.</param>
/// <param name="Queue">The poison queue that it came from.</param>
/// <param name="Body">The message.</param>
/// <param name="Reason">Which stage gave up, a reason code.</param>
/// <param name="Cause">The article's last error.</param>
/// <param name="Path">Path of the file, when the message names it.</param>
/// <param name="MessageId">Id of the message in the poison queue.</param>
/// <param name="Inserted">When it came to the poison queue.</param>
/// <param name="DequeueCount">How often it was taken from there.</param>
/// <param name="Filed">When it was filed last.</param>
/// <param name="Resolution">What became of it.</param>
/// <param name="Resolved">When.</param>
public sealed record DeadLetter(
    DeadLetterKey Key,
    string? ArticleId,
    string Queue,
    BinaryData Body,
    string Reason,
    string? Cause,
    string? Path,
    string? MessageId,
    DateTimeOffset? Inserted,
    long? DequeueCount,
    DateTimeOffset Filed,
    DeadLetterResolution Resolution,
    DateTimeOffset? Resolved)
{
    /// <summary>The step of Reconcile that was given up; null when it is something else.</summary>
    internal ReconcileRequest? Step => Reason == ReasonCodes.ReconcileFailed ? ReconcileRequest.Read(Body) : null;

    /// <summary>Whether it names nothing that could be asked for again.</summary>
    internal bool IsUnreadable => ArticleId is null && Step is null;
}

/// <summary>What became of a dead letter.</summary>
public enum DeadLetterResolution
{
    /// <summary>Nothing yet.</summary>
    Open,

    /// <summary>The work was asked for again, by somebody.</summary>
    Replayed,

    /// <summary>One more round began by itself, because only hosts had failed.</summary>
    AskedAgain,

    /// <summary>The work was done on the spot.</summary>
    Done,

    /// <summary>The article had gone on without it.</summary>
    Superseded,
}
