using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pipeline.LocalHost.Azurite;

/// <summary>A running Azurite that ends when it is disposed, or when this process ends in whatever way.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable, IDisposable
{
    private const int OutputLinesKept = 20;
    private static readonly TimeSpan ReadyPollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(8);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private AzuriteProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Starts Azurite and returns when it answers.</summary>
    /// <exception cref="AzuriteException">It ended, or did not answer in time.</exception>
    public static async Task<AzuriteProcess> StartAsync(
        AzuriteInstallation installation,
        AzuriteEndpoints endpoints,
        string location,
        IReadOnlyList<AzuriteAccount> accounts,
        AzuriteOptions options,
        CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            installation.ScriptPath, installation.AzuritePath,
            "--skipApiVersionCheck", "--silent", "--disableTelemetry", .. options.InMemory ? ["--inMemoryPersistence"] : (string[])["--location", location],
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
            "--blobPort", $"{endpoints.BlobPort}", "--queuePort", $"{endpoints.QueuePort}", "--tablePort", $"{endpoints.TablePort}",
        ];
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AZURITE_ACCOUNTS"] = accounts.Count == 0 ? null : string.Join(';', accounts.Select(account => $"{account.Name}:{account.Key}")),
        };
        var azurite = new AzuriteProcess(AzuriteInstallation.StartProcess("node", location, arguments, environment));
        try
        {
            await azurite.WaitUntilReadyAsync(endpoints, options.StartTimeout, cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(ExitTimeout);
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        finally
        {
            _process.Dispose();
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(ExitTimeout))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(AzuriteEndpoints endpoints, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await endpoints.AreAzuriteAsync(cancellationToken))
        {
            if (_process.HasExited)
            {
                throw new AzuriteException($"Azurite ended with exit code {_process.ExitCode}: {string.Join('\n', _output)}");
            }

            if (TimeProvider.System.GetElapsedTime(started) > timeout)
            {
                throw new AzuriteException($"Azurite did not answer within {timeout}: {string.Join('\n', _output)}");
            }

            await Task.Delay(ReadyPollInterval, TimeProvider.System, cancellationToken);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            return;
        }

        _output.Enqueue(line.Data);
        if (_output.Count > OutputLinesKept)
        {
            _output.TryDequeue(out _);
        }
    }
}
