using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class CaptionsTests
{
    [Theory]
    [InlineData("Boats in the harbour of Sandwick on Tuesday. Photo: Lena Forbister", "Boats in the harbour of Sandwick on Tuesday.", "Lena Forbister")]
    [InlineData("Boats in the harbour, on August 17, 2021 AFP", "Boats in the harbour, on August 17, 2021", "AFP")]
    [InlineData("Boats in the harbour (Photo by Lena Forbister)", "Boats in the harbour", "Lena Forbister")]
    [InlineData("Boats in the harbour. Lena Forbister/Getty Images", "Boats in the harbour.", "Lena Forbister/Getty Images")]
    [InlineData("Boote im Hafen. © Lena Forbister", "Boote im Hafen.", "Lena Forbister")]
    [InlineData("Łodzie w porcie. Fot. Szymon Kłos", "Łodzie w porcie.", "Szymon Kłos")]
    [InlineData("閉鎖が決まった灯台（写真：岡田俊介）", "閉鎖が決まった灯台", "岡田俊介")]
    public void A_line_that_ends_in_a_credit_is_a_caption(string line, string text, string credit)
    {
        var draft = RuleTest.Apply<Captions>(RuleTest.Prose, "", line, "", RuleTest.MoreProse);
        Assert.Equal(new Caption(text, credit), Assert.Single(draft.Captions));
        Assert.Equal([credit], draft.Credits);
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
    }

    [Fact]
    public void The_short_form_above_it_is_a_caption_too()
    {
        var draft = RuleTest.Apply<Captions>("Boats in the harbour", "Boats wait in the harbour of Sandwick on Tuesday AFP", "", RuleTest.Prose);
        Assert.Equal([new Caption("Boats in the harbour", "AFP"), new Caption("Boats wait in the harbour of Sandwick on Tuesday", "AFP")], draft.Captions);
        Assert.Equal([RuleTest.Prose], draft.Lines());
    }

    [Theory]
    [InlineData("\"Moscow does not see them as its enemy,\" he told AFP.")]
    [InlineData("The photo: a boy and his dog on the beach, both laughing at the sea.")]
    [InlineData("The company said in a statement that it was sorry for the image it had given.")]
    [InlineData("He had worked for Reuters and the BBC before he came to the harbour.")]
    public void Sentences_about_pictures_and_agencies_stay(string line) => RuleTest.Keeps<Captions>(line);

    [Theory]
    [InlineData("Harbour master Petter Haugen (left) shows the mayor where the boats will lie")]
    [InlineData("Die Fähre am alten Anleger (Archivbild): Sie fährt nicht mehr.")]
    [InlineData("市長（左）と港長")]
    public void A_line_that_points_at_a_picture_is_a_caption(string line)
    {
        var draft = RuleTest.Apply<Captions>(RuleTest.Prose, line, RuleTest.MoreProse);
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
        Assert.Equal(line, Assert.Single(draft.Captions).Text);
    }

    [Fact]
    public void A_quotation_with_such_words_stays()
    {
        const string line = "\"The man (left) was never there,\" she said.";
        Assert.Equal([RuleTest.Prose, line], RuleTest.Apply<Captions>(RuleTest.Prose, line).Lines());
    }
}
