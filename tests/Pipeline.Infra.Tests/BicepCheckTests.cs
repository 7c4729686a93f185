namespace Pipeline.Infra.Tests;

public sealed class BicepCheckTests
{
    [Theory]
    [InlineData("misspelt property", "BCP037", "param location string\nresource a 'Microsoft.Storage/storageAccounts@2026-06-01' = {\n  name: 'stsample'\n  location: location\n  kind: 'StorageV2'\n  sku: { name: 'Standard_LRS' }\n  properties: { noSuchProperty: true }\n}\n")]
    [InlineData("unknown type", "BCP081", "resource a 'Microsoft.NoSuchProvider/things@2026-06-01' = {\n  name: 'sample'\n}\n")]
    [InlineData("unused parameter", "no-unused-params", "param unused string\n")]
    public async Task What_the_compiler_only_warns_of_fails_the_check(string kind, string code, string template)
    {
        var run = await CheckAsync(template);

        Assert.True(run.ExitCode != 0, $"A template with {kind} passed.");
        Assert.Contains(code, run.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_template_passes_the_check()
    {
        var run = await CheckAsync("output greeting string = 'hello'\n");

        Assert.True(run.ExitCode == 0, run.Everything);
    }

    private static async Task<ToolRun> CheckAsync(string template)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("pipeline-bicep-check-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "sample.bicep"), template, cancellationToken);
            return await Tool.DotNetAsync(
                [
                    "build", Path.Combine(BuildFacts.InfraFolder, "bicep.proj"), "-nologo", $"-p:BicepFolder={folder.FullName}/",
                    $"-p:BicepOutput={folder.FullName}/output/",
                ],
                cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
