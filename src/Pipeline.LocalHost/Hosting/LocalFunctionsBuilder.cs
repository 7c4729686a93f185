using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.LocalHost.Azurite;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Storage;

namespace Pipeline.LocalHost;

/// <summary>
/// Builds a <see cref="LocalFunctionsHost"/>. Configuration comes, later over earlier, from local.settings.json's <c>Values</c>, appsettings.json, the environment and the command line.
/// </summary>
public sealed class LocalFunctionsBuilder : IHostApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly IReadOnlyCollection<Type> _functionClasses;
    private readonly string _applicationName;
    private AzuriteServer? _azurite;

    internal LocalFunctionsBuilder(string[] args, string applicationName, IReadOnlyCollection<Type> functionClasses)
    {
        _functionClasses = functionClasses;
        _applicationName = applicationName;
        _web = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ApplicationName = applicationName });
        LocalSettings.AddTo(_web.Configuration, RootDirectory);
        _web.Services.AddOptions<LocalHostOptions>().BindConfiguration(LocalHostOptions.SectionName).Configure<IConfiguration>(ReadOriginsInOneText).ValidateOnStart();
        _web.Services.AddSingleton<IValidateOptions<LocalHostOptions>, LocalHostOptionsValidator>();
    }

    /// <inheritdoc/>
    public IConfigurationManager Configuration => _web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => _web.Services;

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    private string RootDirectory =>
        _web.Configuration[$"{LocalHostOptions.SectionName}:{nameof(LocalHostOptions.RootDirectory)}"] ?? AppContext.BaseDirectory;

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <summary>
    /// When a storage connection is <c>UseDevelopmentStorage=true</c>, makes sure that Azurite runs: the one that already listens, or else one that is started here and ends with the host.
    /// The settings then hold the connection string really in use. Call it before reading connections from <see cref="Configuration"/>.
    /// </summary>
    /// <param name="progress">Told what takes long: installing, starting.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AzuriteException">Azurite cannot be started; the message says what to do.</exception>
    public async Task StartAzuriteIfNeededAsync(IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var options = _web.Configuration.GetSection($"{LocalHostOptions.SectionName}:{nameof(LocalHostOptions.Azurite)}").Get<AzuriteOptions>() ?? new AzuriteOptions();
        string[] names = [StorageConnections.Default, StorageConnections.Fallback];
        var emulated = names.Where(name => AzuriteServer.IsDevelopmentStorage(_web.Configuration[name])).ToList();
        if (!options.Enabled || emulated.Count == 0 || _azurite is not null)
        {
            return;
        }

        _azurite = await AzuriteServer.StartIfNeededAsync(options, progress, cancellationToken);
        foreach (var name in emulated)
        {
            _web.Configuration[name] = _azurite.ConnectionString;
        }
    }

    /// <summary>Builds the host. Functions, host.json and settings are checked here or at start.</summary>
    /// <exception cref="InvalidOperationException">host.json, a setting or a function is not valid; the message names it.</exception>
    public LocalFunctionsHost Build()
    {
        var hostJson = HostJson.Load(RootDirectory, _web.Configuration);
        var functions = FunctionDiscovery.Find(_functionClasses, _web.Configuration);
        UseLogLevels(hostJson);
        AddServices(hostJson, functions);
        ConfigureServer();
        var app = _web.Build();
        // Before the functions, so that a preflight, which cannot carry a key, needs none.
        app.UseCors();
        HttpFunctions.Map(app, functions, hostJson);
        return new LocalFunctionsHost(app, _azurite);
    }

    private void AddServices(HostJson hostJson, IReadOnlyList<FunctionDescriptor> functions)
    {
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton(hostJson);
        Services.AddSingleton(functions);
        Services.AddSingleton(HostIdentity.Create(_web.Configuration, _applicationName));
        Services.AddSingleton<StorageConnections>();
        Services.AddSingleton<RunningInvocations>();
        Services.AddSingleton<FunctionInvoker>();
        Services.AddSingleton<TriggerListeners>();
        Services.AddSingleton<HttpAccess>();
        AllowedOrigins.AddTo(Services);
        Services.AddHostedService<FunctionRuntime>();
    }

    /// <summary>A list in one text is what the environment and local.settings.json can hold easily; binding reads only one with an index to each entry.</summary>
    private static void ReadOriginsInOneText(LocalHostOptions options, IConfiguration configuration)
    {
        var text = configuration[$"{LocalHostOptions.SectionName}:{nameof(LocalHostOptions.AllowedOrigins)}"] ?? "";
        foreach (var origin in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            options.AllowedOrigins.Add(origin);
        }
    }

    private void UseLogLevels(HostJson hostJson)
    {
        // Lowest precedence: every other source may override host.json.
        var levels = hostJson.LogLevels.ToDictionary(
            level => "Logging:LogLevel:" + (string.Equals(level.Key, "default", StringComparison.OrdinalIgnoreCase) ? "Default" : level.Key),
            string? (level) => level.Value,
            StringComparer.OrdinalIgnoreCase);
        ((IConfigurationBuilder)_web.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = levels });
    }

    private void ConfigureServer()
    {
        var bodyLimit = HttpFunctions.BodyLimit(_web.Configuration);
        Services.AddOptions<KestrelServerOptions>().Configure<IOptions<LocalHostOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = bodyLimit;
            kestrel.Listen(IPAddress.Loopback, options.Value.Port);
        });
        Services.AddOptions<HostOptions>().Configure<IOptions<LocalHostOptions>>((host, options) =>
        {
            host.ServicesStopConcurrently = true;
            host.ShutdownTimeout = options.Value.DrainTimeout + (2 * FunctionRuntime.CancellationGrace);
        });
    }
}
