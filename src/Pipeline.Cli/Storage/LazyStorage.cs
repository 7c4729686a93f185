using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Cli.Storage;

/// <summary>The configured storage account, opened when it is first needed.</summary>
internal sealed class LazyStorage(string? storage) : IAsyncDisposable
{
    private ServiceProvider? _services;

    public async Task<IServiceProvider> OpenAsync(CancellationToken cancellationToken) => _services ??= await ConfiguredStorage.OpenAsync(storage, cancellationToken);

    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;
}
