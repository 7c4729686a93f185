using System.Text.Json;
using Azure.Storage.Blobs;

namespace Pipeline.Cli.Tests.Commands;

public sealed class VerifyCommandTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Damage_is_told_with_an_exit_code_and_gone_after_a_repair()
    {
        var connection = await azurite.CreateAccountAsync(Cancel);
        using var folder = new TemporaryFolder();
        folder.Write("wire/a.txt", new ArticleGenerator(7).Next(1).Text);
        Assert.Equal(ExitCode.Success, (await CommandRun.InvokeAsync("run", folder.Path, "--storage", connection)).ExitCode);
        Assert.Equal((ExitCode.Success, "1 articles: nothing is wrong.\n"), await VerifyAsync());
        var orphan = $"{new string('a', 32)}/clean/{new string('b', 32)}.json";
        await new BlobContainerClient(connection, "content").UploadBlobAsync(orphan, new BinaryData("{}"), Cancel);

        var (exitCode, text) = await VerifyAsync();
        var json = await CommandRun.InvokeAsync("verify", "--storage", connection, "--grace", "00:00:00", "--json");
        var repaired = await VerifyAsync("--repair");

        Assert.Equal(ExitCode.ArticleNotSuccessful, exitCode);
        Assert.Contains($"found  OrphanContent  {new string('a', 32)}  {orphan}", text, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(json.Output);
        Assert.Equal("OrphanContent", report.RootElement.GetProperty("findings")[0].GetProperty("kind").GetString());
        Assert.Equal(ExitCode.Success, repaired.ExitCode);
        Assert.Contains("1 findings, 1 repaired", repaired.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Success, "1 articles: nothing is wrong.\n"), await VerifyAsync());

        async Task<(int ExitCode, string Output)> VerifyAsync(params string[] more)
        {
            var run = await CommandRun.InvokeAsync(["verify", "--storage", connection, "--grace", "00:00:00", .. more]);
            return (run.ExitCode, run.Output);
        }
    }
}
