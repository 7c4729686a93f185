using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Pipeline.LocalHost.Azurite;

namespace Pipeline.LocalHost;

/// <summary>
/// A running app of functions. Several may run in one process. Stops, drained, on SIGTERM, Ctrl+C or <see cref="StopAsync"/>.
/// </summary>
public sealed class LocalFunctionsHost : IHost, IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly AzuriteServer? _azurite;

    internal LocalFunctionsHost(WebApplication web, AzuriteServer? azurite)
    {
        _web = web;
        _azurite = azurite;
    }

    /// <inheritdoc/>
    public IServiceProvider Services => _web.Services;

    /// <summary>Address of the HTTP functions, known once the host has started.</summary>
    /// <exception cref="InvalidOperationException">The host has not been started.</exception>
    public Uri BaseAddress => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
        ? new Uri(address)
        : throw new InvalidOperationException("The host has no address before it is started.");

    /// <summary>Starts the host and returns when it listens.</summary>
    /// <exception cref="InvalidOperationException">A setting is not valid or the port is taken; the message names the setting.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await ((IHost)_web).StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            var port = _web.Services.GetRequiredService<IOptions<LocalHostOptions>>().Value.Port;
            throw new InvalidOperationException(
                $"Port {port} cannot be used: {exception.Message} Set {LocalHostOptions.SectionName}:{nameof(LocalHostOptions.Port)} to another port, or to 0 for a free one.",
                exception);
        }
    }

    /// <summary>Takes no more work, lets running functions finish within <see cref="LocalHostOptions.DrainTimeout"/>, and stops.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => ((IHost)_web).StopAsync(cancellationToken);

    /// <summary>Starts the host and returns when it has stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await using (this)
        {
            await StartAsync(cancellationToken);
            await this.WaitForShutdownAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ((IDisposable)_web).Dispose();
        _azurite?.Dispose();
    }
}
