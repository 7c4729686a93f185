using Pipeline.Text.Reading;
using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Tests.Reading.Html;

public sealed class RecogniseTests
{
    [Theory]
    [InlineData("<!DOCTYPE html><html><body>x</body></html>", ".txt")]
    [InlineData("\n\n  <!-- saved --> <HTML lang=en><p>x</p>", ".txt")]
    [InlineData("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>", "")]
    [InlineData("<div><p>One.</p><p>Two.</p><p>Three.</p></div>", ".txt")]
    [InlineData("<p>One.</p>", ".html")]
    public void Mark_up_is_html_whatever_the_file_is_called(string text, string extension) => Assert.True(Certainty(text, extension) > 0.8);

    [Theory]
    [InlineData("Use <b> for bold text and <p> for a paragraph.", ".txt")]
    [InlineData("KABUL - The talks went on.\n\nNothing else is known.", ".txt")]
    [InlineData("if a < b and c > d then <html is not a tag", ".txt")]
    [InlineData("", ".txt")]
    public void Text_that_mentions_a_tag_is_not(string text, string extension) => Assert.True(Certainty(text, extension) < 0.3);

    [Fact]
    public void Text_in_a_file_called_html_is_doubtful() => Assert.InRange(Certainty("Just words.", ".html"), 0.4, 0.8);

    private static double Certainty(string text, string extension) => new HtmlReader().Recognise(new DecodedSource(text, "utf-8", extension, []));
}
