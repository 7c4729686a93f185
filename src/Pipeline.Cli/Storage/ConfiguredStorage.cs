using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Core;
using Pipeline.Core.Storage;

namespace Pipeline.Cli.Storage;

/// <summary>The storage account that <c>ingest</c>, <c>list</c> and <c>show</c> work on.</summary>
internal static class ConfiguredStorage
{
    /// <summary>Azurite on its standard ports, as <c>pipeline up</c> starts it.</summary>
    public const string Development = "UseDevelopmentStorage=true";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Settings of the environment; the option <c>--storage</c> goes before the setting <c>Storage</c>, and the emulator is the default.</summary>
    public static IConfigurationRoot Configuration(string? storage)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var section = configuration.GetSection(StorageConnection.Name);
        if (storage is not null)
        {
            section.Value = storage;
        }
        else if (string.IsNullOrWhiteSpace(section.Value) && !section.GetChildren().Any())
        {
            section.Value = Development;
        }

        return configuration;
    }

    /// <summary>The pipeline's services on that account, once something answers there.</summary>
    /// <exception cref="CommandFailedException">The setting is not valid, or nothing listens.</exception>
    public static async Task<ServiceProvider> OpenAsync(string? storage, CancellationToken cancellationToken)
    {
        var configuration = Configuration(storage);
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddPipeline(configuration)
            .BuildServiceProvider();
        try
        {
            await RequireListenerAsync(services.GetRequiredService<StorageConnection>().Tables.Uri, cancellationToken);
            return services;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            await services.DisposeAsync();
            throw CommandFailedException.Usage($"The storage setting is not valid: {exception.Message} Set Storage, or give --storage, a connection string.");
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    // The storage client would retry for half a minute before it says the same.
    private static async Task RequireListenerAsync(Uri service, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ConnectTimeout);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(service.Host, service.Port, timeout.Token);
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw CommandFailedException.Environment(
                service.IsLoopback
                    ? $"Nothing listens at {service.Host}:{service.Port}. Start the pipeline with: pipeline up"
                    : $"{service.Host}:{service.Port} does not answer. Check the setting Storage (or --storage) and the network.",
                exception);
        }
    }
}
