using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Pipeline.Cli.Output;
using Pipeline.Core.Storage;
using Pipeline.Functions;
using Pipeline.LocalHost;
using Pipeline.LocalHost.Azurite;

namespace Pipeline.Cli.Local;

/// <summary>Settings of a pipeline that runs in this process.</summary>
/// <param name="Storage">Connection string; null for the setting <c>Storage</c>, else the emulator.</param>
/// <param name="Port">TCP port of the API on 127.0.0.1; 0 for a free one.</param>
/// <param name="EmulatorData">Folder of the emulator's data, should it have to be started.</param>
internal sealed record LocalPipelineOptions(string? Storage, int Port, string EmulatorData);

/// <summary>The whole pipeline in this process: the emulator if needed, the functions and their API.</summary>
internal sealed class LocalPipeline : IAsyncDisposable
{
    /// <summary>Where <c>UseDevelopmentStorage=true</c> has its tables.</summary>
    private const int StandardTablePort = 10002;

    private readonly LocalFunctionsHost _host;

    private LocalPipeline(LocalFunctionsHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <summary>Address of the API.</summary>
    public Uri Address => _host.BaseAddress;

    /// <summary>Connection string of an emulator that is not on the standard ports, which other commands have to be told; else null.</summary>
    public string? UnusualEmulator
    {
        get
        {
            var connection = _host.Services.GetRequiredService<IConfiguration>()[StorageConnection.Name];
            var emulator = _host.Services.GetRequiredService<StorageConnection>().Tables.Uri;
            return emulator.IsLoopback && emulator.Port != StandardTablePort ? connection : null;
        }
    }

    /// <summary>Starts the pipeline and returns when its API listens.</summary>
    /// <exception cref="CommandFailedException">The emulator cannot be started, the port is taken or a setting is not valid.</exception>
    public static async Task<LocalPipeline> StartAsync(
        LocalPipelineOptions options,
        Action<LocalFunctionsBuilder> configure,
        Terminal terminal,
        CancellationToken cancellationToken)
    {
        try
        {
            var host = await PipelineApplication.CreateAsync(
                [],
                builder =>
                {
                    Apply(options, builder);
                    configure(builder);
                },
                new StartMessages(terminal),
                cancellationToken);
            return await StartAsync(host, cancellationToken);
        }
        catch (Exception exception) when (exception is AzuriteException or InvalidOperationException or OptionsValidationException or FormatException)
        {
            throw CommandFailedException.Environment(exception.Message, exception);
        }
    }

    /// <summary>Does work that needs the pipeline, and gives up when it stops by itself.</summary>
    /// <exception cref="CommandFailedException">The pipeline has stopped.</exception>
    public async Task<T> WhileRunningAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var stopping = _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw CommandFailedException.Environment("The pipeline stopped by itself. The cause is in its log.");
        }
    }

    /// <summary>Lets running functions finish, then ends the host and an emulator that was started for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }

    private static async Task<LocalPipeline> StartAsync(LocalFunctionsHost host, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken);
            return new LocalPipeline(host);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private static void Apply(LocalPipelineOptions options, LocalFunctionsBuilder builder)
    {
        const string Section = LocalHostOptions.SectionName;
        builder.Configuration[$"{Section}:{nameof(LocalHostOptions.Port)}"] = options.Port.ToString(CultureInfo.InvariantCulture);
        builder.Configuration[$"{Section}:{nameof(LocalHostOptions.Azurite)}:{nameof(AzuriteOptions.DataDirectory)}"] = options.EmulatorData;
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        if (options.Storage is not null)
        {
            builder.Configuration[StorageConnection.Name] = options.Storage;
        }
    }

    /// <summary>The command decides when the host ends; it hears the signals.</summary>
    private sealed class CommandLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class StartMessages(Terminal terminal) : IProgress<string>
    {
        public void Report(string value) => terminal.WriteError(value);
    }
}
