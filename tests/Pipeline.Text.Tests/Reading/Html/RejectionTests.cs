using Pipeline.Text.Reading.Html;

namespace Pipeline.Text.Tests.Reading.Html;

public sealed class RejectionTests
{
    [Theory]
    [InlineData("div")]
    [InlineData("span")]
    [InlineData("b")]
    [InlineData("blockquote")]
    [InlineData("x-card")]
    public void Ten_thousand_nested_elements_are_too_deep(string tag)
    {
        var html = Page.With(string.Concat(Enumerable.Repeat($"<{tag}>", 10_000)) + Page.First);
        Assert.Equal(RejectionReason.TooDeep, Page.Outcome(html).Rejection?.Reason);
    }

    [Theory]
    [InlineData("<p>")]
    [InlineData("<li>An item of a list.")]
    [InlineData("<br>")]
    [InlineData("<img src=a.png>")]
    [InlineData("<tr><td>A cell.")]
    [InlineData("<div><span>open</div>")]
    [InlineData("<dt>A term<dd>and what it means.")]
    [InlineData("</div></p>")]
    [InlineData("<svg><path d='M0'/></svg>")]
    public void Forgotten_end_tags_do_not_count_as_depth(string repeated)
    {
        var scan = MarkupScan.Run($"<html><body>{string.Concat(Enumerable.Repeat(repeated, 3000))}</body></html>", TextLimits.Default.MaxDepth);
        Assert.False(scan.TooDeep);
    }

    [Fact]
    public void The_bound_is_the_limit_that_was_given()
    {
        var html = Page.With("<div><div><div>" + Page.First + "</div></div></div>");
        Assert.Equal(RejectionReason.TooDeep, Page.Outcome(html, new TextLimits { MaxDepth = 4 }).Rejection?.Reason);
        Assert.NotEqual(RejectionReason.TooDeep, Page.Outcome(html, new TextLimits { MaxDepth = 5 }).Rejection?.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<h1>404 Not Found</h1><p>The page that you are looking for may have been moved or deleted, or it never existed at all. Please use the search.</p>")]
    [InlineData("<nav><a href=/>Home</a> <a href=/world>World</a></nav><form><label>User name</label><input><label>Password</label><input type=password><button>Sign in</button></form>")]
    [InlineData("<h1>Sign in</h1><p>Please enter the e-mail address of your subscription.</p><form><input type=email><input type=password><button>Sign in</button></form><p><a href=/reset>Forgotten your password?</a></p>")]
    [InlineData("<h1>Ports</h1><ul><li><a href=/1>Crane falls across the main quay of Lindholm</a></li><li><a href=/2>Ferries turn back as the queue of lorries grows</a></li><li><a href=/3>Engineers expect to lift the wreck within two days</a></li></ul>")]
    [InlineData("<header><a href=/>Lindholm Courier</a></header><main><div><a href=/1><h3>Crane falls</h3></a><span>2 hours ago</span></div><div><a href=/2><h3>Ferries turn back</h3></a><span>3 hours ago</span></div></main><footer><p>© Lindholm Courier. All rights reserved. The content of this site may not be copied or distributed without written permission.</p></footer>")]
    public void A_page_without_an_article_is_refused(string body) =>
        Assert.Equal(RejectionReason.NoArticle, Page.Outcome(Page.With(body).Replace("<title>Crane falls</title>", "<title></title>", StringComparison.Ordinal)).Rejection?.Reason);

    [Fact]
    public void An_index_of_teasers_is_refused()
    {
        var teasers = string.Concat(Enumerable.Range(1, 12).Select(i => $"<div class=item><h2><a href=/{i}>Headline number {i} about the port</a></h2><p>A short text of one sentence that says what the story number {i} is about, and why to read it.</p></div>"));
        Assert.Equal(RejectionReason.NoArticle, Page.Outcome(Page.With($"<main>{teasers}</main>")).Rejection?.Reason);
    }

    [Fact]
    public void A_very_short_article_is_one_when_the_page_says_so()
    {
        var document = Page.Read(Page.With("<article><h1>Crane falls</h1><p>More follows in a moment.</p></article>", "<meta property='og:type' content='article'>"));
        Assert.Equal(["More follows in a moment."], Page.Texts(document));
    }
}
