using System.Text.Json;

namespace Pipeline.Infra.Tests;

/// <summary>Evaluates a template with its parameters to the resources that Azure would be asked for, without Azure.</summary>
internal static class Bicep
{
    private const string AnySubscription = "00000000-0000-0000-0000-000000000001";
    private const string AnyTenant = "00000000-0000-0000-0000-000000000002";

    /// <summary>Where main.bicep is deployed to.</summary>
    public static readonly string[] Subscription = ["--location", "westeurope"];

    /// <summary>Where eventing.bicep is deployed to.</summary>
    public static readonly string[] ResourceGroup = ["--resource-group", "rg-test"];

    /// <remarks>The parameters are the text of a parameter file that lies beside main.bicep.</remarks>
    public static async Task<Deployment> PredictAsync(string[] scope, string parameters, CancellationToken cancellationToken)
    {
        Assert.True(
            File.Exists(BuildFacts.BicepCommand),
            $"The Bicep compiler is missing: {BuildFacts.BicepCommand}. `dotnet restore` of this project installs it.");

        var folder = Directory.CreateTempSubdirectory("pipeline-bicep-");
        try
        {
            CopyTemplates(folder.FullName);
            var parameterFile = Path.Combine(folder.FullName, "deployment.bicepparam");
            await File.WriteAllTextAsync(parameterFile, parameters, cancellationToken);

            var run = await Tool.RunAsync(
                BuildFacts.BicepCommand,
                [
                    "snapshot", parameterFile, "--mode", "overwrite", "--subscription-id", AnySubscription,
                    "--tenant-id", AnyTenant, .. scope,
                ],
                folder.FullName,
                cancellationToken);
            Assert.True(run is { ExitCode: 0, Everything: "" }, run.Everything);

            var snapshot = await File.ReadAllTextAsync(Path.ChangeExtension(parameterFile, ".snapshot.json"), cancellationToken);
            return new Deployment(JsonDocument.Parse(snapshot).RootElement);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void CopyTemplates(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(BuildFacts.InfraFolder, "*.bicep", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(BuildFacts.InfraFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
