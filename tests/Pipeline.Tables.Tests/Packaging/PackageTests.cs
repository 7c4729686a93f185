using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Pipeline.Tables.Tests.Packaging;

/// <summary>The NuGet package, as <c>dotnet pack</c> makes it.</summary>
public sealed class PackageTests
{
    private const string Library = "lib/net10.0/Pipeline.Tables.dll";

    /// <summary>Marks a document's source in a portable PDB (https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md).</summary>
    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public async Task The_package_holds_the_library_its_documentation_and_its_contract_and_depends_on_the_table_client_alone()
    {
        using var package = await PackAsync();

        var files = package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal));
        Assert.Equal(
            ["Pipeline.Tables.nuspec", "README.md", "[Content_Types].xml", Library, "lib/net10.0/Pipeline.Tables.xml", "schema.csv"],
            files.Order(StringComparer.Ordinal));
        var specification = XDocument.Parse(await TextAsync(package, "Pipeline.Tables.nuspec")).Root!;
        Assert.Equal(["Azure.Data.Tables"], Elements(specification, "dependency").Select(dependency => dependency.Attribute("id")!.Value));
        Assert.Equal("README.md", Elements(specification, "readme").Single().Value);
        Assert.Equal("MIT", Elements(specification, "license").Single().Value);
        Assert.Equal(Repository.Read("src/Pipeline.Tables/README.md"), await TextAsync(package, "README.md"));

        AssertSymbols(await BytesAsync(package, Library));
    }

    /// <summary>The symbols are in the library, hold every source file, and name no folder of the machine that built it.</summary>
    private static void AssertSymbols(byte[] library)
    {
        using var portable = new PEReader(new MemoryStream(library));
        var entries = portable.ReadDebugDirectory();
        Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        using var symbols = portable.ReadEmbeddedPortablePdbDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
        var reader = symbols.GetMetadataReader();
        var embedded = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(information => reader.GetGuid(information.Kind) == s_embeddedSource)
            .Select(information => information.Parent)
            .ToHashSet();

        Assert.Contains(reader.Documents, document => reader.GetString(reader.GetDocument(document).Name).EndsWith("/Reading/ArticleReader.cs", StringComparison.Ordinal));
        Assert.All(reader.Documents, document =>
        {
            Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(document).Name), StringComparison.Ordinal);
            Assert.Contains((EntityHandle)document, embedded);
        });
    }

    private static async Task<ZipArchive> PackAsync()
    {
        var folder = Directory.CreateTempSubdirectory("pipeline-package-").FullName;
        try
        {
            var run = await Tool.DotNetAsync(
                ["pack", "src/Pipeline.Tables", "--configuration", "Release", "--no-restore", "--output", folder, "-p:ContinuousIntegrationBuild=true"],
                TestContext.Current.CancellationToken);
            Assert.True(run.ExitCode == 0, run.Everything);
            var bytes = await File.ReadAllBytesAsync(Directory.GetFiles(folder, "*.nupkg").Single(), TestContext.Current.CancellationToken);
            return new ZipArchive(new MemoryStream(bytes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<XElement> Elements(XElement specification, string name) => specification.Descendants().Where(element => element.Name.LocalName == name);

    private static async Task<string> TextAsync(ZipArchive package, string name)
    {
        using var reader = new StreamReader(new MemoryStream(await BytesAsync(package, name)));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<byte[]> BytesAsync(ZipArchive package, string name)
    {
        await using var stream = await package.GetEntry(name)!.OpenAsync(TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
