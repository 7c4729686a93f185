using Pipeline.Text.Cleaning;
using Pipeline.Text.Cleaning.Rules;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class WhiteSpaceTests
{
    [Theory]
    [InlineData("a  b\u00A0c\u2009d\te", "a b c d e")]
    [InlineData("\u3000島の\u3000灯台 ", "島の 灯台")]
    public void Makes_every_run_one_space(string line, string expected) => Assert.Equal([expected], RuleTest.Apply<WhiteSpace>(line).Lines());

    [Theory]
    [InlineData("two\nlines", "two lines")]
    [InlineData("島の\n灯台", "島の灯台")]
    public void A_line_break_inside_a_block_is_a_space_only_where_words_have_spaces(string text, string expected)
    {
        var document = new SourceDocument { Blocks = [new Block(BlockKind.Paragraph, text, new TextSpan(0, text.Length))] };
        Assert.Equal([expected], RuleTest.Apply<WhiteSpace>(new ArticleDraft(new DecodedSource(text, "utf-8", ".html", []), document)).Lines());
    }
}
