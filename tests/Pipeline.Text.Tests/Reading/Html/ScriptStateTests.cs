namespace Pipeline.Text.Tests.Reading.Html;

public sealed class ScriptStateTests
{
    private const string Claim = "<meta property='og:type' content='article'>";
    private const string Markup = $"<p>{Page.First}</p><h2>Ferries turn back</h2><p>{Page.Second}</p>$$AD$$<p>{Page.Third}</p>";
    private static readonly string[] Body = [Page.First, "Ferries turn back", Page.Second, Page.Third];

    public static TheoryData<string> Scripts { get; } =
    [
        $"<script id=__NEXT_DATA__ type='application/json'>{{\"props\":{{\"article\":{{\"title\":\"Crane falls\",\"contentHtml\":\"{Escaped(Markup)}\"}}}}}}</script>",
        $"<script>window.__STATE__ = {{\"post\":{{\"body\":\"{Markup}\"}}}}; start();</script>",
        $"<script>window['q'] = window['q'] || []; window['q'].push({{\"data\":[{{\"anything\":\"{Escaped(Markup)}\"}}]}})</script>",
        $"<script>self.flight.push([1,\"{Escaped(Markup)}\"])</script>",
        $"<script>window.state = JSON.parse(\"{{\\\"articleBody\\\":\\\"{Markup}\\\"}}\")</script>",
        $"<script>var s={{\"content_elements\":[{{\"type\":\"text\",\"content\":\"{Page.First}\"}},{{\"type\":\"header\",\"content\":\"Ferries turn back\"}},{{\"type\":\"image\",\"url\":\"a.png\"}},{{\"type\":\"text\",\"content\":\"{Page.Second}\"}},{{\"type\":\"text\",\"content\":\"{Page.Third}\"}}]}}</script>",
        $"<script>var s={{\"headline\":\"Another story\",\"body\":\"{Markup.Replace("harbour", "old and much larger harbour", StringComparison.Ordinal)}\",\"main\":{{\"headline\":\"Crane falls\",\"body\":\"{Escaped(Markup)}\"}}}}</script>",
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void An_article_that_only_a_script_holds_is_read(string script)
    {
        var document = Page.Read(Page.With("<nav><a href=/>Home</a></nav><div id=root></div>" + script, Claim));
        Assert.Equal(Body, Page.Texts(document));
        Assert.Equal("Crane falls", document.Facts.Title);
        Assert.Equal("html-body-from-script", Assert.Single(document.Notes).Code);
    }

    [Fact]
    public void Plain_text_in_a_script_is_parted_at_its_line_breaks()
    {
        var script = $"<script type='application/json'>{{\"articleBody\":\"{Page.First}\\n\\n{Page.Second}\\n{Page.Third}\"}}</script>";
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(Page.With(script, Claim))));
    }

    [Fact]
    public void Every_block_points_to_the_script_that_it_was_read_from()
    {
        var html = Page.With($"<script>var s={{\"body\":\"{Markup}\"}}</script>", Claim);
        Assert.All(Page.Read(html).Blocks, b => Assert.Contains(b.Text, b.Source.Of(html).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_page_shows_is_preferred()
    {
        var document = Page.Read(Page.Article(around: $"<script>var s={{\"body\":\"{Markup}{Markup}\"}}</script>", head: Claim));
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(document));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<meta property='og:type' content='website'>")]
    public void A_page_that_is_no_article_of_its_own_account_stays_refused(string head) =>
        Assert.Equal(RejectionReason.NoArticle, Page.Outcome(Page.With($"<script>var s={{\"body\":\"{Markup}\"}}</script>", head)).Rejection?.Reason);

    [Theory]
    [InlineData("var s={\"privacy\":\"All rights to the text remain with the paper, and none of it may be copied.\"}")]
    [InlineData("function f(){if(a){b([{]}\"")]
    [InlineData("var s={\"body\":\"\\ud800 unpaired\"}")]
    [InlineData("")]
    public void Scripts_without_an_article_give_none(string script) =>
        Assert.Equal(RejectionReason.NoArticle, Page.Outcome(Page.With($"<script>{script}</script>", Claim)).Rejection?.Reason);

    [Fact]
    public void Hostile_scripts_are_left_alone_in_reasonable_time()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"body\":", 50_000));
        var starts = string.Concat(Enumerable.Repeat("=[", 200_000));
        var nested = $"{{\"body\":\"{string.Concat(Enumerable.Repeat("<div>", 20_000))}{Page.First}</p></p>\"}}";
        Assert.Equal(RejectionReason.NoArticle, Page.Outcome(Page.With($"<script>{deep}</script><script>{starts}</script><script>{nested}</script>", Claim)).Rejection?.Reason);
    }

    private static string Escaped(string markup) => markup.Replace("<", "\\u003c", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal);
}
