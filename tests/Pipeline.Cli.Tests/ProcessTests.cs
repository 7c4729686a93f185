using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Pipeline.Cli.Tests;

/// <summary>The command as a process of its own: what only real streams show.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Reads_a_redirected_standard_input_and_exits_with_the_code()
    {
        var run = await RunAsync(input: " \n", "clean", "--json");

        Assert.Equal(ExitCode.ArticleNotSuccessful, run.ExitCode);
        Assert.Equal("(standard input)", JsonDocument.Parse(run.Output).RootElement.GetProperty("file").GetString());
        Assert.Contains("rejected", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_UTF_8_in_any_locale()
    {
        var run = await RunAsync(input: "", "clean", "/no/such/ünï-港.txt");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("ünï-港.txt", run.Error, StringComparison.Ordinal);
    }

    private static async Task<CommandRun> RunAsync(string input, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "pipeline.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "en_US.ISO-8859-1";
        using var process = Process.Start(start)!;
        var cancellationToken = TestContext.Current.CancellationToken;
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new CommandRun(process.ExitCode, await output, await error);
    }
}
