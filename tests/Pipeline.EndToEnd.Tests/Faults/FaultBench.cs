using Pipeline.LocalHost.Azurite;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>An Azurite that can be stopped, one way to it that misbehaves for the app, and one that does not for the test.</summary>
public sealed class FaultBench : IAsyncLifetime
{
    private const int AccountCount = 100;

    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-faults-").FullName;
    private readonly List<AzuriteAccount> _accounts =
        [.. Enumerable.Range(0, AccountCount).Select(number => new AzuriteAccount($"fault{number:D3}", AzuriteAccount.Development.Key))];

    private AzuriteServer? _server;
    private int _used = -1;

    internal StorageProxy ForApp { get; private set; } = null!;

    internal StorageProxy ForTest { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        ForApp = await StorageProxy.StartAsync(CancellationToken.None);
        ForTest = await StorageProxy.StartAsync(CancellationToken.None);
        await StartAzuriteAsync();
    }

    /// <summary>Stops storage and starts it again on the same data. Whoever uses it meanwhile meets closed doors.</summary>
    internal async Task RestartAzuriteAsync()
    {
        await _server!.DisposeAsync();
        await StartAzuriteAsync();
    }

    /// <summary>A storage account that nobody has used.</summary>
    internal async Task<FaultLab> CreateLabAsync(CancellationToken cancellationToken)
    {
        ForApp.Misbehave = null;
        ForApp.QueueAnswered = null;
        var direct = _server!.ConnectionStringOf(_accounts[Interlocked.Increment(ref _used)]);
        var account = await Account.OnAsync(ForTest.ConnectionString(direct), cancellationToken);
        return new FaultLab(this, account, ForApp.ConnectionString(direct));
    }

    public async ValueTask DisposeAsync()
    {
        await ForApp.DisposeAsync();
        await ForTest.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartAzuriteAsync()
    {
        _server = await AzuriteServer.StartAsync(new AzuriteOptions { DataDirectory = _directory }, _accounts);
        var connection = _server.ConnectionStringOf(_accounts[0]);
        ForApp.Target(connection);
        ForTest.Target(connection);
    }
}
