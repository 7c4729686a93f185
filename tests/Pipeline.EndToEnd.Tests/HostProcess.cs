using System.Diagnostics;
using Pipeline.Functions;

namespace Pipeline.EndToEnd.Tests;

/// <summary>The functions app as a process of its own, so that it can be killed.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private bool _isDisposed;

    private HostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static HostProcess Start(string connectionString, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { typeof(PipelineApplication).Assembly.Location, "--LocalHost:Port=0", "--LocalHost:QueueLockDuration=00:00:03", "--Logging:LogLevel:Default=Warning" },
            Environment = { ["Storage"] = connectionString },
        };
        foreach (var setting in settings)
        {
            start.ArgumentList.Add(setting);
        }

        return new HostProcess(Process.Start(start) ?? throw new InvalidOperationException("The host did not start."));
    }

    /// <summary>Memory that the process holds, in megabytes; 0 when it has ended.</summary>
    public long Megabytes
    {
        get
        {
            if (!_isDisposed)
            {
                _process.Refresh();
            }

            return _isDisposed || _process.HasExited ? 0 : _process.WorkingSet64 / (1024 * 1024);
        }
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Throws what the host said when it has ended by itself.</summary>
    public async Task ThrowIfEndedAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The host ended with {_process.ExitCode}: {await _errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _isDisposed = true;
        _process.Dispose();
    }
}
