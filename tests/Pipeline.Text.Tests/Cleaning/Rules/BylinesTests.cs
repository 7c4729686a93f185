using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class BylinesTests
{
    [Theory]
    [InlineData("By Jane Doe and John Roe", "Jane Doe and John Roe", "Jane Doe|John Roe")]
    [InlineData("By Jane Doe, Culture Correspondent", "Jane Doe, Culture Correspondent", "Jane Doe")]
    [InlineData("byRahimu Fadhili", "Rahimu Fadhili", "Rahimu Fadhili")]
    [InlineData("Von: Katrin Löwenhagen", "Katrin Löwenhagen", "Katrin Löwenhagen")]
    [InlineData("Par Solène Kerambrun avec AFP", "Solène Kerambrun avec AFP", "Solène Kerambrun")]
    [InlineData("Por Inés Villarroya y Mateo Cifuentes", "Inés Villarroya y Mateo Cifuentes", "Inés Villarroya|Mateo Cifuentes")]
    [InlineData("Rosalind Akehurst and Tom Bexley", "Rosalind Akehurst and Tom Bexley", "Rosalind Akehurst|Tom Bexley")]
    [InlineData("Text: Tova Lindmarker", "Tova Lindmarker", "Tova Lindmarker")]
    [InlineData("Kolumne von Carla Engelbrecht", "Carla Engelbrecht", "Carla Engelbrecht")]
    [InlineData("di Ottavia Brancaleone", "Ottavia Brancaleone", "Ottavia Brancaleone")]
    [InlineData("Door Maaike van der Berg", "Maaike van der Berg", "Maaike van der Berg")]
    [InlineData("Автор: Вера Лукошина", "Вера Лукошина", "Вера Лукошина")]
    [InlineData("بقلم: سلمى الحداد", "سلمى الحداد", "سلمى الحداد")]
    [InlineData("記者 水野遥", "水野遥", "水野遥")]
    [InlineData("배윤경 기자", "배윤경 기자", "배윤경")]
    public void Finds_the_authors_and_removes_the_line(string line, string byline, string authors)
    {
        var draft = RuleTest.Apply<Bylines>("A title", line, "3 May 2024", "", RuleTest.Prose);
        Assert.Equal(byline, draft.Byline);
        Assert.Equal(authors.Split('|'), draft.Authors);
        Assert.Equal(["A title", "3 May 2024", RuleTest.Prose], draft.Lines());
    }

    [Fact]
    public void Names_below_a_lonely_opener_are_authors()
    {
        var draft = RuleTest.Apply<Bylines>("A title", "von", "Michelle de Oliveira", "", RuleTest.Prose);
        Assert.Equal(["Michelle de Oliveira"], draft.Authors);
        Assert.Equal(["A title", RuleTest.Prose], draft.Lines());
    }

    [Fact]
    public void A_name_beside_the_date_is_the_author()
    {
        var draft = RuleTest.Apply<Bylines>("A title", "Sehernur Karsu | 05.04.2025", "", RuleTest.Prose);
        Assert.Equal(["Sehernur Karsu"], draft.Authors);
    }

    [Theory]
    [InlineData("By the river stood a house")]
    [InlineData("Von allen guten Geistern verlassen")]
    [InlineData("Di notte la città dorme")]
    [InlineData("Bystander effect")]
    [InlineData("DER WÄCHTER")]
    [InlineData("Home - Cronaca - Provincia")]
    public void Lines_that_only_begin_alike_stay(string line)
    {
        var draft = RuleTest.Apply<Bylines>("A title", line, "", RuleTest.Prose);
        Assert.Empty(draft.Authors);
        Assert.Equal(["A title", line, RuleTest.Prose], draft.Lines());
    }

    [Theory]
    [InlineData("Donnerstag, 14. August 2003 - Von Egon Mitterlehner", "Egon Mitterlehner")]
    [InlineData("MORNING GAZETTE Saturday, 19 November 1966", "")]
    [InlineData("SAN TELMO DEL SALAR, Feb 19, 2024 (Andean Wire) -", "")]
    [InlineData("Home - Cronaca - Provincia, 22 agosto 2024", "")]
    public void Beside_a_date_only_people_are_authors(string line, string authors) =>
        Assert.Equal(authors, string.Join('|', RuleTest.Apply<Bylines>("A title", line, "", RuleTest.Prose).Authors));

    [Fact]
    public void A_lone_name_above_the_text_that_never_speaks_of_that_person_is_the_author()
    {
        var draft = RuleTest.Apply<Bylines>("A title", "", "Ada Michalak", "", RuleTest.Prose, "", RuleTest.MoreProse);
        Assert.Equal(["Ada Michalak"], draft.Authors);
        Assert.Equal(["A title", RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void A_lone_name_of_whom_the_text_speaks_is_a_kicker()
    {
        var draft = RuleTest.Apply<Bylines>("A title", "", "Ada Michalak", "", RuleTest.Prose, "", "Michalak said: " + RuleTest.MoreProse);
        Assert.Empty(draft.Authors);
    }

    [Fact]
    public void Several_lines_that_look_like_names_are_a_menu()
    {
        var draft = RuleTest.Apply<Bylines>("Champions League", "Front Page", "Snow Forecast", "Latin America", "A title", "", RuleTest.Prose);
        Assert.Empty(draft.Authors);
    }
}
