using Azure.Data.Tables.Sas;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Tests.Reading;

namespace Pipeline.Tables.Tests.Consumers;

/// <summary>The sample consumers, each as a process that reads tables on Azurite.</summary>
public sealed class ConsumerTests(AzuriteFixture azurite) : IDisposable
{
    private const string Samples = "tests/samples/consumers";
    private const string Phrase = "Trader Joe's 50";

    /// <summary>More than an answer holds, so that a consumer which ignores the continuation is noticed.</summary>
    private const int ManyChanges = 1_001;

    private static readonly DateTimeOffset Noon = new(2021, 8, 17, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-consumer-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Place => Path.Combine(_folder, "place");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("csharp")]
    [InlineData("python")]
    [InlineData("shell")]
    public async Task The_newest_negative_articles_that_mention_a_phrase_are_listed(string language)
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        for (var i = 0; i < 30; i++)
        {
            await tables.AddAsync(TableNames.KeyPhrases, ArticleIndexRow.Schema, new ArticleIndexRow
            {
                Key = TableKey.ByPhrase(EnrichedTables.Id(i % 16, i), Phrase, Noon.AddHours(-i)),
                Source = "north",
                Title = $"Story {i}",
                Published = "2021-08-17",
                Sentiment = i % 5 == 1 ? "Negative" : "Neutral",
            });
        }

        using var consumer = Start(tables, language, "negative");

        Assert.Equal(["Story 1", "Story 6", "Story 11", "Story 16", "Story 21", "Story 26"], (await consumer.ReadAsync(6, Token)).Select(line => line.Replace("2021-08-17 north: ", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("csharp")]
    [InlineData("python")]
    [InlineData("shell")]
    public async Task Changes_come_as_they_are_appended_and_a_new_process_goes_on_where_the_last_one_was(string language)
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        await tables.AddChangeAsync(shard: 3, sequence: 1);
        await tables.AddChangeAsync(shard: 12, sequence: 1);
        using (var consumer = Start(tables, language, "changes"))
        {
            Assert.Equal(["Updated story-3.txt 1", "Updated story-12.txt 1"], await consumer.ReadAsync(2, Token));
            await tables.AddChangeAsync(shard: 3, sequence: 2);
            Assert.Equal(["Updated story-3.txt 2"], await consumer.ReadAsync(1, Token));
        }

        await tables.AddChangeAsync(shard: 3, sequence: 3);
        using var next = Start(tables, language, "changes");
        var first = (await next.ReadAsync(1, Token)).Single();
        // It may have been stopped before it had noted the last one.
        Assert.Contains(first, new[] { "Updated story-3.txt 2", "Updated story-3.txt 3" });
    }

    [Theory]
    [InlineData("python", "changes")]
    [InlineData("shell", "changes")]
    public async Task More_than_one_answer_is_read_to_its_end(string language, string what)
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        await tables.AddChangesAsync(shard: 3, ManyChanges);
        using var consumer = Start(tables, language, what);

        Assert.Equal($"Updated story-3.txt {ManyChanges}", (await consumer.ReadAsync(ManyChanges, Token))[^1]);
    }

    [Fact]
    public void Each_has_fewer_than_fifteen_lines()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, Samples), "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".cs" or ".py" or ".sh" && !file.Contains("/obj/", StringComparison.Ordinal)).ToList();

        Assert.Equal(7, files.Count);
        Assert.All(files, file => Assert.InRange(File.ReadLines(file).Count(IsCode), 1, 14));

        static bool IsCode(string line) => line.Trim() is not ("" or "{" or "}") && !line.StartsWith('#') && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("\"\"\"", StringComparison.Ordinal);
    }

    private ConsumerProcess Start(EnrichedTables tables, string language, string what)
    {
        var folder = Path.Combine(Repository.Root, Samples, language);
        var argument = what == "negative" ? Phrase : Place;
        var signature = tables.Service.GenerateSasUri(TableAccountSasPermissions.Read | TableAccountSasPermissions.List, TableAccountSasResourceTypes.All, TimeProvider.System.GetUtcNow().AddHours(1));
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TABLES"] = tables.Service.Uri.ToString().TrimEnd('/'),
            ["SAS"] = signature.Query.TrimStart('?'),
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };
        return language switch
        {
            "csharp" => new ConsumerProcess("dotnet", [Path.Combine(AppContext.BaseDirectory, "Consumer.dll"), tables.ConnectionString, Phrase, Place], variables),
            "python" => new ConsumerProcess("python3", [Path.Combine(folder, what + ".py"), argument], variables),
            _ => new ConsumerProcess("sh", [Path.Combine(folder, what + ".sh"), argument], variables),
        };
    }
}
