using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Language;
using Pipeline.Core.Publishing;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;
using Pipeline.Text.Similarity;

namespace Pipeline.Core.Stages;

/// <summary>Finds sentiment and key phrases of a clean article and publishes its rows.</summary>
public sealed class EnrichStage(
    ArticleStore articles,
    ContentStore content,
    ArticlePublisher publisher,
    MessageSender messages,
    IArticleAnalyser analyser,
    OfflineAnalyser offline,
    StageGuard guard,
    TimeProvider time,
    IOptions<LanguageOptions> options)
{
    /// <summary>How long an article waits when the analyser does not say until when.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(5);

    /// <summary>Enriches the article that the message points to, as it is now.</summary>
    public Task RunAsync(EnrichRequest message, CancellationToken cancellationToken) =>
        guard.RunAsync("Enrich", message.ArticleId, token => TryAsync(message.ArticleId, token), cancellationToken);

    private async Task<bool> TryAsync(string articleId, CancellationToken cancellationToken)
    {
        var row = await articles.GetAsync(articleId, cancellationToken);
        if (row is not { State: ArticleState.Cleaned, CleanHash: { } cleanHash })
        {
            if (row is not null)
            {
                await publisher.FinishAsync(row, cancellationToken);
            }

            return true;
        }

        if (row.WaitUntil > time.GetUtcNow())
        {
            return true; // Reprocess asks again when it is due.
        }

        if (await content.GetCleanAsync(articleId, cleanHash, cancellationToken) is not { } article)
        {
            return await CleanAgainAsync(row, cancellationToken);
        }

        var (used, (enrichment, error)) = await StoredAsync(row, cleanHash, cancellationToken) is { } stored
            ? (analyser.Identity, new EnrichmentOutcome(stored, null))
            : await AnalyseAsync(article, cancellationToken);
        if (enrichment is null)
        {
            return await StopAsync(row, error!, cancellationToken);
        }

        var bytes = ArticleEnrichmentJson.Serialize(enrichment);
        var hash = ArticleFacts.EnrichmentHash(cleanHash, used, ArticleRow.CurrentSchemaVersion, bytes);
        var next = ArticleFacts.Enriched(row, article, enrichment, used, hash, time.GetUtcNow());
        var sketch = ArticleSketch.Of(article);
        next.Fingerprint = sketch is null ? null : Fingerprint.Of(sketch).ToString();
        var artefacts = new Artefacts(
            ArticleFacts.Segments(articleId, hash, enrichment),
            (ContentStore.EnrichedName(articleId, hash), bytes),
            article.BestKnownDate?.ToUtc(),
            sketch);
        return await publisher.PublishAsync(row, next, artefacts, cancellationToken);
    }

    /// <summary>When only the schema is newer, the enrichment that is there is published again: nothing is analysed, nothing bought.</summary>
    private async Task<ArticleEnrichment?> StoredAsync(ArticleRow row, string cleanHash, CancellationToken cancellationToken) =>
        row.SchemaVersion < ArticleRow.CurrentSchemaVersion
        && row is { EnrichmentHash: { } hash }
        && row.EnrichedFrom == cleanHash
        && new AnalyserIdentity(row.Analyser ?? "", row.AnalyserVersion ?? "") == analyser.Identity
            ? await content.GetEnrichmentAsync(row.ArticleId, hash, cancellationToken)
            : null;

    /// <summary>Where the settings prefer a second-best answer to waiting, the offline analyser gives it under its own name; for Reprocess the article is stale then.</summary>
    private async Task<(AnalyserIdentity Used, EnrichmentOutcome Outcome)> AnalyseAsync(CleanArticle article, CancellationToken cancellationToken)
    {
        var outcome = await ArticleEnricher.EnrichAsync(article, analyser, cancellationToken);
        return outcome.Error?.Kind == AnalysisErrorKind.Waiting && options.Value.WhenUnavailable == UnavailablePolicy.Offline
            ? (offline.Identity, await ArticleEnricher.EnrichAsync(article, offline, cancellationToken))
            : (analyser.Identity, outcome);
    }

    /// <summary>Waiting is written down and acknowledged, a passing error is left to the host's retries, a permanent one ends the article.</summary>
    private Task<bool> StopAsync(ArticleRow row, AnalysisError error, CancellationToken cancellationToken)
    {
        switch (error.Kind)
        {
            case AnalysisErrorKind.Waiting:
                ArticleLifecycle.Wait(row, time.GetUtcNow(), error.RetryAt ?? time.GetUtcNow() + DefaultWait, error.Code, error.Detail);
                return publisher.AdvanceAsync(row, cancellationToken);
            case AnalysisErrorKind.Permanent:
                row.LastError = $"Enrich: {error.Code}: {error.Detail}";
                row.LastErrorAt = time.GetUtcNow();
                return publisher.PublishAsync(row, ArticleFacts.Failed(row, ArticleEvent.Refused, error.Code, time.GetUtcNow()), Artefacts.None, cancellationToken);
            default:
                throw new AnalysisFailedException(error.Code);
        }
    }

    /// <summary>The clean article is gone, as after a lost race: it is made anew.</summary>
    private async Task<bool> CleanAgainAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        ArticleLifecycle.Enter(row, ArticleEvent.ContentLost, time.GetUtcNow());
        if (!await publisher.AdvanceAsync(row, cancellationToken))
        {
            return false;
        }

        await messages.AskAsync(row, cancellationToken);
        return true;
    }
}

/// <summary>The analyser could not answer this time. The message holds the analyser's code only.</summary>
public sealed class AnalysisFailedException(string code) : Exception($"The analyser failed: {code}.")
{
    /// <summary>The analyser's code.</summary>
    public string Code { get; } = code;
}
