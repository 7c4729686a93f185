using Pipeline.Text.Analysis;
using Pipeline.Text.Analysis.KeyPhrases;
using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Tests.Analysis;

public sealed class KeyPhraseExtractorTests
{
    private const string Story =
        "The Collective Security Treaty Organisation will meet in Dushanbe on Thursday. Leaders of Central Asia worry about the border with Afghanistan. "
        + "Russia has quietly moved tanks to the border, and the Collective Security Treaty Organisation has announced exercises in Central Asia. "
        + "The Bank of Dushanbe said that it was ready. Dushanbe's mayor said nothing.";

    [Fact]
    public void Names_keep_their_form()
    {
        var phrases = Extract(Story).Select(k => k.Text).ToList();

        Assert.Contains("Collective Security Treaty Organisation", phrases);
        Assert.Contains("Central Asia", phrases);
        Assert.Contains("Bank of Dushanbe", phrases);
        Assert.Contains("border", phrases);
    }

    [Fact]
    public void Verbs_adverbs_and_function_words_are_no_phrases()
    {
        var words = Extract(Story).SelectMany(k => k.Text.Split(' ')).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.DoesNotContain("quietly", words);
        Assert.DoesNotContain("announced", words);
        Assert.DoesNotContain("the", words);
        Assert.DoesNotContain("said", words);
    }

    [Fact]
    public void Scores_fall_from_one()
    {
        var scores = Extract(Story).Select(k => k.Score!.Value).ToList();

        Assert.Equal(1, scores[0]);
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(scores, s => Assert.InRange(s, 0, 1));
    }

    [Fact]
    public void Words_of_the_title_count_more()
    {
        var plain = Rank(Extract(Story), "tanks");
        var titled = Rank(Extract(Story, "Tanks on the move"), "tanks");

        Assert.True(titled < plain, $"{titled} is not before {plain}");
    }

    [Fact]
    public void A_fragment_of_a_phrase_is_not_listed_beside_it() =>
        Assert.DoesNotContain(Extract(Story), k => k.Text is "Treaty" or "Collective" or "Asia");

    [Fact]
    public void Other_languages_have_phrases_without_function_words()
    {
        var phrases = Extract("Die Bundesregierung hat in Berlin ein Klimaschutzgesetz beschlossen. Das Klimaschutzgesetz soll im Herbst gelten.", null, "de").Select(k => k.Text).ToList();

        Assert.Contains("Klimaschutzgesetz", phrases);
        Assert.DoesNotContain("Die", phrases);
    }

    [Fact]
    public void A_name_ends_before_a_word_that_may_be_a_verb()
    {
        var phrases = Extract("Burmistrzyni Halina Dworak otworzyła fabrykę. Górnicy dziękowali, a Halina Dworak płakała.", null, "pl").Select(k => k.Text).ToList();

        Assert.Contains("Halina Dworak", phrases);
        Assert.DoesNotContain(phrases, p => p.Contains("Dworak ", StringComparison.Ordinal));
    }

    [Fact]
    public void Capital_nouns_end_before_a_small_word_in_German()
    {
        var phrases = Extract("Die rostige Anlage liefert Strom für das Dorf. Im Dorf lobt jeder die rostige Anlage.", null, "de").Select(k => k.Text).ToList();

        Assert.Contains("rostige Anlage", phrases);
        Assert.DoesNotContain(phrases, p => p.Contains("liefert", StringComparison.Ordinal));
    }

    [Fact]
    public void The_name_after_a_role_or_a_verb_is_a_phrase_of_its_own()
    {
        var phrases = Extract("The council will defend Northgate. The ferry founder Ada Verran left, and pilots criticise Verran Shipping rules.").Select(k => k.Text).ToList();

        Assert.Contains("Northgate", phrases);
        Assert.Contains("Ada Verran", phrases);
        Assert.Contains("Verran Shipping rules", phrases);
    }

    [Theory]
    [InlineData("")]
    [InlineData("... 12 34 !")]
    [InlineData("the of and")]
    public void Nothing_gives_nothing(string text) => Assert.Empty(Extract(text));

    private static int Rank(IReadOnlyList<KeyPhrase> phrases, string text) => phrases.Select(p => p.Text).ToList().IndexOf(text);

    private static IReadOnlyList<KeyPhrase> Extract(string text, string? title = null, string language = "en") =>
        KeyPhraseExtractor.Extract(text, title, language, SentenceSegmenter.Split(text, language));
}
