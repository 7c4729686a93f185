using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class PhotoCreditsTests
{
    [Theory]
    [InlineData("Foto: Getty Images", "Getty Images")]
    [InlineData("(Foto: Galerie am Hafen)", "Galerie am Hafen")]
    [InlineData("Image: Callum Strand/Northern Courier", "Callum Strand/Northern Courier")]
    [InlineData("AFP", "AFP")]
    [InlineData("© Jane Doe", "Jane Doe")]
    [InlineData("Фото: Глеб Остожин", "Глеб Остожин")]
    public void A_line_that_is_only_a_credit_goes(string line, string credit)
    {
        var draft = RuleTest.Apply<PhotoCredits>(RuleTest.Prose, "", line, "", RuleTest.MoreProse);
        Assert.Equal([credit], draft.Credits);
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void A_short_line_directly_below_is_its_caption()
    {
        var draft = RuleTest.Apply<PhotoCredits>("Foto: Merle Quistorf", "Jubel in der Halle am Deich", "", RuleTest.Prose);
        Assert.Equal(new Caption("Jubel in der Halle am Deich", "Merle Quistorf"), Assert.Single(draft.Captions));
        Assert.Equal([RuleTest.Prose], draft.Lines());
    }

    [Theory]
    [InlineData("Photography is dying")]
    [InlineData("Image problems")]
    [InlineData("Copyright and its enemies")]
    public void Headings_about_pictures_stay(string line) => RuleTest.Keeps<PhotoCredits>(line);

    [Fact]
    public void A_paragraph_above_a_removed_line_is_no_caption()
    {
        var draft = RuleTest.Draft(RuleTest.Prose, "", RuleTest.MoreProse, "", "Follow us on Facebook", "Photo: Lena Forbister");
        draft.Remove(new ReaderPrompts(), draft.Blocks[2], "Addressed to the site's readers");
        draft.Compact();
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], RuleTest.Apply<PhotoCredits>(draft).Lines());
    }

    [Fact]
    public void The_author_above_the_photographer_is_no_caption()
    {
        var draft = RuleTest.Apply<PhotoCredits>("A title", "3 May 2024", "Text: Tova Lindmarker", "Foto: Anders Gräv", "", RuleTest.Prose);
        Assert.Equal(["A title", "3 May 2024", "Text: Tova Lindmarker", RuleTest.Prose], draft.Lines());
    }
}
