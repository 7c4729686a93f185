using Pipeline.Core.Articles;
using Pipeline.Text;

namespace Pipeline.EndToEnd.Tests;

public sealed class SampleTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_shared_sample_where_present_comes_out_of_the_pipeline_as_it_comes_out_of_the_cleaner()
    {
        var file = SharedSample();
        Assert.SkipWhen(file is null, "There is no ../shared/samples beside the repository.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var account = await Account.CreateAsync(azurite, limit.Token);
        var bytes = await File.ReadAllBytesAsync(file!, limit.Token);
        var id = await new ArticleInbox(account.Storage).PutAsync("samples/article.txt", new MemoryStream(bytes), limit.Token);

        await using var host = HostProcess.Start(account.ConnectionString);
        await account.WaitForEndAsync(host, 1, limit.Token);

        var row = await account.Reader.GetArticleAsync(id, limit.Token);
        var stored = await new ContentStore(account.Storage).GetCleanAsync(id, row!.EnrichedFrom!, limit.Token);
        var cleaned = new ArticleCleaner().Clean(new SourceFile("samples/article.txt", bytes), limit.Token).Article!;
        Assert.Equal(CleanArticleJson.Serialize(cleaned), CleanArticleJson.Serialize(stored!));
        Assert.Equal("'Not an enemy' any more: Why Russia is courting the Taliban", row.Title);
        Assert.Equal("2021-08-17T21:40", row.Published);
        Assert.Equal(["AFP", "AFP"], stored!.Captions.Select(caption => caption.Credit));
        Assert.Equal(["Sovereignty vs security", "Years of courting"], stored.Sections.Skip(1).Select(section => section.Heading!.Value.Of(stored.Text).ToString()));
        Assert.Equal(stored.Paragraphs.Count, row.SegmentCount);
    }

    private static string? SharedSample()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "shared", "samples");
            if (Directory.Exists(samples))
            {
                return Directory.EnumerateFiles(samples, "*.txt").Order(StringComparer.Ordinal).FirstOrDefault();
            }
        }

        return null;
    }
}
