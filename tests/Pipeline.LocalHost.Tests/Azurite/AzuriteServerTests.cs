using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Pipeline.LocalHost.Azurite;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Azurite;

public sealed class AzuriteServerTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-azurite-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AzuriteOptions Options => new() { DataDirectory = _directory };

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task It_starts_is_shared_by_data_folder_keeps_its_data_and_ends()
    {
        var first = await AzuriteServer.StartAsync(Options, [], cancellationToken: Token);
        var process = Process.GetProcessById(first.ProcessId!.Value);
        await new BlobContainerClient(first.ConnectionString, "kept").CreateAsync(cancellationToken: Token);

        await using (var sharing = await AzuriteServer.StartAsync(Options, [], cancellationToken: Token))
        {
            Assert.False(sharing.IsOwned);
            Assert.Equal(first.ConnectionString, sharing.ConnectionString);
        }

        Assert.True(first.IsOwned);
        Assert.False(process.HasExited);
        await first.DisposeAsync();
        await process.WaitForExitAsync(Token).WaitAsync(RunningHost.Patience, Token);

        await using var second = await AzuriteServer.StartAsync(Options, [], cancellationToken: Token);
        Assert.True(second.IsOwned);
        Assert.True(await new BlobContainerClient(second.ConnectionString, "kept").ExistsAsync(Token));
    }

    [Fact]
    public async Task It_takes_other_ports_when_something_else_has_them()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var taken = ((IPEndPoint)occupant.LocalEndpoint).Port;
        var preferred = AzuriteEndpoints.FindFree() with { QueuePort = taken };

        await using var server = await AzuriteServer.StartAsync(Options, preferred, [], null, Token);

        Assert.True(server.IsOwned);
        Assert.DoesNotContain($":{taken}/", server.ConnectionString, StringComparison.Ordinal);
        await new BlobContainerClient(server.ConnectionString, "works").CreateAsync(cancellationToken: Token);
    }

    [Fact]
    public async Task It_ends_when_the_process_that_started_it_is_killed()
    {
        await AzuriteInstallation.EnsureAsync(Options, null, Token);
        using var parent = TestHostProcess.Start("azurite", _directory);
        var line = await parent.ReadUntilAsync("azurite ");
        using var azurite = Process.GetProcessById(int.Parse(line["azurite ".Length..], System.Globalization.CultureInfo.InvariantCulture));

        parent.Kill();

        await azurite.WaitForExitAsync(Token).WaitAsync(RunningHost.Patience, Token);
    }

    [Fact]
    public void A_missing_program_is_said_with_what_to_install()
    {
        var error = Assert.Throws<AzuriteException>(() => AzuriteInstallation.StartProcess("no-such-node", _directory, [], new Dictionary<string, string?>()));

        Assert.Contains("Install Node.js", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_file_pins_one_version_and_names_no_registry()
    {
        var lockFile = AzuriteInstallation.ReadResource("package-lock.json");

        Assert.Contains("\"azurite\": \"3.35.0\"", lockFile, StringComparison.Ordinal);
        Assert.DoesNotContain("\"resolved\"", lockFile, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_lock_has_one_owner_at_a_time()
    {
        var path = Path.Combine(_directory, "lock");
        using (var first = FileLock.TryAcquire(path))
        {
            Assert.NotNull(first);
            Assert.Null(FileLock.TryAcquire(path));
        }

        using var second = FileLock.TryAcquire(path);
        Assert.NotNull(second);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", true)]
    [InlineData(" usedevelopmentstorage=true; ", true)]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://other", false)]
    [InlineData(null, false)]
    public void Development_storage_is_recognised(string? connectionString, bool expected) =>
        Assert.Equal(expected, AzuriteServer.IsDevelopmentStorage(connectionString));
}
