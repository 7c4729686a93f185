using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Pipeline.Cli.Tests;

/// <summary><c>pipeline up</c> as a process of its own, ended by a signal.</summary>
public sealed class UpProcessTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Skip = "Signals are sent with kill.", SkipUnless = nameof(HasSignals))]
    public async Task Serves_its_API_until_SIGTERM_and_ends_with_0()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var storage = await azurite.CreateAccountAsync(cancellationToken);
        using var up = Start("up", "--port", "0", "--json", "--storage", storage);
        var errors = up.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            var address = JsonDocument.Parse((await up.StandardOutput.ReadLineAsync(cancellationToken))!).RootElement.GetProperty("api").GetString()!;
            using var client = new HttpClient();
            using var health = await client.GetAsync(new Uri(new Uri(address), "api/health"), cancellationToken);
            using var kill = Process.Start("kill", ["-TERM", $"{up.Id}"]);
            await up.WaitForExitAsync(cancellationToken);

            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            Assert.Equal(ExitCode.Success, up.ExitCode);
        }
        finally
        {
            if (!up.HasExited)
            {
                up.Kill(entireProcessTree: true);
            }

            TestContext.Current.TestOutputHelper?.WriteLine(await errors);
        }
    }

    public static bool HasSignals => !OperatingSystem.IsWindows();

    private Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "pipeline.dll"), .. args])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = _folder.Path,
    })!;
}
