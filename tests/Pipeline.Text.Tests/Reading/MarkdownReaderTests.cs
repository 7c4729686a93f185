using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Reading;

public sealed class MarkdownReaderTests
{
    private static SourceDocument Read(string text)
    {
        var read = new MarkdownReader().Read(new DecodedSource(text, "utf-8", ".md", []), TextLimits.Default, TestContext.Current.CancellationToken);
        Assert.NotNull(read.Document);
        return read.Document;
    }

    [Theory]
    [InlineData("---\n---\n\nThe night ferry sailed again on Monday.")]
    [InlineData("---\n---\n---\nThe night ferry sailed again on Monday.")]
    public void Front_matter_may_hold_nothing(string text) => // Found by fuzzing.
        Assert.NotNull(new MarkdownReader().Read(new DecodedSource(text, "utf-8", ".md", []), TextLimits.Default, TestContext.Current.CancellationToken).Document);

    [Fact]
    public void Front_matter_states_facts()
    {
        var facts = Read("---\ntitle: \"A: quoted title\"\nauthors:\n  - Jane Doe\n  - John Roe\ndate: 2024-05-03 17:47\nupdated: 2024-05-04\nlang: en-GB\nsource: The Courier\nurl: https://courier.example/a\n---\n\nBody.").Facts;
        Assert.Equal("A: quoted title", facts.Title);
        Assert.Equal(["Jane Doe", "John Roe"], facts.Authors);
        Assert.Equal("Jane Doe, John Roe", facts.Byline);
        Assert.Equal(("2024-05-03T17:47", "2024-05-04"), (facts.Published?.Iso, facts.Updated?.Iso));
        Assert.Equal(("en", "The Courier", "https://courier.example/a"), (facts.Language, facts.SiteName, facts.CanonicalUrl));
    }

    [Fact]
    public void Blocks_lose_their_marks_and_keep_their_kind()
    {
        const string text = "# Title\n\nSome **bold** and [linked](https://a.example) words\nwrapped.\n\n## Part\n\n- one\n- two\n\n> quoted\n\n![alt](p.jpg \"A caption\")\n\n<div>raw</div>\n";
        var document = Read(text);
        Assert.Equal("Title", document.Facts.Title);
        Assert.Equal(
            [(BlockKind.Paragraph, "Some bold and linked words wrapped."), (BlockKind.Heading, "Part"), (BlockKind.ListItem, "one"), (BlockKind.ListItem, "two"), (BlockKind.Quote, "quoted"), (BlockKind.Caption, "A caption")],
            document.Blocks.Select(block => (block.Kind, block.Text)));
        Assert.Equal("<div>raw</div>", Assert.Single(document.Removed).Source.Of(text).ToString());
        Assert.StartsWith("Some **bold**", document.Blocks[0].Source.Of(text).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\ntitle: x\n---\ntext", ".txt", "markdown")]
    [InlineData("# Head\n\n![a](http://a.example/b.jpg)\n\n> quote", "", "markdown")]
    [InlineData("Just text", ".md", "markdown")]
    [InlineData("Just text", ".txt", "text")]
    [InlineData("Just text", "", "text")]
    [InlineData("Call #1 is open", ".dat", "text")]
    public void The_reader_is_chosen_by_content_first(string text, string extension, string format) =>
        Assert.Equal(format, ArticleReaders.Choose(new DecodedSource(text, "utf-8", extension, [])).Format);

    [Fact]
    public void Topics_with_number_signs_below_a_text_make_no_markdown()
    {
        var source = new DecodedSource("A title\n\nA paragraph.\n\n# Harbour\n\n# Fishing\n\nOther news", "utf-8", ".txt", []);
        Assert.Equal("text", ArticleReaders.Choose(source).Format);
    }

    [Fact]
    public void A_heading_below_the_text_is_not_the_title()
    {
        var source = new DecodedSource("The harbour was quiet on Monday morning, and the fishermen who had come down to look at the water went home.\n\n# Harbour\n", "utf-8", ".md", []);
        Assert.Null(new MarkdownReader().Read(source, TextLimits.Default, TestContext.Current.CancellationToken).Document!.Facts.Title);
    }
}
