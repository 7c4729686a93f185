using Pipeline.Core.Stages;

namespace Pipeline.Core.Tests.Storage;

public sealed class BlobEventsTests
{
    [Fact]
    public void The_path_of_a_deleted_file_is_read_from_the_subject() =>
        Assert.Equal("daily/a+b %20 é/ü.html", Path("/blobServices/default/containers/articles/blobs/daily/a+b %20 é/ü.html"));

    [Theory]
    [InlineData("/blobServices/default/containers/articles2/blobs/story.txt")]
    [InlineData("/blobServices/default/containers/content/blobs/story.txt")]
    public void Other_containers_are_none_of_ours(string subject) => Assert.Null(Path(subject));

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_event_is_passed_over(string message) => Assert.Null(BlobEvents.PathOf(BinaryData.FromString(message)));

    private static string? Path(string subject) =>
        BlobEvents.PathOf(BinaryData.FromObjectAsJson(new { id = "1", eventType = "Microsoft.Storage.BlobDeleted", subject }));
}
