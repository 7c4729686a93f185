using System.Text.Json;

namespace Pipeline.Infra.Tests;

/// <summary>Which host src/Pipeline.Functions is built for, evaluated without building or restoring it.</summary>
public sealed class FunctionsHostTests
{
    private const string Functions = "src/Pipeline.Functions/Pipeline.Functions.csproj";
    private const string Cli = "src/Pipeline.Cli/Pipeline.Cli.csproj";

    // `dotnet publish` sets it for everything it builds.
    private const string Publishing = "-p:_IsPublishing=true";

    private static readonly string[] AzureOnlyPackages = ["Microsoft.Azure.Functions.", "Azure.AI."];

    [Fact]
    public async Task A_build_is_local_and_needs_no_package_of_azure_functions()
    {
        var build = await EvaluateAsync();

        Assert.Equal("Local", build.Host);
        Assert.EndsWith("/obj/Local/", build.RestoreFolder, StringComparison.Ordinal);
        Assert.DoesNotContain("AZURE_FUNCTIONS", build.Constants);
        Assert.Contains("Pipeline.LocalHost", build.Projects);
        Assert.DoesNotContain(build.Packages, IsAzureOnly);
    }

    [Fact]
    public async Task Publishing_is_for_azure_with_a_restore_of_its_own_and_without_the_local_host()
    {
        var build = await EvaluateAsync(Publishing);

        Assert.Equal("Azure", build.Host);
        Assert.EndsWith("/obj/Azure/", build.RestoreFolder, StringComparison.Ordinal);
        Assert.Contains("AZURE_FUNCTIONS", build.Constants);
        Assert.DoesNotContain("Pipeline.LocalHost", build.Projects);
        Assert.Contains("Microsoft.Azure.Functions.Worker", build.Packages);
    }

    [Fact]
    public async Task Publishing_what_refers_to_the_functions_fails_with_what_to_pass()
    {
        var run = await CheckAsync(Cli, Publishing);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error PIPELINE002", run.Output, StringComparison.Ordinal);
        Assert.Contains("Pass -p:FunctionsHost=Local", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_what_refers_to_the_functions_passes_for_the_local_host()
    {
        var run = await CheckAsync(Cli, Publishing, "-p:FunctionsHost=Local");

        Assert.True(run.ExitCode == 0, run.Everything);
    }

    [Fact]
    public async Task An_unknown_host_is_refused()
    {
        var run = await CheckAsync(Functions, "-p:FunctionsHost=Nowhere");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("error PIPELINE001", run.Output, StringComparison.Ordinal);
    }

    private static bool IsAzureOnly(string package) =>
        Array.Exists(AzureOnlyPackages, prefix => package.StartsWith(prefix, StringComparison.Ordinal));

    private static Task<ToolRun> CheckAsync(string project, params string[] properties) => Tool.DotNetAsync(
        ["msbuild", project, "-nologo", "-t:CheckFunctionsHost", .. properties], TestContext.Current.CancellationToken);

    private static async Task<Evaluation> EvaluateAsync(params string[] properties)
    {
        var run = await Tool.DotNetAsync(
            [
                "msbuild", Functions, "-nologo", "-getProperty:FunctionsHost,MSBuildProjectExtensionsPath,DefineConstants",
                "-getItem:PackageReference,ProjectReference", .. properties,
            ],
            TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.Everything);

        var root = JsonDocument.Parse(run.Output).RootElement;
        var values = root.GetProperty("Properties");
        return new Evaluation(
            values.Text("FunctionsHost"),
            values.Text("MSBuildProjectExtensionsPath").Replace('\\', '/'),
            values.Text("DefineConstants").Split(';'),
            Items(root, "PackageReference", "Identity"),
            Items(root, "ProjectReference", "Filename"));
    }

    private static List<string> Items(JsonElement root, string type, string metadata) =>
        [.. root.GetProperty("Items").GetProperty(type).EnumerateArray().Select(item => item.Text(metadata))];

    private sealed record Evaluation(
        string Host, string RestoreFolder, IReadOnlyList<string> Constants, IReadOnlyList<string> Packages, IReadOnlyList<string> Projects);
}
