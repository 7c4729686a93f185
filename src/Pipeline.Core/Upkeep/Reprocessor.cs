using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
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
    TimeProvider time,
    IOptions<PipelineOptions> options,
    ILogger<Reprocessor> logger)
{
    /// <summary>Articles that are asked for at the same time.</summary>
    private const int Parallelism = 8;

    /// <summary>Runs once, for at most <see cref="PipelineOptions.ReprocessLimit"/> articles. Returns how many were asked for.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = new List<ArticleRow>();
        await foreach (var row in articles.QueryAsync(Filter(now), null, cancellationToken))
        {
            due.Add(row);
            if (due.Count >= options.Value.ReprocessLimit)
            {
                break;
            }
        }

        var asked = 0;
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (row, token) =>
            {
                if (await AskAsync(row, now, token))
                {
                    Interlocked.Increment(ref asked);
                }
            });
        LogReprocessed(logger, asked);
        return asked;
    }

    /// <summary>What may be due, as the table can tell; <see cref="StageFor"/> decides.</summary>
    private string Filter(DateTimeOffset now)
    {
        var stuckSince = Literal(now - options.Value.StuckAfter);
        return $"""
            (State eq 'Received' or State eq 'Cleaned') and (StageSince lt {stuckSince} or WaitUntil le {Literal(now)})
            or State eq 'Enriched' and (EnrichedAt lt {stuckSince}) and (CleanerVersion ne {TextVersions.Cleaner} or SegmenterVersion ne {TextVersions.Segmenter} or Analyser ne '{analyser.Identity.Name}' or AnalyserVersion ne '{analyser.Identity.Version}' or ChangeOwed ge '')
            or State eq 'Rejected' and (CleanerVersion lt {TextVersions.Cleaner} or ChangeOwed ge '')
            or State eq 'Deleted' and ChangeOwed ge ''
            """.ReplaceLineEndings(" ");
    }

    private async Task<bool> AskAsync(ArticleRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (StageFor(row) is not { } state)
        {
            await publisher.FinishAsync(row, cancellationToken);
            return false;
        }

        row.State = state;
        row.StageSince = now;
        (row.Reason, row.ReasonDetail, row.WaitUntil) = (null, null, null);
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
    private ArticleState? StageFor(ArticleRow row)
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

    private static string Literal(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"datetime'{moment.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}'");

    [LoggerMessage(Level = LogLevel.Information, Message = "Reprocess asked for {Count} articles.")]
    private static partial void LogReprocessed(ILogger logger, int count);
}
