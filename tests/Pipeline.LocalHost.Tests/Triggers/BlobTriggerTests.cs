using System.Text.Json;
using Azure.Storage.Blobs;
using Pipeline.LocalHost.Tests.Hosting;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Triggers;

public sealed class BlobTriggerTests(AzuriteFixture azurite)
{
    private const string Blobs = "AzureFunctionsJobHost:extensions:blobs:";
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blobs_of_any_name_are_bound_by_name_and_readable()
    {
        string[] names = ["a+b %20 é/ü.html", "plain.txt", "deep/er/100%/x.md", "q?a=b&c#d.txt", "新聞/記事 1.html"];
        var account = await azurite.CreateAccountAsync(Token);
        var container = await Account.ContainerAsync(account, "articles");
        foreach (var name in names)
        {
            await container.UploadAsync(name, $"text of {name}");
        }

        var probe = new Probe();
        await using var host = await RunningHost.StartAsync<Reading>(account, probe);

        var seen = await probe.NextAsync(names.Length);
        Assert.Equal(names.Select(name => $"{name}: text of {name} (articles/{name})").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_overwritten_blob_runs_again_and_an_unchanged_one_does_not()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var container = await Account.ContainerAsync(account, "articles");
        await container.UploadAsync("changing", "one");
        await container.UploadAsync("constant", "same");
        var probe = new Probe();
        await using var host = await RunningHost.StartAsync<Reading>(account, probe);
        await probe.NextAsync(2);

        await container.UploadAsync("changing", "two");

        Assert.StartsWith("changing: two", await probe.NextAsync(), StringComparison.Ordinal);
        await host.Traffic.NextAsync(2, IsScan);
        Assert.True(probe.IsQuiet);
    }

    [Fact]
    public async Task Receipts_survive_a_restart_and_an_idle_scan_is_one_request()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var container = await Account.ContainerAsync(account, "articles");
        await container.UploadAsync("before-1", "text");
        await container.UploadAsync("before-2", "text");
        var probe = new Probe();
        await using (var first = await RunningHost.StartAsync<Reading>(account, probe))
        {
            await probe.NextAsync(2);
        }

        await container.UploadAsync("after", "text");
        await using var second = await RunningHost.StartAsync<Reading>(account, probe);

        Assert.StartsWith("after:", await probe.NextAsync(), StringComparison.Ordinal);
        await second.Traffic.SeenAsync(IsReceipt);
        await second.Traffic.NextAsync(IsScan);
        var before = second.Traffic.Requests.Count;
        await second.Traffic.NextAsync(3, IsScan);
        Assert.All(second.Traffic.Requests.Skip(before), request => Assert.True(IsScan(request), request));
        Assert.True(probe.IsQuiet);
    }

    [Fact]
    public async Task A_blob_that_keeps_failing_is_reported_once_on_the_poison_queue()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var container = await Account.ContainerAsync(account, "failing");
        await container.UploadAsync("bad.txt", "text");
        var etag = (await container.GetBlobClient("bad.txt").GetPropertiesAsync(cancellationToken: Token)).Value.ETag;
        var probe = new Probe();
        (string, string)[] settings = [(Blobs + "poisonBlobThreshold", "3"), ("AzureFunctionsWebHost:hostid", "tested")];
        await using (var first = await RunningHost.StartAsync<Failing>(account, probe, null, settings))
        {
            await probe.NextAsync();
        }

        await using var second = await RunningHost.StartAsync<Failing>(account, probe, null, settings);
        await second.Traffic.SeenAsync(request => request.StartsWith("POST", StringComparison.Ordinal) && request.Contains("/webjobs-blobtrigger-poison/messages", StringComparison.Ordinal));
        await second.Traffic.NextAsync(2, request => IsScan(request));

