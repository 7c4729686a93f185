using System.Text;

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
    public void A_cancelled_token_is_obeyed()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => new ArticleCleaner().Clean(new SourceFile("a.txt", "text"u8.ToArray()), cancelled));
    }
}
