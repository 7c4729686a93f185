using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Reading.Html;

public sealed class BodyTests
{
    [Fact]
    public void The_paragraphs_of_the_article_come_in_order_without_the_headline() =>
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(Page.Article())));

    [Theory]
    [InlineData("<nav><ul><li><a href=/a>World</a></li><li><a href=/b>Sport and weather</a></li></ul></nav>")]
    [InlineData("<footer><p>Published by the Lindholm Courier, a company of the northern press group, since the year 1921.</p></footer>")]
    [InlineData("<div class=\"related-articles\"><h3>Related</h3><p>A ship with timber ran aground before the coast on Sunday evening, and was towed away by two tugs.</p></div>")]
    [InlineData("<div class=\"newsletterSignup\"><p>Get the five stories that matter every morning in your inbox, free and without advertisements.</p></div>")]
    [InlineData("<section id=comments><p>I saw it from my window and it was terrible, the whole quay shook, and the gulls were gone for hours.</p></section>")]
    [InlineData("<div class='cookie-banner'><p>We and our partners store information on your device to show you personal content and to measure it.</p></div>")]
    [InlineData("<div style='display: none'><p>This sentence is for nobody, as the style sheet of the page hides it from every reader of the paper.</p></div>")]
    [InlineData("<aside><p>The port of Lindholm was founded in 1620 and is the third largest of the country by weight of goods.</p></aside>")]
    [InlineData("<div class='lees-ook'><p><a href=/x>Lees ook: de brug van Lindholm is weer open voor vrachtverkeer vanaf morgenochtend</a></p></div>")]
    [InlineData("<p><a href=/x>Watch: the moment the crane came down</a></p>")]
    public void What_is_not_the_article_stays_out_inside_it_and_beside_it(string part)
    {
        string[] expected = [Page.First, Page.Second, Page.Third];
        Assert.Equal(expected, Page.Texts(Page.Read(Page.Article(inside: part))));
        Assert.Equal(expected, Page.Texts(Page.Read(Page.Article(around: part))));
    }

    [Fact]
    public void A_removed_part_is_reported_with_its_rule_reason_and_place()
    {
        var html = Page.Article(inside: "<div class=\"newsletter\"><p>Get our letter every morning.</p></div>");
        var removal = Assert.Single(Page.Read(html).Removed, r => r.Rule == "html-newsletter");
        Assert.Equal("Get our letter every morning.", removal.Text);
        Assert.Equal("Get our letter every morning.", removal.Source.Of(html).ToString());
        Assert.NotEmpty(removal.Reason);
    }

    [Fact]
    public void A_wrapper_with_a_misleading_name_keeps_the_article() =>
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(Page.With($"<div class='paywall sidebar'><div class=text><h1>Crane falls</h1><p>{Page.First}</p><p>{Page.Second}</p><p>{Page.Third}</p></div></div>"))));

    [Fact]
    public void A_text_in_several_containers_of_one_kind_comes_whole() =>
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(Page.With($"<main><h1>Crane falls</h1><div><div class='body'><p>{Page.First}</p></div></div><div><div class='body'><p>{Page.Second}</p></div></div><div><div class='body'><p>{Page.Third}</p></div></div></main>"))));

    [Fact]
    public void The_standfirst_outside_the_container_of_the_text_opens_the_article()
    {
        const string Standfirst = "A fallen crane blocks the third largest port of the country, and ferries turn back.";
        var document = Page.Read(Page.With($"<header><h1>Crane falls in Lindholm</h1><p class='standfirst'>{Standfirst}</p></header><div class='article-body'><p>{Page.First}</p><p>{Page.Second}</p><p>{Page.Third}</p></div>"));
        Assert.Equal(Standfirst, document.Facts.Standfirst);
        Assert.Equal([Standfirst, Page.First, Page.Second, Page.Third], Page.Texts(document));
    }

    [Fact]
    public void Headings_lists_and_quotes_keep_their_kind()
    {
        var document = Page.Read(Page.Article(inside: $"<h2>What happened</h2><p>{Page.Third} Again.</p><ul><li>The quay is closed until Wednesday.</li><li>Ferries leave from the old dock.</li></ul><blockquote><p>We were lucky that it was early in the morning.</p></blockquote>"));
        Assert.Equal(
            [BlockKind.Paragraph, BlockKind.Heading, BlockKind.Paragraph, BlockKind.ListItem, BlockKind.ListItem, BlockKind.Quote, BlockKind.Paragraph, BlockKind.Paragraph],
            document.Blocks.Select(b => b.Kind));
        Assert.Equal(2, document.Blocks[1].Level);
    }

    [Fact]
    public void A_heading_goes_with_the_part_it_headed()
    {
        var html = Page.Article(inside: "<h3>More on this</h3><ul><li><a href=/1>Port of Lindholm to be widened</a></li><li><a href=/2>Two ferries collide in fog</a></li></ul><h2>The cause</h2>");
        Assert.Equal([Page.First, "The cause", Page.Second, Page.Third], Page.Texts(Page.Read(html)));
    }

    [Fact]
    public void A_byline_and_a_date_line_before_the_text_are_no_paragraphs()
    {
        var html = Page.With($"<article><h1>Crane falls</h1><div class='byline'>By Ada Holm</div><p>5 min read</p><time>12 May 2024</time><p>{Page.First}</p><p>{Page.Second}</p></article>");
        Assert.Equal([Page.First, Page.Second], Page.Texts(Page.Read(html)));
    }

    [Fact]
    public void A_text_repeated_for_small_screens_comes_once() =>
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(Page.Article(inside: $"<p class='only-mobile'>{Page.First}</p>"))));

    [Fact]
    public void The_entries_of_a_live_blog_all_come()
    {
        var entries = string.Concat(Enumerable.Range(1, 5).Select(i => $"<article class='live-entry'><h2>Update {i}</h2><p>At {i} o'clock the fire brigade said that the wind had turned and that quay {i} was safe again.</p></article>"));
        var texts = Page.Texts(Page.Read(Page.With($"<main><h1>Crane falls: live</h1><p>{Page.First}</p><div class='entries'>{entries}</div></main>")));
        Assert.Equal(11, texts.Length);
        Assert.Contains("Update 5", texts);
    }

    [Fact]
    public void Rows_of_a_table_of_data_are_lines()
    {
        var texts = Page.Texts(Page.Read(Page.Article(inside: "<table><tr><th>Port</th><th>Tonnes</th></tr><tr><td>Lindholm</td><td>4,100</td></tr></table>")));
        Assert.Contains("Lindholm | 4,100", texts);
    }

    [Fact]
    public void A_text_that_only_the_metadata_holds_is_taken_from_there()
    {
        var body = string.Join("\\n", Page.First, Page.Second, Page.Third);
        var document = Page.Read(Page.With("<div id=app>Loading</div>", $$"""<script type="application/ld+json">{"@type":"NewsArticle","headline":"Crane falls","articleBody":"{{body}}"}</script>"""));
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(document));
        Assert.Single(document.Notes, n => n.Code == "html-body-from-metadata");
    }

    [Fact]
    public void What_stands_behind_the_body_that_the_metadata_repeats_stays_out()
    {
        const string Fourth = "The owner of the crane, a company from the north, has promised to pay for the damage and to train its drivers.";
        var body = string.Join(" ", Page.First, Page.Second, Page.Third, Fourth);
        var html = Page.With(
            $"<article><h1>Crane falls</h1><p>{Page.First}</p><h2>The cause</h2><p>{Page.Second}</p><p>{Page.Third}</p><p>{Fourth}</p><p>This paper is printed on paper from well kept woods, and is read in forty countries.</p></article>",
            $$"""<script type="application/ld+json">{"@type":"NewsArticle","headline":"Crane falls","articleBody":"{{body}}"}</script>""");
        Assert.Equal([Page.First, "The cause", Page.Second, Page.Third, Fourth], Page.Texts(Page.Read(html)));
    }

    [Fact]
    public void A_consent_text_longer_than_a_short_article_stays_out()
    {
        var consent = string.Concat(Enumerable.Repeat("<p>When you visit a site it may store information on your device, mostly in the form of small files that say who you are.</p>", 8));
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(Page.Article(around: $"<div id='onetrust-consent-sdk'><div class='main-content'>{consent}</div></div>"))));
    }

    [Fact]
    public void An_overlay_that_wraps_the_article_does_not_hide_it() =>
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(Page.With($"<div class='LightboxWrapper-x1'><div class='article-body'><h1>Crane falls</h1><p>{Page.First}</p><p>{Page.Second}</p><p>{Page.Third}</p></div></div>"))));

    [Fact]
    public void Teasers_below_the_headlined_article_are_not_its_text()
    {
        var teasers = string.Concat(Enumerable.Range(1, 2).Select(i => $"<article><h2><a href=/{i}>Another story {i}</a></h2><p>What the other story number {i} is about is told in this sentence, not a long one.</p></article>"));
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(Page.With($"<main><article><h1>Crane falls</h1><p>{Page.First}</p><p>{Page.Second}</p><p>{Page.Third}</p></article>{teasers}</main>"))));
    }

    [Fact]
    public void A_note_about_the_author_behind_the_text_is_not_part_of_it()
    {
        var html = Page.With($"<article><h1>Crane falls</h1><p>{Page.First}</p><p>{Page.Second}</p><p>Ada Holm is a reporter in Lindholm and writes about ships.</p></article>", "<meta name=author content='Ada Holm'>");
        Assert.Equal([Page.First, Page.Second], Page.Texts(Page.Read(html)));
    }

    [Theory]
    [InlineData("<div class='banner-app'><p>Download our app and get the best of Lindholm every Friday.</p></div>")]
    [InlineData("<div class='disclaimer'>Disclaimer: this story was edited from an agency feed.</div>")]
    [InlineData("<span>11:20 Uhr</span>")]
    [InlineData("<p>9:05 p.m.</p>")]
    [InlineData("<p>18h30</p>")]
    public void Promotions_disclaimers_and_times_of_entries_are_no_text(string inside) =>
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(Page.Article(inside))));

    [Theory]
    [InlineData("<h2>At 11:20</h2>", "At 11:20")]
    [InlineData("<p>11.50 was the price.</p>", "11.50 was the price.")]
    public void A_time_among_words_stays(string inside, string expected) =>
        Assert.Contains(expected, Page.Texts(Page.Read(Page.Article(inside))));

    [Theory]
    [InlineData("Comments (17)")]
    [InlineData("Kommentare")]
    [InlineData("Yorumlar")]
    [InlineData("Комментарии 4")]
    [InlineData("댓글 17")]
    [InlineData("評論")]
    public void What_readers_say_below_the_text_is_left_out(string heading)
    {
        var page = Page.With($"<h1>Crane falls</h1><div class=x><p>{Page.First}</p><p>{Page.Second}</p><p>{Page.Third}</p><h3>{heading}</h3><p>blue_35: Well done, for without you my boat would have gone onto the rocks that night, I think.</p></div>");
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(Page.Read(page)));
    }

    [Fact]
    public void A_standfirst_in_the_form_of_a_heading_is_a_paragraph()
    {
        const string Text = "No lorry has left the port since Monday, and nobody knows when the next one will.";
        var document = Page.Read(Page.With($"<article><h1>Crane falls</h1><h2 class=entradilla>{Text}</h2><p>{Page.First}</p><p>{Page.Second}</p></article>"));
        Assert.Equal((BlockKind.Paragraph, Text), (document.Blocks[0].Kind, document.Blocks[0].Text));
    }

    [Fact]
    public void Information_lines_and_captions_of_Chinese_pages_are_no_text()
    {
        const string Text = "去年夏天的一场洪水冲走了溪口村的百年木桥。四月十七日，新桥合龙，全村人都来走了一遍，还有人唱起了歌。";
        var document = Page.Read(Page.With($"<div><h1>木桥重修</h1><div class=info>2024-04-18 07:20 来源：云岭日报 记者 沈若溪 编辑：何涛</div><div><p>{Text}</p><p><img src=q.jpg></p><p>村民走过新桥。云岭日报记者 沈若溪 摄</p><p>{Text}还没有完。</p></div></div>"));
        Assert.Equal([Text, Text + "还没有完。"], Page.Texts(document));
        Assert.Single(document.Facts.Captions);
    }
}
