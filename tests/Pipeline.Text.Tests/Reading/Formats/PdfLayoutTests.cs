using System.Globalization;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>Lines of a page become paragraphs in reading order. Columns, indents and headlines of whole articles are tested with the rendered stories.</summary>
public sealed class PdfLayoutTests
{
    private const double Leading = 14;
    private const int Top = 600;

    private static readonly string[] Story =
    [
        "The night ferry between Vestnes and Skarholm will sail again from June,", "nine years after the last boat left the quay with eleven passengers and",
        "a piano on board, and the harbour master expects two hundred people.",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("the harbour mas-", "ter was there", "the harbour master was there")]
    [InlineData("the harbour mas\u00AD", "ter was there", "the harbour master was there")]
    [InlineData("the years 2014-", "2023 were quiet", "the years 2014-2023 were quiet")]
    [InlineData("the Austro-", "Hungarian ferry", "the Austro-Hungarian ferry")]
    [InlineData("the Covid-", "19 ward closed", "the Covid-19 ward closed")]
    [InlineData("the years 2014\u0096", "2023 were quiet", "the years 2014–2023 were quiet")]
    [InlineData("the ferry -", "Norway's last - sailed", "the ferry - Norway's last - sailed")]
    public void Words_broken_at_the_end_of_a_line_are_mended(string first, string second, string joined) =>
        Assert.Equal($"{Story[0]} {joined}", Assert.Single(Blocks([[Story[0], first, second]])));

    [Fact]
    public void Ligatures_of_a_font_become_their_letters()
    {
        string[] lines = [.. Story, "The o\u0001ce of the port sold the \u0002rst ticket on Monday, to a man of ninety-", "one years who had sailed on the last boat and wanted to see the quay."];

        var read = new ArticleCleaner().Clean(new SourceFile("a.pdf", Of([[.. lines, .. Story]])), Cancel);

        Assert.Contains("The office of the port sold the first ticket on Monday, to a man of ninety-one years", read.Article?.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "4", "5")]
    [InlineData("- 3 -", "- 4 -", "- 5 -")]
    [InlineData("Page 3 of 9", "Page 4 of 9", "Page 5 of 9")]
    [InlineData("3/9", "4/9", "5/9")]
    [InlineData("| 3 |", "| 4 |", "| 5 |")]
    [InlineData("Seite 3 von 9", "Seite 4 von 9", "Seite 5 von 9")]
    public void Numbers_of_pages_are_left_out(params string[] numbers) =>
        Assert.Equal(Enumerable.Repeat(string.Join(' ', Story), 3), Blocks([.. numbers.Select(_ => Story)], feet: numbers));

    [Fact]
    public void Heads_and_feet_that_return_are_left_out_and_lines_of_the_text_are_not()
    {
        var read = Read([Story, Story, Story], ["Skarholm Gazette", "Saturday edition", "Skarholm Gazette"], ["Printed in Vestnes", "Printed in Vestnes", "Printed in Vestnes"]);

        Assert.All(read.Blocks.Where(block => block.Text != "Saturday edition"), block => Assert.Equal(string.Join(' ', Story), block.Text));
        Assert.Equal(5, read.Removed.Count(removal => removal.Rule == "pdf-running-heads"));
    }

    [Fact]
    public void A_sentence_goes_on_over_the_end_of_a_page_and_a_finished_one_does_not()
    {
        Assert.Equal([string.Join(' ', Story)], Blocks([Story[..2], Story[2..]], feet: ["1", "2"]));
        Assert.Equal([string.Join(' ', Story), string.Join(' ', Story)], Blocks([Story, Story], feet: ["1", "2"]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Columns_below_a_headline_are_read_one_after_the_other(int columns)
    {
        var width = 500 / columns;
        string[] words = ["The boat of column", "goes on from here", "down to the last line", "and to the next"];
        var content = Text("Night ferry to Skarholm returns after nine years of silence", 22, 50, Top + 60)
            + string.Concat(Enumerable.Range(0, columns).SelectMany(column => words.Select((line, row) => Text($"{line} {column + 1}{(row == 3 ? "." : "")}", 9, 50 + (column * width), Top - (row * Leading)))));

        var read = Document(PdfFile.Of(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PdfFile.Page, PdfFile.Stream(content), Font, "null"]));

        Assert.Equal("Night ferry to Skarholm returns after nine years of silence", read.Facts.Title);
        Assert.Equal(string.Join(' ', Enumerable.Range(1, columns).Select(column => string.Join(' ', words.Select(line => $"{line} {column}")) + ".")), string.Join(' ', read.Blocks.Select(block => block.Text)));
    }

    private const string Font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /ffi 2 /fi] >> >>";

    private static IEnumerable<string> Blocks(string[][] pages, string[]? heads = null, string[]? feet = null) => Read(pages, heads, feet).Blocks.Select(block => block.Text);

    private static SourceDocument Read(string[][] pages, string[]? heads = null, string[]? feet = null) => Document(Of(pages, heads, feet));

    private static byte[] Of(string[][] pages, string[]? heads = null, string[]? feet = null)
    {
        const int First = 6;
        var kids = string.Join(' ', pages.Select((_, i) => $"{First + (2 * i)} 0 R"));
        List<string> objects = ["<< /Type /Catalog /Pages 2 0 R >>", $"<< /Type /Pages /Kids [{kids}] /Count {pages.Length} >>", "null", "null", Font];
        for (var i = 0; i < pages.Length; i++)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {First + (2 * i) + 1} 0 R /Resources << /Font << /A 5 0 R >> >> >>");
            objects.Add(PdfFile.Stream((heads is null ? "" : Text(heads[i], 9, 50, 810)) + string.Concat(pages[i].Select((line, row) => Text(line, 9, 50, Top - (row * Leading)))) + (feet is null ? "" : Text(feet[i], 9, 280, 30))));
        }

        return PdfFile.Of(objects);
    }

    private static string Text(string text, int size, double x, double y) => string.Create(CultureInfo.InvariantCulture, $"BT /A {size} Tf {x} {y} Td ({text}) Tj ET\n");

    private static SourceDocument Document(byte[] pdf)
    {
        var read = ArticleReaders.Read(new SourceFile("a.pdf", pdf), TextLimits.Default, Cancel);
        Assert.True(read.Document is not null, read.Rejection?.ToString());
        return read.Document;
    }
}