        var queue = await Account.QueueAsync(account, "webjobs-blobtrigger-poison");
        var message = Assert.Single((await queue.PeekMessagesAsync(10, Token)).Value);
        using var json = JsonDocument.Parse(Convert.FromBase64String(message.Body.ToString()));
        var fields = json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString());
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["FunctionId"] = "tested.Functions.Failing",
                ["BlobType"] = "BlockBlob",
                ["ContainerName"] = "failing",
                ["BlobName"] = "bad.txt",
                ["ETag"] = etag.ToString().Trim('"'),
            },
            fields);
    }

    [Fact]
    public async Task A_name_that_spoils_the_listing_does_not_end_the_host()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var container = await Account.ContainerAsync(account, "articles");
        await container.UploadAsync("control\u0001", "text");
        var probe = new Probe();
        await using var host = await RunningHost.StartAsync<Reading>(account, probe);
        await host.Traffic.NextAsync(3, IsScan);

        await container.DeleteBlobAsync("control\u0001", cancellationToken: Token);
        await container.UploadAsync("plain.txt", "text");

        Assert.StartsWith("plain.txt", await probe.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipt_of_a_deleted_blob_is_removed()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var container = await Account.ContainerAsync(account, "articles");
        await container.UploadAsync("short-lived", "text");
        var probe = new Probe();
        await using var host = await RunningHost.StartAsync<Reading>(account, probe);
        await host.Traffic.SeenAsync(IsReceipt);

        await container.DeleteBlobAsync("short-lived", cancellationToken: Token);
        await host.Traffic.SeenAsync(request => request.StartsWith("DELETE", StringComparison.Ordinal) && request.EndsWith("202", StringComparison.Ordinal));

        var receipts = new BlobContainerClient(account, "azure-webjobs-hosts").GetBlobsAsync(cancellationToken: Token);
        Assert.Equal(0, await receipts.CountAsync(Token));
    }

    [Fact]
    public async Task Every_kind_of_parameter_is_bound_and_a_pattern_selects()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var container = await Account.ContainerAsync(account, "kinds");
        await container.UploadAsync("in/x.txt", "text");
        await container.UploadAsync("in/x.bin", "other");
        await container.UploadAsync("out/x.txt", "other");
        var probe = new Probe();
        await using var host = await RunningHost.StartAsync<EveryParameter>(account, probe);

        var seen = await probe.NextAsync(4);
        Assert.Equal(["binary text", "bytes text", "stream text x", "string text"], seen.Order(StringComparer.Ordinal));
        await host.Traffic.NextAsync(8, IsScan);
        Assert.True(probe.IsQuiet);
    }

    [Fact]
    public async Task No_more_blobs_run_at_once_than_host_json_allows()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var container = await Account.ContainerAsync(account, "held");
        for (var i = 0; i < 5; i++)
        {
            await container.UploadAsync($"blob-{i}", "text");
        }

        var probe = new Probe();
        await using var host = await RunningHost.StartAsync<Holding>(account, probe, null, (Blobs + "maxDegreeOfParallelism", "2"));
        Assert.Equal(["started", "started"], await probe.NextAsync(2));
        Assert.True(probe.IsQuiet);
        probe.Release();

        // The third starts only after one has finished.
        Assert.Equal(["finished", "started"], await probe.NextAsync(2));
        probe.Release(4);
        await probe.NextAsync(6);
    }

    [Fact]
    public async Task A_container_may_be_made_after_the_host_started()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        await using var host = await RunningHost.StartAsync<Reading>(account, probe);
        await host.Traffic.NextAsync(request => request.EndsWith("404", StringComparison.Ordinal));

        var container = await Account.ContainerAsync(account, "articles");
        await container.UploadAsync("late", "text");

        Assert.StartsWith("late:", await probe.NextAsync(), StringComparison.Ordinal);
    }

    private static bool IsScan(string request) => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("comp=list", StringComparison.Ordinal);

    private static bool IsReceipt(string request) => request.StartsWith("PUT", StringComparison.Ordinal) && request.Contains("/blobreceipts/", StringComparison.Ordinal);

    public sealed class Reading(Probe probe)
    {
        [Function(nameof(Reading))]
        public async Task RunAsync(
            [BlobTrigger("articles/{name}", Source = BlobTriggerSource.EventGrid, Connection = "Storage")] BlobClient blob,
            string name,
            FunctionContext context,
            CancellationToken cancellationToken)
        {
            var content = await blob.DownloadContentAsync(cancellationToken);
            probe.Report($"{name}: {content.Value.Content} ({context.BindingContext.BindingData["blobtrigger"]})");
        }
    }

    public sealed class Failing(Probe probe)
    {
        [Function(nameof(Failing))]
        public void Run([BlobTrigger("failing/{name}")] string content)
        {
            probe.Report(content);
            throw new InvalidOperationException("Fails as it should.");
        }
    }

    public sealed class Holding(Probe probe)
    {
        [Function("Holding")]
        public async Task RunAsync([BlobTrigger("held/{name}")] BinaryData content, CancellationToken cancellationToken)
        {
            probe.Report("started");
            await probe.HoldAsync(cancellationToken);
            probe.Report("finished");
        }
    }

    public sealed class EveryParameter(Probe probe)
    {
        [Function("Stream")]
        public async Task StreamAsync([BlobTrigger("kinds/in/{name}.txt")] Stream content, string name, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(content);
            probe.Report($"stream {await reader.ReadToEndAsync(cancellationToken)} {name}");
        }

        [Function("Bytes")]
        public void Bytes([BlobTrigger("kinds/in/{name}.txt")] byte[] content) => probe.Report($"bytes {System.Text.Encoding.UTF8.GetString(content)}");

        [Function("Text")]
        public void Text([BlobTrigger("kinds/in/{name}.txt")] string content) => probe.Report($"string {content}");

        [Function("Binary")]
        public void Binary([BlobTrigger("kinds/in/{name}.txt")] BinaryData content) => probe.Report($"binary {content}");
    }
}
