namespace Pipeline.Infra.Tests;

public sealed class BicepCheckTests
{
    // Each is only a warning to the compiler, which ends with exit code 0.
    private const string FaultyTemplate =
        """
        param location string
        param unused string

        resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
          name: 'stsample'
          location: location
          kind: 'StorageV2'
          sku: {
            name: 'Standard_LRS'
          }
          properties: {
            noSuchProperty: true
          }
        }

        resource thing 'Microsoft.NoSuchProvider/things@2026-06-01' = {
          name: 'sample'
        }
        """;

    [Fact]
    public async Task A_misspelt_property_an_unknown_type_and_an_unused_parameter_fail_the_check()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("pipeline-bicep-check-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "faulty.bicep"), FaultyTemplate, cancellationToken);

            var run = await Tool.DotNetAsync(
                [
                    "build", Path.Combine(BuildFacts.InfraFolder, "bicep.proj"), "-nologo", $"-p:BicepFolder={folder.FullName}/",
                    $"-p:BicepOutput={folder.FullName}/output/",
                ],
                cancellationToken);

            Assert.NotEqual(0, run.ExitCode);
            Assert.Contains("error : ", run.Output, StringComparison.Ordinal);
            Assert.Contains("BCP037", run.Output, StringComparison.Ordinal);
            Assert.Contains("BCP081", run.Output, StringComparison.Ordinal);
            Assert.Contains("no-unused-params", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
