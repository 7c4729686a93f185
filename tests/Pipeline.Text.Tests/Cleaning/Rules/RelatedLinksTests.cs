using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class RelatedLinksTests
{
    [Theory]
    [InlineData("Read more: Who pays when the sea comes in?")]
    [InlineData("Lesen Sie auch: Strompreise im Sommer")]
    [InlineData("À lire aussi")]
    [InlineData("Читайте также: Почему дамбу не ремонтировали")]
    [InlineData("Baca juga: Banjir di kota")]
    [InlineData("RELATED COVERAGE")]
    public void Removes_labels_with_their_link(string line) => RuleTest.Removes<RelatedLinks>(line);

    [Fact]
    public void Removes_the_link_below_a_label()
    {
        var draft = RuleTest.Apply<RelatedLinks>(RuleTest.Prose, "Lesen Sie auch", "Strompreise: Was sich im Sommer ändert", RuleTest.MoreProse);
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void Keeps_the_paragraph_below_a_label() =>
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], RuleTest.Apply<RelatedLinks>(RuleTest.Prose, "Read more", RuleTest.MoreProse).Lines());

    [Theory]
    [InlineData("Related to the fire, two men were held")]
    [InlineData("The plan: read more, talk less")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<RelatedLinks>(line);

    [Theory]
    [InlineData("WATCH | The boats leave at last")]
    [InlineData("FUNDA OLUNYE UDABA LAPHA | Izikebhe ziphuma ethekwini")]
    public void A_label_in_capitals_before_a_bar_is_a_link_in_any_language(string line) => RuleTest.Removes<RelatedLinks>(line);

    [Fact]
    public void A_bar_in_a_sentence_is_none() => RuleTest.Keeps<RelatedLinks>("The sign said OPEN | CLOSED and nobody could tell which.");
}
