namespace Pipeline.Text.Tests.Reading.Html;

public sealed class FactsTests
{
    private const string JsonLd = """
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Crane falls in Lindholm","datePublished":"2024-05-12T08:30:00+02:00","dateModified":"2024-05-12T11:00:00Z",
        "author":[{"@type":"Person","name":"Ada Holm"},{"@type":"Person","name":"Jo Berg"}],"articleSection":"Ports","publisher":{"@type":"Organization","name":"Lindholm Courier"},"image":{"url":"https://example.org/crane.jpg"}}</script>
        """;

    [Fact]
    public void Json_ld_gives_the_facts()
    {
        var facts = Page.Read(Page.Article(head: JsonLd)).Facts;
        Assert.Equal("Crane falls in Lindholm", facts.Title);
        Assert.Equal(["Ada Holm", "Jo Berg"], facts.Authors);
        Assert.Equal("2024-05-12T08:30+02:00", facts.Published?.Iso);
        Assert.Equal("2024-05-12T11:00Z", facts.Updated?.Iso);
        Assert.Equal("Ports", facts.Rubric);
        Assert.Equal("Lindholm Courier", facts.SiteName);
        Assert.Equal("https://example.org/crane.jpg", facts.LeadImageUrl);
        Assert.Equal("en", facts.Language);
    }

