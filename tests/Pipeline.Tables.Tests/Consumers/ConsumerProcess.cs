using System.Diagnostics;

namespace Pipeline.Tables.Tests.Consumers;

/// <summary>A running consumer; it ends with the test.</summary>
internal sealed class ConsumerProcess : IDisposable
{
    // Seconds on an idle machine; other test projects run at the same time.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;

    public ConsumerProcess(string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The next lines that it writes.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(int count, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        var lines = new List<string>();
        while (lines.Count < count)
        {
            lines.Add(await _process.StandardOutput.ReadLineAsync(limited.Token) ?? throw new InvalidOperationException($"It ended after {string.Join('|', lines)}: {await _errors}"));
        }

        return lines;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
