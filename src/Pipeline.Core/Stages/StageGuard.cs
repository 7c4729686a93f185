using Azure;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Articles;

namespace Pipeline.Core.Stages;

/// <summary>Runs a stage; when it throws, the error is saved on the article's row before the host hears of it.</summary>
public sealed partial class StageGuard(ArticleStore articles, TimeProvider time, ILogger<StageGuard> logger)
{
    /// <summary>How often a stage starts over when other workers change the same article under its hands.</summary>
    private const int MaxConflicts = 10;

    /// <summary>Repeats <paramref name="attempt"/> until it reports that its commit stood.</summary>
    public async Task RunAsync(string stage, string articleId, Func<CancellationToken, Task<bool>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 0; i < MaxConflicts; i++)
            {
                if (await attempt(cancellationToken))
                {
                    return;
                }
            }

            throw new InvalidOperationException($"{stage}: lost {MaxConflicts} commits in a row.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, stage, articleId, Describe(e));
            await SaveAsync(stage, articleId, e, cancellationToken);
            throw;
        }
    }

    /// <summary>The kind of the error and the service's code; messages may hold article text and stay out.</summary>
    internal static string Describe(Exception e) => e switch
    {
        AggregateException { InnerException: { } cause } => Describe(cause), // The storage clients wrap what their retries met.
        AnalysisFailedException failed => failed.Code,
        RequestFailedException request => $"{nameof(RequestFailedException)} {request.Status} {request.ErrorCode}".TrimEnd(),
        _ => e.GetType().Name,
    };

    private async Task SaveAsync(string stage, string articleId, Exception error, CancellationToken cancellationToken)
    {
        try
        {
            if (await articles.GetAsync(articleId, cancellationToken) is { } row)
            {
                row.Attempts++;
                row.LastError = $"{stage}: {Describe(error)}";
                row.LastErrorAt = time.GetUtcNow();
                ArticleLifecycle.Note(row, row.LastErrorAt.Value, row.LastError);
                await articles.TryCommitAsync(row, cancellationToken);
            }
        }
        catch (Exception e)
        {
            // Storage itself is the trouble. The host hears of the first error, not of this one.
            LogNotSaved(logger, stage, articleId, Describe(e));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of article {ArticleId} failed: {Error}.")]
    private static partial void LogFailed(ILogger logger, string stage, string articleId, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The error of {Stage} of article {ArticleId} could not be saved: {Error}.")]
    private static partial void LogNotSaved(ILogger logger, string stage, string articleId, string error);
}
