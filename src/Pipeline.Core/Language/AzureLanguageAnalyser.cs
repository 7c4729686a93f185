using System.Collections.Concurrent;
using Azure;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Text.Analysis;
using Pipeline.Text.Segmentation;

namespace Pipeline.Core.Language;

/// <summary>Azure AI Language behind the analyser port: from the cache, or bought in shared requests and then cached.</summary>
public sealed class AzureLanguageAnalyser(AnalysisCache cache, SharedRequests requests, LanguageMetrics metrics, TimeProvider time, IOptions<LanguageOptions> options) : IArticleAnalyser
{
    private const string Mapping = "+mapping";

    /// <summary>How often to look whether another instance has bought the document that it claimed.</summary>
    private static readonly TimeSpan ClaimPoll = TimeSpan.FromSeconds(1);

    /// <summary>How long to look, before the article waits in storage instead.</summary>
    private static readonly TimeSpan ClaimPatience = TimeSpan.FromSeconds(15);

    // Documents being bought by this process: who asks for the same text shares the purchase.
    private readonly ConcurrentDictionary<CacheKey, Task<Purchase>> _underWay = new();

    /// <inheritdoc/>
    public AnalyserIdentity Identity { get; } = new(
        "azure-ai-language",
        $"{options.Value.ApiVersion}+{options.Value.ModelVersion}{(options.Value.OpinionMining ? "+opinions" : "")}{(options.Value.MappingVersion > 1 ? $"{Mapping}{options.Value.MappingVersion}" : "")}");

    /// <summary>The part of a version that names what was bought, without how it is read.</summary>
    internal static string PaidVersion(string version) => version.IndexOf(Mapping, StringComparison.Ordinal) is var at and >= 0 ? version[..at] : version;

    /// <inheritdoc/>
    public AnalyserLimits Limits => LanguageLimits.Documents;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DocumentAnalysis>> AnalyseAsync(IReadOnlyList<AnalysisDocument> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        cancellationToken.ThrowIfCancellationRequested();
        return await Task.WhenAll(documents.Select(document => AnalyseAsync(document, cancellationToken)));
    }

    private async Task<DocumentAnalysis> AnalyseAsync(AnalysisDocument document, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(document.Text))
        {
            return new DocumentAnalysis { Id = document.Id, Sentiment = new Sentiment(SentimentLabel.Neutral, ConfidenceScores.AllNeutral) };
        }

        if (TextElements.Count(document.Text) > LanguageLimits.TextElementsPerDocument)
        {
            return Failed(document, new AnalysisError(AnalysisErrorKind.Permanent, ReasonCodes.DocumentRefused, $"A document has more than {LanguageLimits.TextElementsPerDocument} text elements."));
        }

        var key = CacheKey.Of(document.Text, document.Language, options.Value);
        var mine = new TaskCompletionSource<Purchase>(TaskCreationOptions.RunContinuationsAsynchronously);
        var purchase = _underWay.GetOrAdd(key, mine.Task);
        if (purchase == mine.Task)
        {
            _ = RunAsync(key, document, mine);
        }

        var bought = await purchase.WaitAsync(cancellationToken);
        var records = purchase == mine.Task ? bought.Records : bought.Records with { Bought = 0, Saved = bought.Records.Bought + bought.Records.Saved };
        metrics.Counted(records.Bought, records.Saved);
        return LanguageAnswers.Combine(document, bought) with { Records = records };
    }

    /// <summary>Buys on behalf of all who wait: nobody's cancellation leaves the others without, or loses what was paid for.</summary>
    private async Task RunAsync(CacheKey key, AnalysisDocument document, TaskCompletionSource<Purchase> result)
    {
        try
        {
            result.SetResult(await BuyAsync(key, document));
        }
        catch (Exception e)
        {
            result.SetException(e);
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }

    private async Task<Purchase> BuyAsync(CacheKey key, AnalysisDocument document)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var entry = await cache.GetAsync(key, CancellationToken.None);
            var known = entry?.Answers ?? CachedAnswers.None;
            if (known.Missing.Count == 0)
            {
                return new Purchase(known, null, LanguageLimits.Count(document.Text, 0));
            }

            if (entry is not { IsClaimed: true } && await cache.TryClaimAsync(key, entry, CancellationToken.None) is { } claim)
            {
                return await BuyMissingAsync(key, claim, known, document);
            }

            if (time.GetElapsedTime(started) > ClaimPatience)
            {
                return new Purchase(known, new AnalysisError(AnalysisErrorKind.Waiting, ReasonCodes.Throttled, "Another instance is buying the same text.", time.GetUtcNow() + ClaimPatience), RecordCount.None);
            }

            await Task.Delay(ClaimPoll, time, CancellationToken.None);
        }
    }

    private async Task<Purchase> BuyMissingAsync(CacheKey key, ETag claim, CachedAnswers known, AnalysisDocument document)
    {
        var missing = known.Missing;
        var answered = await Task.WhenAll(missing.Select(feature => requests.AskAsync(feature, document.Text, document.Language)));
        var (answers, bought) = (known, 0);
        AnalysisError? error = null;
        for (var i = 0; i < missing.Count; i++)
        {
            if (LanguageAnswers.ErrorOf(answered[i], missing[i]) is { } failed)
            {
                error = error is null || failed.Kind > error.Kind ? failed : error;
                continue;
            }

            answers = answers.With(missing[i], answered[i].Answer! with { Id = "" });
            bought += answered[i].Answer!.ErrorCode is null ? 1 : 0;
        }

        var count = LanguageLimits.Count(document.Text, bought);
        await (answers == CachedAnswers.None
            ? cache.ReleaseAsync(key, claim, CancellationToken.None)
            : cache.StoreAsync(key, claim, answers, LanguageLimits.Count(document.Text, answers.BoughtFeatures).Bought, CancellationToken.None));
        return new Purchase(answers, error, error is null ? count : count with { Saved = 0 });
    }

    private static DocumentAnalysis Failed(AnalysisDocument document, AnalysisError error) => new() { Id = document.Id, Error = error };
}

/// <summary>What is known of a document after it was asked for.</summary>
internal sealed record Purchase(CachedAnswers Answers, AnalysisError? Error, RecordCount Records);
