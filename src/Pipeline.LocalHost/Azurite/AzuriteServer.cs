using System.Text.Json;

namespace Pipeline.LocalHost.Azurite;

/// <summary>
/// The storage emulator, on 127.0.0.1. Its version is pinned by a lock file beside this code, and npm installs it on first use. One that was started here ends when this is disposed, or when
/// the process ends, even killed.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable, IDisposable
{
    private const string DevelopmentStorage = "UseDevelopmentStorage=true";
    private const string EndpointsFile = "endpoints.json";
    private const string DataLockFile = ".data.lock";
    private const int StartAttempts = 3;
    private static readonly TimeSpan OtherOwnerPollInterval = TimeSpan.FromMilliseconds(200);

    private readonly AzuriteEndpoints _endpoints;
    private readonly IReadOnlyList<AzuriteAccount> _accounts;
    private readonly AzuriteProcess? _process;
    private readonly FileLock? _dataLock;

    private AzuriteServer(AzuriteEndpoints endpoints, IReadOnlyList<AzuriteAccount> accounts, AzuriteProcess? process, FileLock? dataLock)
    {
        _endpoints = endpoints;
        _accounts = accounts;
        _process = process;
        _dataLock = dataLock;
    }

    /// <summary>Connection string of the first account.</summary>
    public string ConnectionString => ConnectionStringOf(_accounts.Count > 0 ? _accounts[0] : AzuriteAccount.Development);

    /// <summary>Whether it was started here, and so ends here.</summary>
    public bool IsOwned => _process is not null;

    /// <summary>Process id of an Azurite that was started here, else null.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>Whether a connection string means the emulator at its default ports.</summary>
    public static bool IsDevelopmentStorage(string? connectionString) =>
        string.Equals(connectionString?.Trim().TrimEnd(';'), DevelopmentStorage, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The Azurite that listens at the default ports, or the one that another process runs on the same data folder, or else one that is started now: at the default ports, or at free ones
    /// when something else has those.
    /// </summary>
    /// <exception cref="AzuriteException">It cannot be installed or started; the message says what to do.</exception>
    public static async Task<AzuriteServer> StartIfNeededAsync(AzuriteOptions options, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await AzuriteEndpoints.Default.AreAzuriteAsync(cancellationToken)
            ? new AzuriteServer(AzuriteEndpoints.Default, [], null, null)
            : await StartAsync(options, AzuriteEndpoints.Default, [], progress, cancellationToken);
    }

    /// <summary>Starts an Azurite of its own at free ports with the accounts given, such as one for each test.</summary>
    /// <exception cref="AzuriteException">It cannot be installed or started; the message says what to do.</exception>
    public static Task<AzuriteServer> StartAsync(
        AzuriteOptions options,
        IReadOnlyList<AzuriteAccount> accounts,
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(accounts);
        return StartAsync(options, AzuriteEndpoints.FindFree(), accounts, progress, cancellationToken);
    }

    /// <summary>Connection string of one of its accounts.</summary>
    public string ConnectionStringOf(AzuriteAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return _endpoints.ConnectionString(account);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _dataLock?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process?.Dispose();
        _dataLock?.Dispose();
    }

    internal static async Task<AzuriteServer> StartAsync(
        AzuriteOptions options,
        AzuriteEndpoints preferred,
        IReadOnlyList<AzuriteAccount> accounts,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        var location = Path.GetFullPath(options.DataDirectory);
        var dataLock = FileLock.TryAcquire(Path.Combine(location, DataLockFile));
        if (dataLock is null)
        {
            return new AzuriteServer(await FindOwnersEndpointsAsync(options, location, cancellationToken), accounts, null, null);
        }

        try
        {
            var endpointsFile = Path.Combine(location, EndpointsFile);
            File.Delete(endpointsFile);
            var installation = await AzuriteInstallation.EnsureAsync(options, progress, cancellationToken);
            for (var attempt = 1; ; attempt++)
            {
                var endpoints = preferred.AreFree() ? preferred : AzuriteEndpoints.FindFree();
                progress?.Report($"Starting the storage emulator Azurite (blobs at port {endpoints.BlobPort}) ...");
                try
                {
                    var process = await AzuriteProcess.StartAsync(installation, endpoints, location, accounts, options, cancellationToken);
                    await File.WriteAllTextAsync(endpointsFile, JsonSerializer.Serialize(endpoints), cancellationToken);
                    return new AzuriteServer(endpoints, accounts, process, dataLock);
                }
                catch (AzuriteException) when (attempt < StartAttempts && !endpoints.AreFree())
                {
                    // Somebody took a port between the look and the start.
                }
            }
        }
        catch
        {
            dataLock.Dispose();
            throw;
        }
    }

    // Two servers on one folder would overwrite each other's data, so the one that has it is shared.
    private static async Task<AzuriteEndpoints> FindOwnersEndpointsAsync(AzuriteOptions options, string location, CancellationToken cancellationToken)
    {
        var limit = options.StartTimeout + options.InstallTimeout;
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < limit)
        {
            try
            {
                var text = await File.ReadAllTextAsync(Path.Combine(location, EndpointsFile), cancellationToken);
                if (JsonSerializer.Deserialize<AzuriteEndpoints>(text) is { } endpoints && await endpoints.AreAzuriteAsync(cancellationToken))
                {
                    return endpoints;
                }
            }
            catch (Exception exception) when (exception is IOException or JsonException)
            {
                // Not written yet, or being written.
            }

            await Task.Delay(OtherOwnerPollInterval, TimeProvider.System, cancellationToken);
        }

        throw new AzuriteException($"Another process holds the storage emulator's data in {location} but no emulator answers. End that process, or set another data folder.");
    }
}
