namespace Pipeline.Text.Tests.Reading.Html;

public sealed class TextTests
{
    [Theory]
    [InlineData("<p>The  quay\n\tis&nbsp;closed today.</p>", "The quay is closed today.")]
    [InlineData("<p>It was <b>Hol</b>m, not <i>Berg</i>, who <a href=/x>called</a>.</p>", "It was Holm, not Berg, who called.")]
    [InlineData("<p>R&amp;D &lt;costs&gt; &#8364;5 &eacute;t&eacute;.</p>", "R&D <costs> €5 été.")]
    [InlineData("<p>One line,<br>and another one.</p>", "One line,\nand another one.")]
    [InlineData("<p>The<!-- a note --> end of it.</p>", "The end of it.")]
    [InlineData("<p>The <ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby> is shut.</p>", "The 港 is shut.")]
    [InlineData("<p>He said <span style='display:none'>secretly </span>nothing at all.</p>", "He said nothing at all.")]
    [InlineData("<p>A line <script>var a = '<p>no</p>';</script>with a script.</p>", "A line with a script.")]
    public void Inline_mark_up_is_folded_into_clean_text(string part, string expected) =>
        Assert.Contains(expected, Page.Texts(Page.Read(Page.Article(inside: part))));

    [Fact]
    public void Two_line_breaks_part_paragraphs()
    {
        var texts = Page.Texts(Page.Read(Page.With($"<article><h1>Crane</h1><div>{Page.First}<br><br>{Page.Second}<br/> <br/>{Page.Third}</div></article>")));
        Assert.Equal([Page.First, Page.Second, Page.Third], texts);
    }

    [Fact]
    public void Words_of_neighbouring_blocks_do_not_run_together()
    {
        var texts = Page.Texts(Page.Read(Page.With($"<article><div><div>{Page.First}</div><div>{Page.Second}</div></div></article>")));
        Assert.Equal([Page.First, Page.Second], texts);
    }

    [Fact]
    public void Lines_of_code_stay_lines() =>
        Assert.Contains("git init\ngit status", Page.Texts(Page.Read(Page.Article(inside: "<pre><code>git init\ngit status</code></pre>"))));

    [Fact]
    public void Spans_point_into_the_source_behind_scripts_styles_drawings_and_comments()
    {
        var html = Page.Article(inside: "<script>if (a < b) { x = '</p>' }</script><style>p > b {}</style><svg><path d='M0'/><text>no</text></svg><!-- <p>no</p> --><p>The quay <!-- x -->is shut.</p>");
        var block = Assert.Single(Page.Read(html).Blocks, b => b.Text == "The quay is shut.");
        Assert.Equal("The quay <!-- x -->is shut.", block.Source.Of(html).ToString());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Spans_cover_the_text_in_the_source(string newLine)
    {
        var html = Page.Article(inside: $"{newLine}<!-- <p>no</p> -->{newLine}<p class=\"a > b\">The quay is <b>shut</b> until Wednesday.</p>{newLine}").Replace("</p><p>", $"</p>{newLine}<p>", StringComparison.Ordinal);
        var document = Page.Read(html);
        var block = Assert.Single(document.Blocks, b => b.Text == "The quay is shut until Wednesday.");
        Assert.Equal("The quay is <b>shut</b> until Wednesday.", block.Source.Of(html).ToString());
        Assert.All(document.Blocks.Where(b => !html.Contains('&', StringComparison.Ordinal) && b.Text != block.Text), b => Assert.Equal(b.Text, b.Source.Of(html).ToString()));
    }
}
