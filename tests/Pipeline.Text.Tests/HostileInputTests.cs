using System.Text;
using Pipeline.Text.Reading.Containers;

namespace Pipeline.Text.Tests;

public sealed class HostileInputTests
{
    private static CleanOutcome Clean(byte[] bytes, string name = "a.txt") => new ArticleCleaner().Clean(new SourceFile(name, bytes), TestContext.Current.CancellationToken);

    [Fact]
    public void Fifty_megabytes_are_too_large() => Assert.Equal(RejectionReason.TooLarge, Clean(new byte[50 * 1024 * 1024]).Rejection?.Reason);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\u00A0\n")]
    [InlineData("\uFEFF")]
    public void White_space_is_empty(string text) => Assert.Equal(RejectionReason.Empty, Clean(Encoding.UTF8.GetBytes(text)).Rejection?.Reason);

    [Theory]
    [InlineData(".txt")]
    [InlineData(".html")]
    public void An_image_is_binary_whatever_its_name(string extension)
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];
        Assert.Equal(RejectionReason.Binary, Clean(png, "photo" + extension).Rejection?.Reason);
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        var bytes = new byte[100_000];
        new Random(7).NextBytes(bytes);
        Assert.Contains(Clean(bytes).Rejection!.Reason, (RejectionReason[])[RejectionReason.Binary, RejectionReason.Undecodable]);
    }

    [Fact]
    public void Menus_and_buttons_are_no_article() =>
        Assert.Equal(RejectionReason.NoArticle, Clean("Home\nNews\nSport\nLog in\nSubscribe\n© 2025 The Courier"u8.ToArray()).Rejection?.Reason);

    [Fact]
    public void A_line_of_a_million_characters_is_one_paragraph()
    {
        var line = string.Concat(Enumerable.Repeat("the tide came in and went out again ", 28_000));
        var outcome = Clean(Encoding.UTF8.GetBytes("A very long story\n\n" + line));
        Assert.True(outcome.IsArticle);
        Assert.Equal(line.Trim().Length, Assert.Single(outcome.Article.Paragraphs).Span.Length);
    }

    [Fact]
    public void A_hundred_thousand_short_lines_are_read_through()
    {
        var text = new StringBuilder("Results of the great marathon\n\nMore than a hundred thousand people finished the race on Sunday, and all of them are listed here.\n");
        for (var i = 0; i < 100_000; i++)
        {
            text.Append("Runner ").Append(i).Append(" finished the race in good health after the last bridge.\n");
        }

        var outcome = Clean(Encoding.UTF8.GetBytes(text.ToString()));
        Assert.True(outcome.IsArticle);
        Assert.InRange(outcome.Article.Paragraphs.Count, 99_000, 100_001);
    }

    [Fact]
    public void Markdown_nested_without_end_is_too_deep_or_read()
    {
        var outcome = Clean(Encoding.UTF8.GetBytes(new string('>', 50_000) + " text"), "deep.md");
        Assert.NotNull(outcome.Rejection);
        Assert.Contains(outcome.Rejection.Reason, (RejectionReason[])[RejectionReason.TooDeep, RejectionReason.NoArticle]);
    }

    [Fact]
    public void A_text_longer_than_the_bound_is_too_large_however_it_is_marked_up()
    {
        var (cleaner, text) = (new ArticleCleaner(new TextLimits { MaxTextLength = 10_000 }), string.Concat(Enumerable.Repeat("The tide came in at noon, and it went out again. ", 300)));

        Assert.All(new[] { ("a.txt", text), ("a.md", "# Tide\n\n" + text), ("a.html", $"<html><body><article><h1>Tide</h1><p>{text}</p></article></body></html>") }, file =>
            Assert.Equal(RejectionReason.TooLarge, cleaner.Clean(new SourceFile(file.Item1, Encoding.UTF8.GetBytes(file.Item2)), TestContext.Current.CancellationToken).Rejection?.Reason));
    }

    [Theory]
    [InlineData("<b>")]
    [InlineData("<br>")]
    [InlineData("</p>")]
    public void A_page_of_more_elements_than_the_bound_is_too_large(string tag)
    {
        var cleaner = new ArticleCleaner(new TextLimits { MaxElements = 1_000, MaxDepth = 10_000 });

        Assert.Equal(RejectionReason.TooLarge, cleaner.Clean(new SourceFile("a.html", Encoding.UTF8.GetBytes("<html><body>" + string.Concat(Enumerable.Repeat(tag, 1_001)))), TestContext.Current.CancellationToken).Rejection?.Reason);
    }

    [Fact]
    public void A_declaration_of_UTF_7_is_not_followed() =>
        Assert.Equal("utf-8", Clean(Encoding.UTF8.GetBytes("<meta charset=utf-7><article><h1>Fährschiff</h1><p>Das Fährschiff ist am Montag wieder ausgelaufen, und mehr als hundert Menschen standen am Kai von Port Maren, um es in den Hafen einlaufen zu sehen, wie der Hafenmeister mitteilte. Die Karten kosten so viel wie vor dem Sturm.</p></article>"), "a.html").Article!.Charset);

    [Fact]
    public void A_declaration_of_UTF_7_over_other_bytes_is_not_followed_either() =>
        Assert.NotEqual("utf-7", Clean([.. "<meta charset=utf-7><article><h1>Ferry</h1><p>caf"u8, 0xE9, .. " and more than a hundred people stood on the quay of Port Maren to see it come in from the sea, where it had waited for the storm to pass on Monday and on Tuesday. The harbour master said that the ship would sail every evening until the end of March.</p></article>"u8], "a.html").Article!.Charset);

    [Theory] // Found by fuzzing.
    [InlineData("a.html", """<html><head><script type="application/ld+json">{"\ud800":{"b":[]},"@graph":[{"\udc00":{}}]}</script></head><body><p>The ferry.</p></body></html>""")]
    [InlineData("a.json", """{"\ud800":"x","title":"The ferry"}""")]
    public void A_member_whose_name_is_no_text_is_passed_over(string name, string text) => Assert.False(Clean(Encoding.UTF8.GetBytes(text), name).IsArticle);

    [Fact] // Found by fuzzing.
    public void A_line_of_JSON_whose_names_are_no_text_is_passed_over()
    {
        byte[] lines = [.. "{\"id\":\"1\",\"title\":\"The ferry\"}\n{\""u8, 0xFF, .. "uthor\":\"Astrid Vollan\"}\n"u8];

        _ = ArticleContainer.Open(new SourceFile("a.jsonl", lines), TextLimits.Default, TestContext.Current.CancellationToken)?.Survey(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_cancelled_token_is_obeyed()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => new ArticleCleaner().Clean(new SourceFile("a.txt", "text"u8.ToArray()), cancelled));
    }
}
