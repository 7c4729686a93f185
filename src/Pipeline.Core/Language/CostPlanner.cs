using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Upkeep;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Segmentation;

namespace Pipeline.Core.Language;

/// <summary>Says what work would cost at Azure AI Language before anything is spent. Buys and changes nothing.</summary>
public sealed class CostPlanner(
    ContentStore content,
    SourceFiles files,
    Reprocessor reprocessor,
    AnalysisCache cache,
    IOptions<PipelineOptions> options,
    IOptions<LanguageOptions> language)
{
    private readonly ArticleCleaner _cleaner = new(options.Value.TextLimits);

    /// <summary>What it costs to ingest these files.</summary>
    public async Task<CostPlan> ForFilesAsync(IAsyncEnumerable<SourceFile> sources, CancellationToken cancellationToken)
    {
        var plan = new Tally(cache, language.Value);
        await foreach (var source in sources.WithCancellation(cancellationToken))
        {
            await plan.AddAsync(_cleaner.Clean(source, cancellationToken), cancellationToken);
        }

        return plan.Result;
    }

    /// <summary>What it costs to enrich again all stored articles that are stale, stuck or waiting.</summary>
    public Task<CostPlan> ForReprocessAsync(CancellationToken cancellationToken) => ForArticlesAsync(reprocessor.DueAsync(cancellationToken), cancellationToken);

    /// <summary>What it costs to enrich these stored articles again.</summary>
    public async Task<CostPlan> ForArticlesAsync(IAsyncEnumerable<ArticleRow> rows, CancellationToken cancellationToken)
    {
        var plan = new Tally(cache, language.Value);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await plan.AddAsync(await CleanAsync(row, cancellationToken), cancellationToken);
        }

        return plan.Result;
    }

    /// <summary>The clean article as the next enrichment finds it; null when its file is gone.</summary>
    private async Task<CleanOutcome?> CleanAsync(ArticleRow row, CancellationToken cancellationToken)
    {
        var isFresh = row.CleanerVersion == TextVersions.Cleaner && row.SegmenterVersion == TextVersions.Segmenter;
        if (isFresh && row.CleanHash is { } hash && await content.GetCleanAsync(row.ArticleId, hash, cancellationToken) is { } clean)
        {
            return CleanOutcome.Of(clean);
        }

        return await files.ReadAsync(row.Path, options.Value.MaxFileBytes, cancellationToken) is { Bytes: { } bytes }
            ? _cleaner.Clean(new SourceFile(row.Path, bytes), cancellationToken)
            : null;
    }

    private sealed class Tally(AnalysisCache cache, LanguageOptions language)
    {
        // Copies within what is planned are bought once, as they will be.
        private readonly HashSet<CacheKey> _seen = [];
        private long _articles, _skipped, _documents, _toBuy, _cached;

        public CostPlan Result => new(_articles, _skipped, _documents, _toBuy, _cached);

        public async Task AddAsync(CleanOutcome? outcome, CancellationToken cancellationToken)
        {
            if (outcome?.Article is not { } article)
            {
                _skipped++;
                return;
            }

            _articles++;
            foreach (var (_, document) in DocumentPacker.Pack(article, Segmenter.Divide(article), LanguageLimits.Documents))
            {
                _documents++;
                if (string.IsNullOrWhiteSpace(document.Text))
                {
                    continue; // Never asked for.
                }

                var key = CacheKey.Of(document.Text, document.Language, language);
                var known = (await cache.GetAsync(key, cancellationToken))?.Answers ?? CachedAnswers.None;
                var records = LanguageLimits.Count(document.Text, known.Missing.Count);
                var isCopy = !_seen.Add(key);
                _toBuy += isCopy ? 0 : records.Bought;
                _cached += isCopy ? records.Bought + records.Saved : records.Saved;
            }
        }
    }
}

/// <summary>What planned work costs.</summary>
/// <param name="Articles">Articles that would be enriched.</param>
/// <param name="Skipped">Files that are no article, or gone.</param>
/// <param name="Documents">Analysis documents.</param>
/// <param name="RecordsToBuy">Text records to buy, over both features.</param>
/// <param name="RecordsCached">Text records that the cache makes unnecessary.</param>
public sealed record CostPlan(long Articles, long Skipped, long Documents, long RecordsToBuy, long RecordsCached)
{
    /// <summary>Share of the records that the cache makes unnecessary, 0 to 1.</summary>
    public double ShareCached => RecordsToBuy + RecordsCached == 0 ? 0 : (double)RecordsCached / (RecordsToBuy + RecordsCached);
}
