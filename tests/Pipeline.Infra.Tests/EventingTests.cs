using System.Text.Json;

namespace Pipeline.Infra.Tests;

public sealed class EventingTests(Deployments deployments)
{
    private JsonElement Uploads => Subscription("article-uploads");

    private JsonElement Deletions => Subscription("article-deletions");

    [Fact]
    public void Uploads_go_to_the_blob_trigger_with_the_key_that_only_azure_knows()
    {
        var destination = Uploads.GetProperty("destination");
        var endpoint = destination.GetProperty("properties").Text("endpointUrl");

        Assert.Equal("WebHook", destination.Text("endpointType"));
        Assert.Contains("/runtime/webhooks/blobs?functionName=Host.Functions.{1}&code={2}", endpoint, StringComparison.Ordinal);
        Assert.Contains("'ArticleUploaded', listKeys(", endpoint, StringComparison.Ordinal);
        Assert.EndsWith(".systemKeys.blobs_extension)]", endpoint, StringComparison.Ordinal);
    }

    [Fact]
    public void Uploads_are_told_once_the_blob_is_whole()
    {
        var filter = Uploads.GetProperty("filter");
        var advanced = Assert.Single(filter.GetProperty("advancedFilters").EnumerateArray());

        Assert.Equal(["Microsoft.Storage.BlobCreated"], filter.Texts("includedEventTypes"));
        Assert.Equal("data.api", advanced.Text("key"));
        Assert.Equal("StringIn", advanced.Text("operatorType"));
        Assert.Equal(["PutBlob", "PutBlockList", "CopyBlob", "FlushWithClose"], advanced.Texts("values"));
    }

    [Fact]
    public void Deletions_go_to_the_queue_by_identity_and_wait_there_for_ever()
    {
        var delivery = Deletions.GetProperty("deliveryWithResourceIdentity");
        var queue = delivery.GetProperty("destination").GetProperty("properties");

        Assert.Equal(["Microsoft.Storage.BlobDeleted"], Deletions.GetProperty("filter").Texts("includedEventTypes"));
        Assert.Equal("SystemAssigned", delivery.GetProperty("identity").Text("type"));
        Assert.Equal("deleted-events", queue.Text("queueName"));
        Assert.Equal(-1, queue.GetProperty("queueMessageTimeToLiveInSeconds").GetInt32());
    }

    [Theory]
    [InlineData("article-uploads")]
    [InlineData("article-deletions")]
    public void Only_blobs_of_the_articles_container_count(string name) => Assert.Equal(
        "/blobServices/default/containers/articles/blobs/",
        Subscription(name).GetProperty("filter").Text("subjectBeginsWith"));

    [Theory]
    [InlineData("article-uploads")]
    [InlineData("article-deletions")]
    public void What_cannot_be_delivered_is_tried_again_and_then_kept(string name)
    {
        var subscription = Subscription(name);
        var deadLetter = subscription.GetProperty("deadLetterWithResourceIdentity");

        Assert.Equal(30, subscription.GetProperty("retryPolicy").GetProperty("maxDeliveryAttempts").GetInt32());
        Assert.Equal("SystemAssigned", deadLetter.GetProperty("identity").Text("type"));
        Assert.Equal("undelivered-events", deadLetter.GetProperty("deadLetterDestination").GetProperty("properties").Text("blobContainerName"));
    }

    private JsonElement Subscription(string name) =>
        deployments.Eventing.OfType("Microsoft.EventGrid/systemTopics/eventSubscriptions")
            .Single(subscription => subscription.Text("name").EndsWith($"/{name}", StringComparison.Ordinal))
            .Properties();
}
