using System.Text.Json;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;

namespace Pipeline.Core.Stages;

/// <summary>
/// The host gave up on a message: it is filed in the archive of dead letters first, and then the article's row says so, unless another worker has brought the article further or a
/// newer version of the file has arrived. An article of which no error is known gets one more round: its hosts ended under it, as when an app is restarted again and again, and that
/// says nothing against the article.
/// </summary>
public sealed class PoisonStage(
    ArticleStore articles,
    DeadLetters letters,
    RunStore runs,
    ArticlePublisher publisher,
    MessageSender messages,
    DeleteStage delete,
    StageGuard guard,
    TimeProvider time)
{
    /// <summary>Takes a message of one of the <see cref="PipelineStorage.PoisonQueues"/>.</summary>
    /// <exception cref="ArgumentException">It is of another queue.</exception>
    public Task TakeAsync(DeadMessage message, CancellationToken cancellationToken)
    {
        switch (message.Queue)
        {
            case PipelineStorage.CleanQueue + PipelineStorage.PoisonSuffix:
                var seen = Read(message.Body, nameof(CleanRequest.SourceETag));
                return FailAsync(
                    message,
                    ReadId(message.Body),
                    Read(message.Body, nameof(CleanRequest.Path)),
                    ReasonCodes.CleanFailed,
                    row => Judge(row, ArticleState.Received, seen is null || seen == row.SourceETag),
                    cancellationToken);
            case PipelineStorage.EnrichQueue + PipelineStorage.PoisonSuffix:
                var clean = Read(message.Body, nameof(EnrichRequest.CleanHash));
                return FailAsync(
                    message,
                    ReadId(message.Body),
                    null,
                    ReasonCodes.EnrichFailed,
                    row => Judge(row, ArticleState.Cleaned, clean is null || clean == row.CleanHash),
                    cancellationToken);
            case PipelineStorage.BlobPoisonQueue:
                // An upload of which the row does not know is no less lost because an older version got further.
                var etag = Read(message.Body, "eTag")?.Trim('"');
                return FailAsync(
                    message,
                    Read(message.Body, "blobName") is { } name ? ArticleIds.FromPath(name) : null,
                    Read(message.Body, "blobName"),
                    ReasonCodes.ReceiveFailed,
                    row => row.State != ArticleState.Received && etag is not null && etag != row.SourceETag ? Verdict.Lost : Judge(row, ArticleState.Received, isSameWork: true),
                    cancellationToken);
            case PipelineStorage.DeletedQueue + PipelineStorage.PoisonSuffix:
                return DeleteAsync(message, cancellationToken);
            case PipelineStorage.ReconcileQueue + PipelineStorage.PoisonSuffix:
                return FileStepAsync(message, cancellationToken);
            default:
                throw new ArgumentException($"{message.Queue} is no poison queue of the pipeline.", nameof(message));
        }
    }

    private enum Verdict
    {
        /// <summary>The article is where the message found it: it is given up.</summary>
        GivenUp,

        /// <summary>The article went on.</summary>
        Superseded,

        /// <summary>What the message tells of is in no row.</summary>
        Lost,
    }

    private static Verdict Judge(ArticleRow row, ArticleState state, bool isSameWork) => row.State == state && isSameWork ? Verdict.GivenUp : Verdict.Superseded;

    private async Task FailAsync(DeadMessage message, string? id, string? path, string reason, Func<ArticleRow, Verdict> judge, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            await letters.FileAsync(message, null, path, reason, "The message names no article.", cancellationToken);
            return;
        }

        await guard.RunAsync(reason, id, async token =>
        {
            var row = await articles.GetAsync(id, token);
            var letter = await letters.FileAsync(message, id, path, reason, row?.LastError, token);
            switch (row is null ? Verdict.Lost : judge(row))
            {
                case Verdict.Lost:
                    return true;
                case Verdict.GivenUp when row!.Attempts > 0:
                    return await publisher.PublishAsync(row, ArticleFacts.Failed(row, ArticleEvent.GaveUp, reason, time.GetUtcNow()), Artefacts.None, token);
                case Verdict.GivenUp:
                    if (!await AskOnceMoreAsync(row!, token))
                    {
                        return false;
                    }

                    await letters.ResolveAsync(letter, DeadLetterResolution.AskedAgain, token);
                    return true;
                default:
                    await publisher.FinishAsync(row!, token);
                    if (row!.State != ArticleState.Failed)
                    {
                        await letters.ResolveAsync(letter, DeadLetterResolution.Superseded, token);
                    }

                    return true;
            }
        }, cancellationToken);
    }

    /// <summary>Nothing was lost by the failure but time, for the sweep finds deletions too: it is filed, and tried at once.</summary>
    private async Task DeleteAsync(DeadMessage message, CancellationToken cancellationToken)
    {
        var path = BlobEvents.PathOf(message.Body);
        var id = path is null ? null : ArticleIds.FromPath(path);
        var row = id is null ? null : await articles.GetAsync(id, cancellationToken);
        var letter = await letters.FileAsync(message, id, path, ReasonCodes.DeleteFailed, path is null ? "The event tells of no article." : row?.LastError, cancellationToken);
        if (path is not null)
        {
            await delete.RunAsync(path, cancellationToken);
            await letters.ResolveAsync(letter, DeadLetterResolution.Done, cancellationToken);
        }
    }

    /// <summary>A step belongs to a run and to no article. Of a run that has ended or gone on nothing is lost.</summary>
    private async Task FileStepAsync(DeadMessage message, CancellationToken cancellationToken)
    {
        var step = ReconcileRequest.Read(message.Body);
        var run = step is null ? null : await runs.GetAsync(ReconcileSteps.Kind, step.Run, cancellationToken);
        var cause = step is null ? "The message names no step." : run?.Detail ?? $"Step {step.Step} of run {step.Run} failed.";
        var letter = await letters.FileAsync(message, null, null, ReasonCodes.ReconcileFailed, cause, cancellationToken);
        if (step is not null && !(run is { State: RunState.Running } && run.Step == step.Step))
        {
            await letters.ResolveAsync(letter, DeadLetterResolution.Superseded, cancellationToken);
        }
    }

    private async Task<bool> AskOnceMoreAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        row.Attempts = 1;
        row.LastError = "Host: ended during every attempt";
        row.LastErrorAt = now;
        ArticleLifecycle.Enter(row, ArticleEvent.Interrupted, now);
        if (!await publisher.AdvanceAsync(row, cancellationToken))
        {
            return false;
        }

        await messages.AskAsync(row, cancellationToken);
        return true;
    }

    private static string? ReadId(BinaryData message) =>
        Read(message, nameof(CleanRequest.ArticleId)) is { } id && ArticleIds.IsId(id) ? id : null;

    /// <summary>A property of a message, its name in any case; null when the message has none of that name or is none.</summary>
    internal static string? Read(BinaryData message, string property)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (string.Equals(member.Name, property, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value.GetString();
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or not of this shape: kept as it is.
        }

        return null;
    }
}
