using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pipeline.LocalHost.Storage;

namespace Pipeline.LocalHost.Tests.Storage;

public sealed class StorageConnectionsTests
{
    private const string Key = "bm90IGEgcmVhbCBrZXk=";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=news;AccountKey={Key};EndpointSuffix=core.windows.net", "news")]
    public void A_connection_string_gives_both_clients(string connectionString, string account)
    {
        var connections = Connections(("Storage", connectionString));

        Assert.Equal(account, connections.Blobs("Storage").AccountName);
        Assert.Equal(account, connections.Queues("Storage").AccountName);
    }

    [Theory]
    [InlineData("Storage:blobServiceUri", "Storage:queueServiceUri")]
    [InlineData("Storage:serviceUri", "Storage:queueServiceUri")]
    public void Service_addresses_sign_in_without_a_key(string blobSetting, string queueSetting)
    {
        var connections = Connections((queueSetting, "https://news.queue.core.windows.net/"), (blobSetting, "https://news.blob.core.windows.net/"));

        Assert.Equal("https://news.blob.core.windows.net/", connections.Blobs("Storage").Uri.AbsoluteUri);
        Assert.Equal("https://news.queue.core.windows.net/", connections.Queues("Storage").Uri.AbsoluteUri);
    }

    [Fact]
    public void The_hosts_own_state_is_where_AzureWebJobsStorage_says_or_else_Storage()
    {
        var other = Connections(("Storage", "UseDevelopmentStorage=true"), ("AzureWebJobsStorage:accountName", "state"));
        var same = Connections(("Storage", "UseDevelopmentStorage=true"));

        Assert.Equal("https://state.blob.core.windows.net/azure-webjobs-hosts", other.HostState.Uri.AbsoluteUri);
        Assert.Equal("devstoreaccount1", same.HostState.AccountName);
    }

    [Fact]
    public void A_missing_connection_is_named_with_its_settings()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Connections().Blobs("News"));

        Assert.Contains("Connection 'News'", error.Message, StringComparison.Ordinal);
        Assert.Contains("News__blobServiceUri", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_connection_string_is_named_and_its_key_is_not_shown()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Connections(("Storage", $"AccountKey={Key};nonsense")).Blobs("Storage"));

        Assert.Contains("Connection 'Storage'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pipeline.Functions", "pipeline-functions")]
    [InlineData("A.Very.Long.Application.Name.Beyond.All.Bounds", "a-very-long-application-name-bey")]
    public void The_host_id_is_made_of_the_applications_name(string application, string id) =>
        Assert.Equal(id, HostIdentity.Create(new ConfigurationBuilder().Build(), application).Id);

    private static StorageConnections Connections(params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(),
        Options.Create(new LocalHostOptions()));
}
