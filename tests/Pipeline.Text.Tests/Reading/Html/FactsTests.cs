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
