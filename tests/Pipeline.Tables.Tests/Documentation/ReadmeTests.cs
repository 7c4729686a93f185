using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Schema;
using Pipeline.Tables.Tests.Reading;

namespace Pipeline.Tables.Tests.Documentation;

/// <summary>The README is the tables' contract: what it says of columns, keys and queries is what the code does.</summary>
public sealed partial class ReadmeTests(AzuriteFixture azurite)
{
    private const string Path = "src/Pipeline.Tables/README.md";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Columns_keys_examples_and_costs_are_those_of_the_code()
    {
        var costs = await QueryCost.MeasureInMemoryAsync(articles: 1_000, perDay: 50, Token);
        var readme = Repository.Read(Path);
        var rendered = GeneratedBlocks.Render(readme, costs.Select(cost => cost.Cells));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Repository.Write(Path, rendered);
            readme = rendered;
        }

        Assert.Equal(GeneratedBlocks.Names.Order(StringComparer.Ordinal), GeneratedBlocks.NamesIn(readme).Order(StringComparer.Ordinal));
        Assert.True(rendered == readme, $"{Path} differs from the code. Run this test with UPDATE_DOCS=1, and judge the change as your readers will: columns are added, never changed.");
    }

    [Fact]
    public void Every_table_has_its_section_and_every_section_its_query_in_each_language()
    {
        var sections = Repository.Read(Path).Split("\n## ").Where(section => TableNames.All.Contains(section.Split('\n')[0])).ToList();

        Assert.Equal(TableNames.All, sections.Select(section => section.Split('\n')[0]));
        Assert.All(sections, section => Assert.All(new[] { "```csharp\n", "```python\n", "```sh\n" }, fence => Assert.Contains(fence, section, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_numbers_in_the_text_are_those_of_the_code()
    {
        var readme = Repository.Read(Path);
        var listed = ColumnLimits.ListedKeyPhrases.ToString(CultureInfo.InvariantCulture).Replace("5", "five", StringComparison.Ordinal);

        Assert.Contains($"over {TableKey.DateShards} partitions", readme, StringComparison.Ordinal);
        Assert.Contains($"{TableKey.ChangeShards} shards", readme, StringComparison.Ordinal);
        Assert.Contains($"cut at {ColumnLimits.Text.ToString("N0", CultureInfo.InvariantCulture)} UTF-16 units", readme, StringComparison.Ordinal);
        Assert.Contains($"{ColumnLimits.KeyPhrases} per article, of at most {ColumnLimits.KeyPhrase} UTF-16 units; index rows show the {listed} best", readme, StringComparison.Ordinal);
        Assert.Contains($"`SchemaVersion` is {ArticleRow.CurrentSchemaVersion}", readme, StringComparison.Ordinal);
        Assert.Contains($"`{DateTime.MaxValue.Ticks}`", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_OData_filter_finds_the_row_of_the_sample_article()
    {
        var tables = await WithSampleAsync();
        var filters = ShellQuery().Matches(Repository.Read(Path));

        Assert.Equal(TableNames.All.Order(StringComparer.Ordinal), filters.Select(match => match.Groups["table"].Value).Distinct().Order(StringComparer.Ordinal));
        foreach (var match in filters.ToList())
        {
            Assert.Single(await tables.QueryAsync(match.Groups["table"].Value, match.Groups["filter"].Value));
        }
    }

    [Fact]
    public async Task Every_example_prints_the_sample_article()
    {
        var tables = await WithSampleAsync();
        await using var output = new StringWriter();
        var examples = new ReadmeExamples(tables.ReaderWith((_, _) => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes("""{"text":"He is not an enemy."}""")))), output);
        var article = await tables.Reader.GetArticleAsync(GeneratedBlocks.SampleId, Token);
        var before = new ChangeRow { Key = TableKey.Change(TableKey.ChangeShard(GeneratedBlocks.SampleId), GeneratedBlocks.SampleSequence - 1) };

        await examples.ArticlesAsync(GeneratedBlocks.SampleId);
        await examples.SegmentsAsync(article!);
        await examples.TextAsync(GeneratedBlocks.SampleId);
        await examples.ArticlesByDateAsync();
        await examples.ArticlesBySourceAsync();
        await examples.KeyPhrasesAsync();
        var cursor = await examples.ChangesAsync(ChangeCursor.Start.After(before).ToString());
        await examples.ChangesAsync(cursor);

        Assert.Equal(
            [
                "Not an enemy: Negative, Central Asia, Kabul",
                "3: Negative (80 % negative), characters 6 to 18",
                "Negative: not an enemy",
                "2021-08-17T21:40 north-post: Not an enemy",
                "2021-08-17T21:40 Not an enemy",
                "Not an enemy: \"Central Asia\" is phrase number 1",
                "Enriched: north-post/enemy.txt, version 1",
            ],
            output.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.Replace("80%", "80 %", StringComparison.Ordinal)));
    }

    private async Task<EnrichedTables> WithSampleAsync()
    {
        var tables = await EnrichedTables.CreateAsync(azurite);
        const string Id = GeneratedBlocks.SampleId;
        var time = GeneratedBlocks.SampleTime;
        await tables.AddAsync(TableNames.Articles, ArticleRow.Schema, new ArticleRow
        {
            Key = TableKey.Article(Id),
            State = ArticleState.Enriched,
            Title = "Not an enemy",
            Sentiment = "Negative",
            KeyPhrases = [GeneratedBlocks.SamplePhrase, "Kabul"],
            EnrichedFrom = GeneratedBlocks.SampleEnrichment,
            EnrichmentHash = GeneratedBlocks.SampleEnrichment,
            SegmentCount = 1,
            Received = time,
        });
        await tables.AddAsync(TableNames.Segments, SegmentRow.Schema, new SegmentRow
        {
            Key = TableKey.Segment(Id, GeneratedBlocks.SampleEnrichment, GeneratedBlocks.SampleOrdinal),
            Ordinal = GeneratedBlocks.SampleOrdinal,
            Start = 6,
            Length = 12,
            Sentiment = "Negative",
            NegativeScore = 0.8,
        });
        foreach (var (table, key) in new[]
        {
            (TableNames.ArticlesByDate, TableKey.ByDate(Id, time)),
            (TableNames.ArticlesBySource, TableKey.BySource(Id, GeneratedBlocks.SampleSource, time)),
            (TableNames.KeyPhrases, TableKey.ByPhrase(Id, GeneratedBlocks.SamplePhrase, time)),
        })
        {
            await tables.AddAsync(table, ArticleIndexRow.Schema, new ArticleIndexRow
            {
                Key = key,
                ArticleId = Id,
                Source = GeneratedBlocks.SampleSource,
                State = ArticleState.Enriched,
                Title = "Not an enemy",
                Published = "2021-08-17T21:40",
                Sentiment = "Negative",
                NegativeScore = 0.8,
                Phrase = GeneratedBlocks.SamplePhrase,
                Rank = 1,
            });
        }

        await tables.AddAsync(TableNames.Changes, ChangeRow.Schema, new ChangeRow
        {
            Key = TableKey.Change(TableKey.ChangeShard(Id), GeneratedBlocks.SampleSequence),
            ArticleId = Id,
            Version = 1,
            Kind = ChangeKind.Enriched,
            Path = "north-post/enemy.txt",
            Source = GeneratedBlocks.SampleSource,
            At = time,
        });
        return tables;
    }

    [GeneratedRegex("^rows (?<table>[A-Za-z]+) \"(?<filter>[^\"]+)\"", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ShellQuery();
}
