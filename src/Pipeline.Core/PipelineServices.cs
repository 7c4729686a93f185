using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Core.Clusters;
using Pipeline.Core.Language;
using Pipeline.Core.Publishing;
using Pipeline.Core.Queries;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
using Pipeline.Core.Upkeep.Verification;
using Pipeline.Tables;
using Pipeline.Text.Analysis;

namespace Pipeline.Core;

/// <summary>Registers the pipeline.</summary>
public static class PipelineServices
{
    /// <summary>Adds stages, storage and upkeep; settings come from <paramref name="configuration"/>.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PipelineOptions>()
            .Bind(configuration.GetSection(PipelineOptions.Section))
            .ValidateDataAnnotations()
            .Validate(options => options.Retention.Values.All(days => days >= 1), "Setting Pipeline:Retention:{source} must be at least 1 (day).")
            .Validate(options => options.StuckAfter >= TimeSpan.FromSeconds(1), "Setting Pipeline:StuckAfter must be at least 00:00:01.")
            .Validate(options => options.DeadLetterRetention >= TimeSpan.FromDays(7), "Setting Pipeline:DeadLetterRetention must be at least 7.00:00:00, which the queues keep messages for.")
            .Validate(options => options.MaxDocumentTime >= TimeSpan.FromSeconds(1), "Setting Pipeline:MaxDocumentTime must be at least 00:00:01.")
            .ValidateOnStart();
        services.AddOptions<LanguageOptions>()
            .Bind(configuration.GetSection(LanguageOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StorageOperations>();
        services.AddSingleton(provider => new StorageConnection(configuration, provider.GetRequiredService<StorageOperations>()));
        services.AddSingleton(provider => provider.GetRequiredService<StorageConnection>().Tables);
        services.AddSingleton<PipelineStorage>();
        services.AddSingleton<ArticleStore>();
        services.AddSingleton<ContentStore>();
        services.AddSingleton<SourceFiles>();
        services.AddSingleton<ArticleInbox>();
        services.AddSingleton<MessageSender>();
        services.AddSingleton<ClusterIndex>();
        services.AddSingleton<IndexStore>();
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<ArticlePublisher>();
        services.AddSingleton<StageGuard>();
        services.AddSingleton<ReceiveStage>();
        services.AddSingleton<CleanStage>();
        services.AddSingleton<Expander>();
        services.AddSingleton<EnrichStage>();
        services.AddSingleton<DeleteStage>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<PoisonStage>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<RunFiles>();
        services.AddSingleton<ReconcileSteps>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<Reprocessor>();
        services.AddSingleton<Replayer>();
        services.AddSingleton<ArticleInspector>();
        services.AddSingleton<ArticleRepair>();
        services.AddSingleton<ChangeLogInspector>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<Purger>();
        services.AddSingleton<Retention>();
        services.AddSingleton<ArticleReader>();
        services.AddSingleton<ArticleQueries>();
        services.AddSingleton<HealthCheck>();
        services.AddSingleton<StatusQuery>();
        services.AddSingleton<StoryQuery>();
        services.AddSingleton<SearchQuery>();
        services.AddSingleton<TrendQueries>();
        return services.AddAnalysers();
    }

    /// <summary>Azure AI Language where its address is set, else the offline analyser.</summary>
    private static IServiceCollection AddAnalysers(this IServiceCollection services)
    {
        services.TryAddSingleton<ServerClock>();
        services.AddSingleton<OfflineAnalyser>();
        services.AddSingleton<LanguageGate>();
        services.AddSingleton<AnalysisCache>();
        services.AddSingleton<LanguageMetrics>();
        services.TryAddSingleton<ILanguageClient, RestLanguageClient>();
        services.AddSingleton<SharedRequests>();
        services.AddSingleton<AzureLanguageAnalyser>();
        services.AddSingleton<CostPlanner>();
        services.TryAddSingleton<IArticleAnalyser>(provider => provider.GetRequiredService<IOptions<LanguageOptions>>().Value.IsConfigured
            ? provider.GetRequiredService<AzureLanguageAnalyser>()
            : provider.GetRequiredService<OfflineAnalyser>());
        return services;
    }
}
