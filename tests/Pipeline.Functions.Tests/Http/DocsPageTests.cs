using System.Diagnostics;

namespace Pipeline.Functions.Tests.Http;

/// <summary>The documentation of the API in a real browser.</summary>
public sealed class DocsPageTests(AzuriteFixture azurite)
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_page_shows_every_operation_and_asks_no_other_site_where_chromium_is_installed()
    {
        var browser = Browsers.FirstOrDefault(File.Exists);
        Assert.SkipWhen(browser is null, "No Chromium is installed.");
        await using var application = await RunningApplication.StartAsync(azurite);

        var (page, log) = await ShowAsync(browser!, new Uri(application.Client.BaseAddress!, "api/docs"));

        foreach (var summary in new[] { "Articles that meet all filters, newest first.", "Takes articles down for good", "Drops a file, as if into the container." })
        {
            Assert.Contains(summary, page, StringComparison.Ordinal);
        }

        // What the page's policy forbids, a request to another site among it, is told here.
        Assert.DoesNotContain("Content Security Policy", log, StringComparison.Ordinal);
    }

    private static async Task<(string Page, string Log)> ShowAsync(string browser, Uri uri)
    {
        var profile = Directory.CreateTempSubdirectory("pipeline-browser-");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo(
            browser,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                $"--user-data-dir={profile.FullName}", "--enable-logging=stderr", "--window-size=1400,12000", "--virtual-time-budget=20000", "--dump-dom", uri.ToString(),
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var page = process.StandardOutput.ReadToEndAsync(patience.Token);
            var log = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (await page, await log);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            profile.Delete(recursive: true);
        }
    }
}
