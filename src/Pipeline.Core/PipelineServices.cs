using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Articles;
using Pipeline.Core.Publishing;
using Pipeline.Core.Queries;
using Pipeline.Core.Stages;
using Pipeline.Core.Storage;
using Pipeline.Core.Upkeep;
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
            .Validate(options => options.StuckAfter >= TimeSpan.FromSeconds(1), "Setting Pipeline:StuckAfter must be at least 00:00:01.")
            .Validate(_ => string.IsNullOrEmpty(configuration["Language:Endpoint"]), "Setting Language:Endpoint is set, but this version has the offline analyser only: remove it.")
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
        services.AddSingleton<IndexStore>();
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<ArticlePublisher>();
        services.AddSingleton<StageGuard>();
        services.AddSingleton<ReceiveStage>();
        services.AddSingleton<CleanStage>();
        services.AddSingleton<EnrichStage>();
        services.AddSingleton<DeleteStage>();
        services.AddSingleton<PoisonStage>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<Reprocessor>();
        services.AddSingleton<ArticleReader>();
        services.AddSingleton<ArticleQueries>();
        services.AddSingleton<HealthCheck>();
        services.TryAddSingleton<IArticleAnalyser, OfflineAnalyser>();
        return services;
    }
}
