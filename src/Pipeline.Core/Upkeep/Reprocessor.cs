using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Core.Publishing;
using Pipeline.Core.Stages;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Upkeep;

/// <summary>Asks again for articles that wait, are stuck, or were made by an earlier version of a stage; only the stale stages run again.</summary>
public sealed partial class Reprocessor(
    ArticleStore articles,
    ArticlePublisher publisher,
    MessageSender messages,
    IArticleAnalyser analyser,
    LanguageGate gate,
    TimeProvider time,
    IOptions<PipelineOptions> options,
    ILogger<Reprocessor> logger)
{
    /// <summary>
    /// Runs once, for as many articles as bring the queues to <see cref="PipelineOptions.ReprocessLimit"/>: while they are long, what looks stuck only
    /// waits for its turn, and a second message would make them longer. Returns how many were asked for.
    /// </summary>
    /// <exception cref="AggregateException">What failed, after all articles had their turn.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var room = options.Value.ReprocessLimit - await messages.CountAsync(cancellationToken);
        var due = new List<ArticleRow>();
        if (room > 0)
        {
            var filter = Filter(now, await gate.ViewAsync(cancellationToken));
            await foreach (var row in articles.QueryAsync(filter, null, cancellationToken))
            {
                due.Add(row);
                if (due.Count >= room)
                {
                    break;
                }
            }
        }

        var asked = 0;
        var errors = await EachArticle.RunAsync(due, async (row, token) =>
        {
            if (await AskAsync(row, now, token))
            {
                Interlocked.Increment(ref asked);
            }
        }, cancellationToken);
        LogReprocessed(logger, asked);
        return errors.Count == 0 ? asked : throw new AggregateException(errors);
    }

    /// <summary>All articles that a stage would be asked for, whatever the queues hold.</summary>
    public async IAsyncEnumerable<ArticleRow> DueAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in articles.QueryAsync(Filter(time.GetUtcNow(), GateView.Open), null, cancellationToken))
        {
            if (StageFor(row) is not null)
            {
                yield return row;
            }
        }
    }

    /// <summary>
    /// What may be due, as the table can tell; <see cref="StageFor"/> decides. The service takes at most 15 comparisons
    /// (https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities).
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="view">
    /// Open: whatever waits is due, however long it was told to wait, because a raised budget or a service that is back earlier counts at once. Closed: waiting articles wait until their
    /// time, and those that the offline fallback analysed stay as they are.
    /// </param>
    internal string Filter(DateTimeOffset now, GateView view)
    {
        var stuckSince = now - options.Value.StuckAfter;
        var waitingUntil = view == GateView.Open ? DateTimeOffset.MaxValue : now;
        var (name, version) = (analyser.Identity.Name, analyser.Identity.Version);
        var stale = view == GateView.Closed ? "" : TableClient.CreateQueryFilter($" or Analyser ne {name} or AnalyserVersion ne {version}");
        string[] due =
        [
            TableClient.CreateQueryFilter($"(State eq 'Received' or State eq 'Cleaned') and (StageSince lt {stuckSince} or WaitUntil le {waitingUntil})"),
            TableClient.CreateQueryFilter($"State eq 'Enriched' and EnrichedAt lt {stuckSince} and (CleanerVersion ne {TextVersions.Cleaner} or SegmenterVersion ne {TextVersions.Segmenter}") + stale + ")",
            TableClient.CreateQueryFilter($"State eq 'Rejected' and CleanerVersion lt {TextVersions.Cleaner}"),
            "ChangeOwed ge ''",
        ];
        return string.Join(" or ", due);
    }

    private async Task<bool> AskAsync(ArticleRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (StageFor(row) is not { } state)
        {
            var stuckSince = now - options.Value.StuckAfter;
            if (!(row.EnrichedAt > stuckSince || row.CleanedAt > stuckSince)) // Else whoever published it may still be about to finish.
            {
                await publisher.FinishAsync(row, cancellationToken);
            }

            return false;
        }

        ArticleLifecycle.Enter(row, ArticleLifecycle.Asking(row.State, state), now);
        if (!await publisher.AdvanceAsync(row, cancellationToken))
        {
            return false; // Somebody is at work on it.
        }

        await (state == ArticleState.Cleaned
            ? messages.SendAsync(new EnrichRequest(row.ArticleId, row.CleanHash!), cancellationToken)
            : messages.SendAsync(new CleanRequest(row.ArticleId, row.Path, row.SourceETag), cancellationToken));
        return true;
    }

    /// <summary>The state from which the article has to go on; null when only the end of its last publication is missing.</summary>
    internal ArticleState? StageFor(ArticleRow row)
    {
        var isCleanStale = row.CleanerVersion != TextVersions.Cleaner || row.SegmenterVersion != TextVersions.Segmenter;
        return row.State switch
        {
            ArticleState.Received => ArticleState.Received,
            ArticleState.Cleaned or ArticleState.Enriched when isCleanStale || row.CleanHash is null => ArticleState.Received,
            ArticleState.Cleaned => ArticleState.Cleaned,
            ArticleState.Enriched when new AnalyserIdentity(row.Analyser ?? "", row.AnalyserVersion ?? "") != analyser.Identity => ArticleState.Cleaned,
            ArticleState.Rejected when row.CleanerVersion < TextVersions.Cleaner => ArticleState.Received,
            _ => null,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reprocess asked for {Count} articles.")]
    private static partial void LogReprocessed(ILogger logger, int count);
}
