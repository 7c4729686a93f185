using System.Security.Cryptography;
using Pipeline.LocalHost.Azurite;

namespace Pipeline.TestSupport;

/// <summary>
/// One Azurite for all tests of an assembly, started when the first asks for it. Each test gets a storage account of its own, so tests neither see each other nor clean up.
/// Declare it once: <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>, and take it as a constructor parameter.
/// </summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private const int AccountCount = 500;
    private const int KeyLength = 64;

    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-azurite-").FullName;
    private readonly IReadOnlyList<AzuriteAccount> _accounts = MakeAccounts();
    private readonly SemaphoreSlim _starting = new(1);
    private AzuriteServer? _server;
    private int _used = -1;

    /// <summary>Connection string of an account that nobody has used.</summary>
    /// <exception cref="InvalidOperationException">All accounts have been given out.</exception>
    public async Task<string> CreateAccountAsync(CancellationToken cancellationToken)
    {
        var server = await StartAsync(cancellationToken);
        var index = Interlocked.Increment(ref _used);
        return index < _accounts.Count
            ? server.ConnectionStringOf(_accounts[index])
            : throw new InvalidOperationException($"All {AccountCount} accounts are in use; raise {nameof(AccountCount)}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
        _starting.Dispose();
    }

    private static List<AzuriteAccount> MakeAccounts()
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength));
        return [.. Enumerable.Range(0, AccountCount).Select(number => new AzuriteAccount($"test{number:D3}", key))];
    }

    private async Task<AzuriteServer> StartAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _server ??= await AzuriteServer.StartAsync(new AzuriteOptions { DataDirectory = _directory, InMemory = true }, _accounts, cancellationToken: cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }
}
