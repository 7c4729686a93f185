using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.Core.Upkeep;

/// <summary>
/// Asks again for what was given up: first the poison queues are worked off as their functions would do it, so that every message is filed with its cause; then articles that are
/// Failed, and dead letters that belong to none, go back to their stage. What was done shows in the rows: a run that was interrupted goes on where it was, and a repetition finds nothing to do.
/// </summary>
public sealed partial class Replayer(
    PipelineStorage storage,
    ArticleStore articles,
    ArticlePublisher publisher,
    MessageSender messages,
    PoisonStage poison,
    ReceiveStage receive,
    DeleteStage delete,
    DeadLetters letters,
    TimeProvider time,
    IOptions<PipelineOptions> options,
    ILogger<Replayer> logger)
{
    /// <summary>Messages in one answer of the queue service (https://learn.microsoft.com/rest/api/storageservices/get-messages).</summary>
    private const int LargestBatch = 32;

    /// <summary>How long other readers of the queue leave a message to this one; filing takes well under a second.</summary>
    internal TimeSpan MessageLock { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Runs once, until nothing matches any more or the queues hold <see cref="PipelineOptions.ReprocessLimit"/> requests.</summary>
    /// <param name="request">What to ask for again.</param>
    /// <param name="progress">Told after each message and article.</param>
    /// <param name="cancellationToken">Ends the run; the next one goes on from there.</param>
    /// <exception cref="AggregateException">What failed, after all articles had their turn.</exception>
    public async Task<ReplayReport> RunAsync(ReplayRequest request, IProgress<ReplayReport>? progress, CancellationToken cancellationToken)
    {
        var run = new Run(request, progress);
        foreach (var queue in PipelineStorage.PoisonQueues)
        {
            await FileAllAsync(queue, run, cancellationToken);
        }

        var room = request.IsDryRun ? long.MaxValue : options.Value.ReprocessLimit - await messages.CountAsync(cancellationToken);
        var due = new List<(string ArticleId, DeadLetter? Letter)>();
        await foreach (var item in DueAsync(request, run, cancellationToken))
        {
            if (due.Count >= room)
            {
                run.IsComplete = false;
                break;
            }

            due.Add(item);
        }

        var errors = await EachArticle.RunAsync(due, async (item, token) =>
        {
            if (!request.IsDryRun)
            {
                await (item.Letter is { } letter ? ReplayAsync(letter, token) : ReplayAsync(item.ArticleId, token));
            }

            run.Replayed();
        }, cancellationToken);
        var report = run.Report;
        LogReplayed(logger, report.Filed, report.Replayed, report.Unreadable, report.IsComplete);
        return errors.Count == 0 ? report : throw new AggregateException(errors);
    }

    /// <summary>Files what a poison queue holds; a message is removed only after that. In a dry run it is only counted.</summary>
    private async Task FileAllAsync(string name, Run run, CancellationToken cancellationToken)
    {
        var queue = storage.RawQueue(name);
        if (run.Request.IsDryRun)
        {
            var properties = await queue.GetPropertiesAsync(cancellationToken);
            run.Filed(properties.Value.ApproximateMessagesCountLong);
            return;
        }

        while (await queue.ReceiveMessagesAsync(LargestBatch, MessageLock, cancellationToken) is { Value: { Length: > 0 } batch })
        {
            foreach (var message in batch)
            {
                await FileAsync(queue, message, cancellationToken);
                run.Filed(1);
            }
        }
    }

    private async Task FileAsync(QueueClient queue, QueueMessage message, CancellationToken cancellationToken)
    {
        await poison.TakeAsync(new DeadMessage(queue.Name, Decode(message.Body), message.MessageId, message.InsertedOn, message.DequeueCount), cancellationToken);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
    }

    /// <summary>Failed articles, then open dead letters that belong to none. Those of a failed article go with it.</summary>
    private async IAsyncEnumerable<(string ArticleId, DeadLetter? Letter)> DueAsync(
        ReplayRequest request,
        Run run,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in articles.QueryAsync(Filter(request), null, cancellationToken))
        {
            if (row.State == ArticleState.Failed && !(FailedAt(row) < request.Since))
            {
                failed.Add(row.ArticleId);
                yield return (row.ArticleId, null);
            }
        }

        await foreach (var letter in letters.OpenAsync(cancellationToken))
        {
            if (!Matches(letter, request) || (letter.ArticleId is { } known && failed.Contains(known)))
            {
                continue;
            }

            if (letter.ArticleId is { } id)
            {
                // A dry run has filed nothing, so that a letter of a failed article is met only with that article.
                if (await MatchesRowAsync(id, request, cancellationToken))
                {
                    yield return (id, letter);
                }
            }
            else if (letter.IsUnreadable)
            {
                run.Unreadable();
            }
            else if (request is { ArticleId: null, Source: null })
            {
                yield return ("", letter);
            }
        }
    }

    private static string Filter(ReplayRequest request)
    {
        var filter = $"State eq '{nameof(ArticleState.Failed)}'";
        if (request.ArticleId is { } id)
        {
            var key = Tables.Keys.TableKey.Article(id);
            filter = TableClient.CreateQueryFilter($"PartitionKey eq {key.PartitionKey} and RowKey eq {key.RowKey}") + " and " + filter;
        }

        filter += request.Source is { } source ? TableClient.CreateQueryFilter($" and Source eq {source}") : "";
        return filter + (request.Reason is { } reason ? TableClient.CreateQueryFilter($" and Reason eq {reason}") : "");
    }

    private static bool Matches(DeadLetter letter, ReplayRequest request) =>
        (request.ArticleId is not { } id || id == letter.ArticleId)
        && (request.Reason is not { } reason || reason == letter.Reason)
        && !((letter.Inserted ?? letter.Filed) < request.Since)
        && (request.Source is not { } source || letter.Path is not { } path || source == ArticlePath.SourceOf(path));

    /// <summary>Whether a letter's article, where its row exists, is one that the filters mean: a failed one that they leave out stays as it is.</summary>
    private async Task<bool> MatchesRowAsync(string articleId, ReplayRequest request, CancellationToken cancellationToken) =>
        await articles.GetAsync(articleId, cancellationToken) is not { } row
        || (row.State != ArticleState.Failed && (request.Source is null || request.Source == row.Source));

    private static DateTimeOffset FailedAt(ArticleRow row) =>
        row.History.LastOrDefault(entry => entry.State == ArticleState.Failed)?.LastAt ?? row.LastErrorAt ?? row.Received;

    /// <summary>Commit, message, mark: a crash between the first two leaves an article in line, which Reprocess finds stuck; one before the mark repeats the message.</summary>
    private async Task ReplayAsync(string articleId, CancellationToken cancellationToken)
    {
        while (await articles.GetAsync(articleId, cancellationToken) is { State: ArticleState.Failed } row)
        {
            row.Attempts = 0;
            ArticleLifecycle.Enter(row, ArticleEvent.Replayed, time.GetUtcNow());
            if (await publisher.AdvanceAsync(row, cancellationToken))
            {
                await messages.AskAsync(row, cancellationToken);
                break;
            }
        }

        await foreach (var letter in letters.OfAsync(articleId, cancellationToken).Where(letter => letter.Resolution == DeadLetterResolution.Open))
        {
            await letters.ResolveAsync(letter.Key, DeadLetterResolution.Replayed, cancellationToken);
        }
    }

    /// <summary>A letter whose article is not Failed: it never got a row, or a run was interrupted between the row and the letter.</summary>
    private async Task ReplayAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (letter.Step is { } step)
        {
            await messages.SendAsync(step, TimeSpan.Zero, cancellationToken); // A run that has gone on leaves it alone.
            await letters.ResolveAsync(letter.Key, DeadLetterResolution.Replayed, cancellationToken);
            return;
        }

        var row = await articles.GetAsync(letter.ArticleId!, cancellationToken);
        if (letter.Reason == ReasonCodes.DeleteFailed && letter.Path is { } gone)
        {
            await delete.RunAsync(gone, cancellationToken);
        }
        else if (letter.Path is { } path && (row is null || letter.Reason == ReasonCodes.ReceiveFailed))
        {
            await receive.RunAsync(path, cancellationToken);
        }
        else if (row is { State: ArticleState.Received or ArticleState.Cleaned, WaitUntil: null })
        {
            await messages.AskAsync(row, cancellationToken);
        }

        await letters.ResolveAsync(letter.Key, row is null && letter.Path is null ? DeadLetterResolution.Superseded : DeadLetterResolution.Replayed, cancellationToken);
    }

    /// <summary>Messages are base64, as host.json says; one that is not was put there by something else, and is kept as it is.</summary>
    private static BinaryData Decode(BinaryData body)
    {
        var text = body.ToString();
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? new BinaryData(bytes.AsMemory(0, length)) : BinaryData.FromBytes(Encoding.UTF8.GetBytes(text));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Replay filed {Filed} poison messages and asked for {Replayed} articles; {Unreadable} dead letters name none. Complete: {IsComplete}.")]
    private static partial void LogReplayed(ILogger logger, long filed, long replayed, long unreadable, bool isComplete);

    private sealed class Run(ReplayRequest request, IProgress<ReplayReport>? progress)
    {
        private long _filed;
        private long _replayed;
        private long _unreadable;

        public ReplayRequest Request => request;

        public bool IsComplete { get; set; } = true;

        public ReplayReport Report => new(Interlocked.Read(ref _filed), Interlocked.Read(ref _replayed), Interlocked.Read(ref _unreadable), IsComplete);

        public void Filed(long messages)
        {
            Interlocked.Add(ref _filed, messages);
            progress?.Report(Report);
        }

        public void Replayed()
        {
            Interlocked.Increment(ref _replayed);
            progress?.Report(Report);
        }

        public void Unreadable() => Interlocked.Increment(ref _unreadable);
    }
}

/// <summary>What to replay; what is null does not narrow it.</summary>
/// <param name="Reason">Only what was given up for this reason.</param>
/// <param name="Since">Only what was given up at this time or later.</param>
/// <param name="Source">Only articles of this source.</param>
/// <param name="ArticleId">Only this article.</param>
/// <param name="IsDryRun">Count only. Messages that are still in poison queues count as filed, not as replayed.</param>
public sealed record ReplayRequest(string? Reason = null, DateTimeOffset? Since = null, string? Source = null, string? ArticleId = null, bool IsDryRun = false);

/// <summary>What a replay did so far.</summary>
/// <param name="Filed">Messages of poison queues that were filed as dead letters.</param>
/// <param name="Replayed">Articles and dead letters that were asked for again.</param>
/// <param name="Unreadable">Open dead letters that name no article: they are kept for somebody to look at.</param>
/// <param name="IsComplete">False: the queues are full, and more is left for another run.</param>
public sealed record ReplayReport(long Filed, long Replayed, long Unreadable, bool IsComplete);
