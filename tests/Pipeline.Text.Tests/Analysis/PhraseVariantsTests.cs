using Pipeline.Text.Analysis;
using Pipeline.Text.Analysis.KeyPhrases;
using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Tests.Analysis;

public sealed class PhraseVariantsTests
{
    [Fact]
    public void An_acronym_in_brackets_is_its_name()
    {
        const string text = "The Northern Fisheries Board (NFB) met on Monday. The NFB set a quota for herring. Critics of the NFB were not heard.";

        Assert.Equal(["Northern Fisheries Board", "NFB", "NFB", "NFB"], MentionsOf("Northern Fisheries Board", text));
        Assert.DoesNotContain(Extract(text), k => k.Text == "NFB");
    }

    [Fact]
    public void A_name_with_small_words_is_found_by_its_acronym()
    {
        const string text = "A report by the Office for Coastal Safety and Rescue (OCSR) blames the harbour. The OCSR wants new boats.";

        Assert.Equal(["Office for Coastal Safety and Rescue", "OCSR", "OCSR"], MentionsOf("Office for Coastal Safety and Rescue", text));
    }

    [Fact]
    public void An_acronym_without_brackets_is_the_only_name_with_its_initials()
    {
        const string text = "The Marlow Transport Company runs the ferries. Profits of MTC fell, and MTC will close a pier.";

        Assert.Equal(["Marlow Transport Company", "MTC", "MTC"], MentionsOf("Marlow Transport Company", text));
    }

    [Fact]
    public void An_acronym_that_two_names_fit_stays_itself()
    {
        const string text = "The Marlow Transport Company sued the Milton Trading Circle. A judge heard MTC. Nobody knows which MTC it was.";

        Assert.Contains(Extract(text), k => k.Text == "MTC");
    }

    [Fact]
    public void A_surname_stands_for_the_only_person_who_has_it()
    {
        const string text = "Ingrid Lindholm opened the bridge. Mr Tarvik applauded. Lindholm said it had cost too much, and Lindholm's deputy agreed.";

        Assert.Equal(["Ingrid Lindholm", "Lindholm", "Lindholm"], MentionsOf("Ingrid Lindholm", text));
        Assert.DoesNotContain(Extract(text), k => k.Text == "Lindholm");
    }

    [Fact]
    public void A_titled_name_is_the_person()
    {
        const string text = "The crowd cheered for President Ada Verran. Later President Verran said little, but Ada Verran smiled.";

        Assert.Equal(["President Ada Verran", "President Verran", "Ada Verran"], MentionsOf("Ada Verran", text));
    }

    [Fact]
    public void A_surname_of_two_persons_is_nobodys()
    {
        const string text = "Ingrid Lindholm and Jonas Lindholm own the yard. On Monday Lindholm said that the yard would close, Lindholm said.";

        Assert.All(Extract(text).Where(k => k.Text is "Ingrid Lindholm" or "Jonas Lindholm"), k => Assert.Single(k.Mentions));
    }

    [Fact]
    public void The_last_word_of_a_place_is_no_surname()
    {
        const string text = "Traders in Central Velland fear the drought. Much of Velland is dry, and Central Velland is driest.";

        Assert.Equal(["Central Velland", "Central Velland"], MentionsOf("Central Velland", text));
    }

    [Fact]
    public void Plural_hyphen_possessive_and_case_are_one_phrase()
    {
        const string text = "A cease-fire holds. The ceasefire's end is near, since Cease-fires never last. No country keeps it, and countries break it.";

        Assert.Equal(["cease-fire", "ceasefire", "Cease-fires"], MentionsOf("cease-fire", text));
        Assert.Equal(["country", "countries"], MentionsOf("country", text));
    }

    [Fact]
    public void Capitals_tell_a_country_from_a_pronoun()
    {
        const string text = "The US sent ships. They gave us bread, and the US sent more.";

        Assert.Equal(["US", "US"], MentionsOf("US", text));
    }

    [Fact]
    public void A_mention_within_a_longer_phrase_counts()
    {
        const string text = "Herring prices rose. The herring is back, and herring quotas follow.";

        Assert.Equal(["Herring", "herring", "herring"], MentionsOf("herring", text, "herring"));
    }

    [Fact]
    public void Elided_articles_are_no_part_of_a_phrase()
    {
        var phrases = Extract("Le maire accuse l’État. L’État répond que l’eau manque depuis mai.", "fr").Select(k => k.Text).ToList();

        Assert.Contains("État", phrases);
        Assert.DoesNotContain(phrases, p => p.Contains('’', StringComparison.Ordinal));
    }

    private static IEnumerable<string> MentionsOf(string phrase, string text, string? title = null) =>
        Assert.Single(Extract(text, "en", title), k => k.Text.Equals(phrase, StringComparison.OrdinalIgnoreCase)).Mentions.Select(m => m.Of(text).ToString());

    private static IReadOnlyList<KeyPhrase> Extract(string text, string language = "en", string? title = null) =>
        KeyPhraseExtractor.Extract(text, title, language, SentenceSegmenter.Split(text, language));
}
