using System.Reflection;

namespace Pipeline.Infra.Tests;

/// <summary>What the build knows and the tests need.</summary>
internal static class BuildFacts
{
    public static string BicepCommand { get; } = Read("BicepCommand");

    public static string RepositoryRoot { get; } = Read("RepositoryRoot");

    public static string InfraFolder { get; } = Path.Combine(RepositoryRoot, "infra");

    private static string Read(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value
        ?? throw new InvalidOperationException($"The build left {key} empty.");
}