    [Theory]
    [InlineData("<script type='application/ld+json'>/* <![CDATA[ */ {\"@type\":\"NewsArticle\",\"headline\":\"Crane falls in Lindholm\",\"datePublished\":\"2024-05-12\"}; /* ]]> */</script>")]
    [InlineData("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"description\":\"a\nbroken\tline\",\"headline\":\"Crane falls in Lindholm\",\"datePublished\":\"2024-05-12\",}</script>")]
    [InlineData("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":[\"Article\"],\"headline\":\"Crane falls in Lindholm\",\"datePublished\":\"2024-05-12\"}]}</script>")]
    [InlineData("<meta property='article:published_time' content='2024-05-12'>")]
    [InlineData("<script type='application/ld+json'>{ not json at all</script><meta name=date content='2024-05-12'>")]
    public void Broken_and_wrapped_metadata_is_read_as_far_as_it_goes(string head) =>
        Assert.Equal("2024-05-12", Page.Read(Page.Article(head: head)).Facts.Published?.Iso);

    [Fact]
    public void Json_ld_nested_beyond_any_reason_is_ignored()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);
        Assert.Null(Page.Read(Page.Article(head: $"<script type='application/ld+json'>{deep}</script>")).Facts.Published);
    }

    [Theory]
    [InlineData("Crane falls in Lindholm | Lindholm Courier")]
    [InlineData("Crane falls in Lindholm - Lindholm Courier")]
    [InlineData("Lindholm Courier: Crane falls in Lindholm")]
    public void The_site_is_no_part_of_the_headline(string title)
    {
        var html = $"<html><head><title>{title}</title><meta property='og:site_name' content='Lindholm Courier'></head><body><div class='article-body'><p>{Page.First}</p><p>{Page.Second}</p></div></body></html>";
        Assert.Equal("Crane falls in Lindholm", Page.Read(html).Facts.Title);
    }

    [Theory]
    [InlineData("Crane falls in the harbour of Lindholm", "Crane falls in Lindholm harbour: what we know", "Crane falls in the harbour of Lindholm")]
    [InlineData("Crane falls in the harbour of Lindholm", "Why Ada Holm wants new cranes", "Why Ada Holm wants new cranes")]
    public void The_headline_that_readers_see_beats_a_rewording_of_it_for_search_engines(string heading, string stated, string expected)
    {
        var html = $"<html><head><title>{heading} | Lindholm Courier</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{stated}\"}}</script></head><body><article><h1>{heading}</h1><p>{Page.First}</p><p>{Page.Second}</p></article></body></html>";
        Assert.Equal(expected, Page.Read(html).Facts.Title);
    }

    [Theory]
    [InlineData("Article", "Crane blocks main quay", "Crane falls and blocks the quay of Lindholm harbour for days", "Crane blocks main quay")]
    [InlineData("BlogPosting", "Crane blocks main quay", "Crane falls and blocks the quay of Lindholm harbour for days", "Crane blocks main quay")]
    [InlineData("BlogPosting", "Our readers ask, we answer", "Crane falls in Lindholm", "Crane falls in Lindholm")]
    [InlineData("BlogPosting", "Ports", "Ports: crane falls in Lindholm", "Ports: crane falls in Lindholm")]
    [InlineData("NewsArticle", "Crane blocks main quay", "Crane falls and blocks the quay of Lindholm harbour for days", "Crane falls and blocks the quay of Lindholm harbour for days")]
    public void What_a_blog_states_for_search_engines_yields_to_the_headline_it_shows(string type, string heading, string stated, string expected)
    {
        var html = $"<html><head><title>{stated} | Lindholm Courier</title><script type='application/ld+json'>{{\"@type\":\"{type}\",\"headline\":\"{stated}\"}}</script></head><body><article><h1>{heading}</h1><p>{Page.First}</p><p>{Page.Second}</p></article></body></html>";
        Assert.Equal(expected, Page.Read(html).Facts.Title);
    }

    [Theory]
    [InlineData("<figure><img src='https://cdn.example.org/640/crane-77.webp?q=1'><figcaption>The fallen crane. Photo: AFP</figcaption></figure>", "The fallen crane.")]
    [InlineData("<figure><amp-img src='/img/crane-77.jpg'></amp-img><figcaption>The fallen crane. Photo: AFP</figcaption></figure>", "The fallen crane.")]
    [InlineData("<div class='wp-caption'><img data-src='crane-77.jpg' src='blank.gif'><p class='wp-caption-text'>The fallen crane. © AFP</p></div>", "The fallen crane.")]
    [InlineData("<figure><img src='ferry.jpg'><figcaption>A ferry. Photo: AFP</figcaption></figure>", null)]
    [InlineData("<figure><img src='ferry.jpg'><figcaption>A ferry. Photo: AFP</figcaption></figure><figure><img src='crane-77.jpg'><figcaption>The fallen crane. Photo: AFP</figcaption></figure>", "The fallen crane.")]
    [InlineData("<img src='crane-77.jpg'>", null)]
    public void The_lead_image_has_the_caption_that_stands_with_it(string figure, string? expected)
    {
        var facts = Page.Read(Page.Article(inside: figure, head: "<meta property='og:image' content='https://example.org/1200x630/crane-77.jpg'>")).Facts;
        Assert.Equal(expected is null ? null : new Caption(expected, "AFP"), facts.LeadImageCaption);
    }

    [Theory]
    [InlineData("en", "Published 12 May 2024, 08:30", "Last updated 13 May 2024, 11:05")]
    [InlineData("de", "Veröffentlicht am 12.05.2024 um 08:30 Uhr", "Aktualisiert am 13.05.2024 um 11:05 Uhr")]
    [InlineData("fr", "Publié le 12/05/2024 à 08:30", "Mis à jour le 13/05/2024 à 11:05")]
    [InlineData("es", "Publicado el 12 de mayo de 2024 08:30", "Actualizado el 13 de mayo de 2024 11:05")]
    [InlineData("it", "Pubblicato il 12 maggio 2024 08:30", "Aggiornato il 13 maggio 2024 11:05")]
    [InlineData("pt", "Publicado em 12/05/2024 08:30", "Atualizado em 13/05/2024 11:05")]
    [InlineData("nl", "Gepubliceerd op 12 mei 2024 08:30", "Laatst bijgewerkt 13 mei 2024 11:05")]
    [InlineData("sv", "Publicerad 12 maj 2024 08:30", "Uppdaterad 13 maj 2024 11:05")]
    [InlineData("pl", "Opublikowano 12 maja 2024 08:30", "Aktualizacja 13 maja 2024 11:05")]
    [InlineData("ru", "Опубликовано 12 мая 2024 08:30", "Обновлено 13 мая 2024 11:05")]
    [InlineData("tr", "Yayınlanma: 12.05.2024 08:30", "Son güncelleme: 13.05.2024 11:05")]
    [InlineData("ar", "نشر في 12 مايو 2024 08:30", "آخر تحديث 13 مايو 2024 11:05")]
    [InlineData("hi", "प्रकाशित 12 मई 2024 08:30", "अपडेटेड 13 मई 2024 11:05")]
    [InlineData("ja", "公開 2024年5月12日 08:30", "更新 2024年5月13日 11:05")]
    [InlineData("ko", "입력 2024.05.12. 08:30", "수정 2024.05.13. 11:05")]
    [InlineData("zh", "发布时间 2024-05-12 08:30", "更新时间 2024-05-13 11:05")]
    public void Both_dates_are_read_from_what_the_page_shows(string language, string published, string updated)
    {
        string[] lines = [$"<div class=info><span>{published}</span><span>{updated}</span></div>", $"<p>{published} | {updated}</p>", $"<p class=date>{updated}</p><p class=date>{published}</p>"];
        foreach (var line in lines)
        {
            var facts = Page.Read($"<html lang={language}><head><title>Crane falls</title></head><body><article><h1>Crane falls</h1>{line}<p>{Page.First}</p><p>{Page.Second}</p></article></body></html>").Facts;
            Assert.Equal("2024-05-12T08:30", facts.Published?.Iso);
            Assert.Equal("2024-05-13T11:05", facts.Updated?.Iso);
        }
    }

    [Theory]
    [InlineData("<p>Published <time datetime='2024-05-12T08:30'>on Sunday</time>, updated <time datetime='2024-05-13T11:05'>on Monday</time></p>")]
    [InlineData("<p>Updated: <time datetime='2024-05-13T11:05'>on Monday</time></p><p>Published: <time datetime='2024-05-12T08:30'>on Sunday</time></p>")]
    [InlineData("<meta itemprop=dateModified content='2024-05-13T11:05'><meta itemprop=datePublished content='2024-05-12T08:30'>")]
    [InlineData("<div itemscope itemtype='https://schema.org/NewsArticle'><time itemprop=datePublished datetime='2024-05-12T08:30'>Sunday</time> <time itemprop=dateModified datetime='2024-05-13T11:05'>Monday</time></div>")]
    public void Both_dates_are_read_from_marked_up_times(string line)
    {
        var facts = Page.Read(Page.With($"<article><h1>Crane falls</h1>{line}<p>{Page.First}</p><p>{Page.Second}</p></article>")).Facts;
        Assert.Equal("2024-05-12T08:30", facts.Published?.Iso);
        Assert.Equal("2024-05-13T11:05", facts.Updated?.Iso);
    }

    [Fact]
    public void The_time_of_the_day_that_metadata_names_is_read_from_the_page()
    {
        const string Head = "<meta name=date content='2024-05-12'>";
        Assert.Equal("2024-05-12T08:30", Page.Read(Page.With($"<article><h1>Crane falls</h1><p class=date>12 May 2024, 08:30</p><p>{Page.First}</p><p>{Page.Second}</p></article>", Head)).Facts.Published?.Iso);
        Assert.Equal("2024-05-12", Page.Read(Page.With($"<article><h1>Crane falls</h1><p class=date>14 May 2024, 08:30</p><p>{Page.First}</p><p>{Page.Second}</p></article>", Head)).Facts.Published?.Iso);
    }

    [Fact]
    public void A_page_without_headings_shows_its_headline_as_a_part_of_its_title()
    {
        var document = Page.Read($"<html><head><title>Lindholm Courier: Crane falls across the quay</title></head><body><table><tr><td><a href=i>Home</a></td><td><font size=5><b>Crane falls across the quay</b></font><br><font size=1>Monday, 12 May 2003 - By Ada Holm</font><br><br>{Page.First}<br><br>{Page.Second}</td></tr></table></body></html>");
        Assert.Equal("Crane falls across the quay", document.Facts.Title);
        Assert.Equal("2003-05-12", document.Facts.Published?.Iso);
        Assert.Equal([Page.First, Page.Second], Page.Texts(document));
    }

    [Theory]
    [InlineData("ko", "<div class=info><span>문가람 기자</span><span>댓글 17</span></div>", "문가람")]
    [InlineData("zh", "<div class=info>2024-05-12 07:20 来源：云岭日报 记者 沈若溪 编辑：何涛</div>", "沈若溪")]
    [InlineData("zh", "<div class=info>记者：沈若溪</div>", "沈若溪")]
    public void Reporters_are_found_by_their_role(string language, string line, string expected) =>
        Assert.Equal([expected], Page.Read($"<html lang={language}><head><title>Crane falls</title></head><body><article><h1>Crane falls</h1>{line}<p>{Page.First}</p><p>{Page.Second}</p></article></body></html>").Facts.Authors);

    [Theory]
    [InlineData("By Ada Holm and Jo Berg", "Ada Holm|Jo Berg")]
    [InlineData("Von Ada Holm und Jo Berg", "Ada Holm|Jo Berg")]
    [InlineData("https://example.org/authors/ada", "")]
    public void Authors_are_names(string stated, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), Page.Read(Page.Article(head: $"<meta name=author content='{stated}'>")).Facts.Authors);

    [Fact]
    public void Addresses_are_web_addresses_or_nothing()
    {
        var facts = Page.Read(Page.Article(head: "<link rel=canonical href='https://example.org/crane'><meta property='og:image' content='javascript:alert(1)'>")).Facts;
        Assert.Equal("https://example.org/crane", facts.CanonicalUrl);
        Assert.Null(facts.LeadImageUrl);
    }

    [Theory]
    [InlineData("<figure><img src=a.jpg><figcaption>The fallen crane on Monday. <span class='credit'>Photo: AFP</span></figcaption></figure>")]
    [InlineData("<figure><img src=a.jpg><figcaption>The fallen crane on Monday. (Photo: AFP)</figcaption></figure>")]
    [InlineData("<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>The fallen crane on Monday. © AFP</p></div>")]
    public void Captions_are_facts_with_their_credit_and_no_body(string figure)
    {
        var document = Page.Read(Page.Article(inside: figure));
        Assert.Equal(new Caption("The fallen crane on Monday.", "AFP"), Assert.Single(document.Facts.Captions));
        Assert.Equal([Page.First, Page.Second, Page.Third], Page.Texts(document));
    }

    [Theory]
    [InlineData("<div class='byline'>By <a href='/author/ada-holm'>Ada Holm</a></div><time datetime='2024-05-12T08:30'>May 12</time>")]
    [InlineData("<span itemprop='author'><span itemprop='name'>Ada Holm</span></span><meta itemprop='datePublished' content='2024-05-12'>")]
    [InlineData("<p class='post-author'>Ada Holm</p><p class='post-date'>May 12, 2024</p>")]
    [InlineData("<p>By Ada Holm</p><p>May 12, 2024</p>")]
    public void Author_and_date_are_found_on_a_page_without_metadata(string line)
    {
        var facts = Page.Read(Page.With($"<article><h1>Crane falls</h1>{line}<p>{Page.First}</p><p>{Page.Second}</p></article>")).Facts;
        Assert.Equal(["Ada Holm"], facts.Authors);
        Assert.Equal(new DateOnly(2024, 5, 12), facts.Published?.Date);
    }

    [Fact]
    public void The_house_is_the_author_only_where_it_signs_itself()
    {
        const string Site = "<meta property='og:site_name' content='Lindholm Courier'><meta name=author content='Lindholm Courier'>";
        Assert.Equal(["Lindholm Courier"], Page.Read(Page.Article(head: Site)).Facts.Authors);
        Assert.Equal(["Ada Holm"], Page.Read(Page.Article(inside: "<div class='byline'>By Ada Holm</div>", head: Site)).Facts.Authors);
    }
}
