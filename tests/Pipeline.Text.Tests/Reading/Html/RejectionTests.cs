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

    [Theory]
    [InlineData("<div class=consent><h1>Your privacy</h1><p>We and our partners store information on your device, such as cookies, and process personal data for advertisements and content.</p><p>You may consent to our processing as described, or refuse it; your choice holds for this site only, and you can change it at any time.</p></div>", "")]
    [InlineData("<h1>Back soon</h1><p>Our site is under maintenance. We are working to bring it back as soon as we can and ask for your patience until then.</p><p>If it takes longer, please write to the reader service and name the code 503.</p>", "")]
    [InlineData("<h1>Gleich zurück</h1><p>Wegen Wartungsarbeiten ist unsere Seite zurzeit nicht zu erreichen. Wir bitten um Geduld und sind in wenigen Minuten wieder für Sie da.</p>", "")]
    [InlineData("<h1>Ada Holm</h1><p>Ada Holm has written about the ports of the west coast since 2009, and about the people who work in them, their boats and their songs.</p>", "<meta property='og:type' content='profile'>")]
    [InlineData("<h1>Ports</h1><div><h2>Crane falls</h2><p>The harbour of Lindholm was closed on Monday after a crane fell across the main quay, the port […]</p></div><div><h2>Ferries</h2><p>Three ferries had to turn back on Monday, and the queue of lorries reached the motorway […]</p></div><div><h2>Wreck</h2><p>Engineers expect to lift the wreck within two days; until then the smaller vessels use [...]</p></div>", "")]
    public void A_page_about_itself_or_its_authors_is_refused(string body, string head) =>
        Assert.Equal(RejectionReason.NoArticle, Page.Outcome(Page.With($"<main>{body}</main>", head)).Rejection?.Reason);

    [Theory]
    [InlineData("<p>The ferry company says that its boat is under maintenance and that its website is temporarily unavailable.</p>", "<meta name=author content='Ada Holm'>")]
    [InlineData("<div class=consent>We use cookies on this site to show you what you like.</div>", "")]
    public void A_word_of_maintenance_or_consent_makes_no_page_less_of_an_article(string inside, string head) =>
        Assert.NotNull(Page.Outcome(Page.Article(inside, head: head)).Document);

    [Fact]
    public void A_very_short_article_is_one_when_the_page_says_so()
    {
        var document = Page.Read(Page.With("<article><h1>Crane falls</h1><p>More follows in a moment.</p></article>", "<meta property='og:type' content='article'>"));
        Assert.Equal(["More follows in a moment."], Page.Texts(document));
    }
}
