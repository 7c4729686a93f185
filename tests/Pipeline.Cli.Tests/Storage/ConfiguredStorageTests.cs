using System.Net;
using System.Net.Sockets;
using Azure;
using Pipeline.Cli.Storage;

namespace Pipeline.Cli.Tests.Storage;

public sealed class ConfiguredStorageTests
{
    [Theory]
    [InlineData("list")]
    [InlineData("show", "0123456789abcdef0123456789abcdef")]
    public async Task When_nothing_listens_the_message_says_what_to_do(params string[] args)
    {
        var run = await CommandRun.InvokeAsync([.. args, "--storage", ConnectionString(FreePort())]);

        Assert.Equal(ExitCode.Environment, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("pipeline up", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_says_so_too()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.InvokeAsync("ingest", folder.Write("a.txt", "x"), "--storage", ConnectionString(FreePort()));

        Assert.Equal(ExitCode.Environment, run.ExitCode);
        Assert.Contains("pipeline up", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_a_usage_error()
    {
        var run = await CommandRun.InvokeAsync("list", "--storage", "nonsense");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("--storage", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "pipeline up")]
    [InlineData(403, "roles")]
    [InlineData(404, "pipeline up")]
    [InlineData(500, "Storage failed")]
    public void Errors_of_storage_are_explained(int status, string expected)
    {
        var error = new RequestFailedException(status, "message");

        Assert.Contains(expected, StorageFault.Explain(error), StringComparison.Ordinal);
        Assert.Contains(expected, StorageFault.Explain(new AggregateException(error)), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_errors_are_not_storage() => Assert.Null(StorageFault.Explain(new InvalidOperationException()));

    private static string ConnectionString(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=Zm9v;BlobEndpoint=http://127.0.0.1:{port}/a;QueueEndpoint=http://127.0.0.1:{port}/a;TableEndpoint=http://127.0.0.1:{port}/a;";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
