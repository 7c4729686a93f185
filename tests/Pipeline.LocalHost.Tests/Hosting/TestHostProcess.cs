using System.Diagnostics;
using System.Globalization;

namespace Pipeline.LocalHost.Tests.Hosting;

/// <summary>A host in a process of its own, to send signals to.</summary>
internal sealed class TestHostProcess : IDisposable
{
    private readonly Process _process;

    private TestHostProcess(Process process) => _process = process;

    public static TestHostProcess Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Pipeline.LocalHost.TestHost.dll");
        return new TestHostProcess(Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
    }

    /// <summary>The next line that contains the text.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(RunningHost.Patience);
        var lines = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The process ended without '{text}':\n{string.Join('\n', lines)}");
    }

    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line.AsMemory(), TestContext.Current.CancellationToken);

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(RunningHost.Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
