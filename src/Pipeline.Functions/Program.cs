using Pipeline.Core;
using Pipeline.Functions.Http.Contract;
#if AZURE_FUNCTIONS
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Language;
using Pipeline.Functions.Language;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton<ILanguageClient, SdkLanguageClient>();
builder.Services.AddPipeline(builder.Configuration).AddApi(builder.Configuration);
await builder.Build().RunAsync();
#else
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Storage;

namespace Pipeline.Functions;

/// <summary>The app on one machine, under Pipeline.LocalHost.</summary>
public static class PipelineApplication
{
    /// <summary>What a local run needs and nobody has set.</summary>
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage"] = "UseDevelopmentStorage=true",
        ["ReconcileSchedule"] = "0 * * * * *",
        ["ReprocessSchedule"] = "30 * * * * *",
        ["VerifySchedule"] = "0 20 * * * *",
        ["LocalHost:QueueLockDuration"] = "00:00:15",
        ["LocalHost:BlobScanInterval"] = "00:00:01",
    };

    /// <summary>Builds the app, starts Azurite when the storage is its and nothing listens, and creates containers, queues and tables. Start it with <c>StartAsync</c> or <c>RunAsync</c>.</summary>
    /// <param name="args">Settings such as <c>--LocalHost:Port=0</c>.</param>
    /// <param name="configure">Changes the builder before it builds.</param>
    /// <param name="progress">Told what takes long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LocalFunctionsHost> CreateAsync(
        string[] args,
        Action<LocalFunctionsBuilder>? configure = null,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var builder = LocalFunctionsApplication.CreateBuilder(args, typeof(PipelineApplication).Assembly);
        AddDefaults(builder.Configuration);
        configure?.Invoke(builder);
        await builder.StartAzuriteIfNeededAsync(progress, cancellationToken);
        builder.Services.AddPipeline(builder.Configuration).AddApi(builder.Configuration);
        var app = builder.Build();
        try
        {
            await app.Services.GetRequiredService<PipelineStorage>().EnsureCreatedAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static void AddDefaults(IConfigurationManager configuration)
    {
        foreach (var (key, value) in Defaults)
        {
            // A connection may be a section of addresses rather than a value.
            if (!configuration.GetSection(key).Exists())
            {
                configuration[key] = value;
            }
        }
    }

    private static async Task Main(string[] args)
    {
        await using var app = await CreateAsync(args);
        await app.RunAsync();
    }
}
#endif
