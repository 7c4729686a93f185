using Pipeline.Text.Analysis.Summaries;

namespace Pipeline.Text.Tests.Analysis;

public sealed class SummariserTests
{
    private const string Lead = "The town of Marlow will close its old harbour bridge in March.";

    private static readonly string[] s_story =
    [
        Lead + " It has stood for ninety years.",
        "\"Nobody asked us,\" said a fisherman at the harbour on Monday evening.",
        "He said the bridge was the only way to the market for most boats.",
        "The council of Marlow says that repairs of the harbour bridge would cost two million crowns.",
        "Will the ferry come back to the harbour of Marlow in the summer?",
        "Photo: the harbour bridge of Marlow in spring",
        "Engineers found cracks in both piers of the harbour bridge last autumn. They were not told to look.",
        "The weather was mild and a brass band played in the afternoon.",
        "A petition against the closure of the bridge has been signed by half of Marlow.",
    ];

    [Fact]
    public void A_story_is_told_by_its_lead_and_its_most_central_sentences_in_order()
    {
        var summary = Summarise(s_story);

        Assert.Equal(3, summary.Count);
        Assert.Equal(Lead, summary[0]);
        Assert.Contains(summary, s => s.StartsWith("The council", StringComparison.Ordinal));
        Assert.Equal(summary.OrderBy(s => string.Join("\n\n", s_story).IndexOf(s, StringComparison.Ordinal)), summary);
    }

    [Fact]
    public void Quotations_questions_captions_and_leaning_sentences_are_left_out() =>
        Assert.DoesNotContain(Summarise(s_story), s => s[0] == '"' || s.EndsWith('?') || s.StartsWith("Photo", StringComparison.Ordinal) || s.StartsWith("He said", StringComparison.Ordinal));

    [Fact]
    public void A_sentence_that_repeats_a_chosen_one_is_left_out()
    {
        string[] story = [Lead, "In March the town of Marlow will close its old harbour bridge.", .. s_story.Skip(1)];

        Assert.Single(Summarise(story), s => s.Contains("in March", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_short_text_has_its_lead() => Assert.Equal([Lead], Summarise(Lead, "It has stood for ninety years.", "Repairs would cost two million crowns."));

    [Theory]
    [InlineData]
    [InlineData(Lead)]
    [InlineData(Lead, "It has stood for ninety years.")]
    public void A_text_of_one_or_two_sentences_has_no_summary(params string[] paragraphs) => Assert.Empty(Summarise(paragraphs));

    [Fact]
    public void It_works_without_spaces_between_words()
    {
        var summary = Summarise("白波島の灯台が三月末で消灯されることになった。", "島の漁師や住民の間に不安と怒りが広がっている。", "地方事務所は説明会で灯台の老朽化が激しいと述べた。");

        Assert.Equal(["白波島の灯台が三月末で消灯されることになった。"], summary);
    }

    private static List<string> Summarise(params string[] paragraphs)
    {
        var article = Articles.Of(paragraphs);
        return [.. Summariser.Summarise(article, []).Select(s => s.Of(article.Text).ToString())];
    }
}
