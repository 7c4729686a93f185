using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Reading;

public sealed class PlainTextReaderTests
{
    [Fact]
    public void Every_line_is_a_block_with_its_place_in_the_source()
    {
        const string text = "  Title\r\n\r\n\r\nFirst line \nsecond line\u2028third";
        var read = new PlainTextReader().Read(new DecodedSource(text, "utf-8", ".txt", []), TextLimits.Default, TestContext.Current.CancellationToken);

        Assert.NotNull(read.Document);
        Assert.Equal([("Title", 0), ("First line", 2), ("second line", 0), ("third", 0)], read.Document.Blocks.Select(block => (block.Text, block.BlankLinesBefore)));
        Assert.All(read.Document.Blocks, block => Assert.Equal(block.Text, block.Source.Of(text).ToString()));
    }
}
