using Pipeline.Core.Queries;

namespace Pipeline.Core.Tests.Queries;

public sealed class RisingPhrasesTests
{
    [Fact]
    public void What_was_always_frequent_does_not_rise_and_what_is_new_does()
    {
        var (window, before) = (Counts(30, "weather"), Counts(120, "weather"));
        Add(window, 6, "tidal barrier");

        var rising = Assert.Single(RisingPhrases.Find(window, before, 10));

        Assert.Equal(("tidal barrier", 6, 0), (rising.Phrase, rising.Articles, rising.BaselineArticles));
    }

    [Fact]
    public void One_article_is_no_trend() => Assert.Empty(RisingPhrases.Find(With(Counts(30, "weather"), 1, "tidal barrier"), Counts(120, "weather"), 10));

    [Fact]
    public void What_rises_more_comes_first()
    {
        var window = With(With(Counts(60, "weather"), 5, "ferry"), 12, "barrier");

        Assert.Equal(["barrier", "ferry"], RisingPhrases.Find(window, Counts(300, "weather"), 10).Select(phrase => phrase.Phrase));
        Assert.Equal(["barrier"], RisingPhrases.Find(window, Counts(300, "weather"), 1).Select(phrase => phrase.Phrase));
    }

    [Fact]
    public void Case_and_spacing_make_no_other_phrase_and_the_most_frequent_spelling_is_shown()
    {
        var window = With(With(With(Counts(40, "weather"), 2, "tidal  barrier"), 5, "Tidal Barrier"), 1, "TIDAL BARRIER");

        var rising = Assert.Single(RisingPhrases.Find(window, With(Counts(160, "weather"), 1, "tidal barrier"), 10));

        Assert.Equal(("Tidal Barrier", 8, 1), (rising.Phrase, rising.Articles, rising.BaselineArticles));
    }

    [Fact]
    public void Copies_of_a_text_count_once_and_a_phrase_once_in_an_article()
    {
        var counts = new PhraseCounts();
        counts.Add(["Barrier", "barrier", "ferry"], "c-1");
        counts.Add(["barrier", "ferry"], "c-1");
        counts.Add(["barrier"], null);

        Assert.Equal((2, 3, 2), (counts.Articles, counts.Total, counts.Of("barrier")));
    }

    [Fact]
    public void The_score_is_that_of_the_paper()
    {
        // By hand: prior 100 · 5 / 500 = 1; log-odds ln(6 / 194) and ln(1 / 499); variance 1/6 + 1.
        Assert.Equal((Math.Log(6.0 / 194) - Math.Log(1.0 / 499)) / Math.Sqrt((1.0 / 6) + 1), RisingPhrases.Score(5, 100, 0, 400), 12);
    }

    [Fact]
    public void Nothing_rises_when_there_is_nothing_to_compare()
    {
        Assert.Empty(RisingPhrases.Find(Counts(10, "weather"), new PhraseCounts(), 10));
        Assert.Empty(RisingPhrases.Find(With(Counts(10, "weather"), 5, "barrier"), new PhraseCounts(), 10));
        Assert.Empty(RisingPhrases.Find(new PhraseCounts(), Counts(10, "weather"), 10));
        Assert.Empty(RisingPhrases.Find(Counts(10, "weather"), Counts(10, "weather"), 10));
    }

    private static PhraseCounts Counts(int articles, string phrase) => With(new PhraseCounts(), articles, phrase);

    private static PhraseCounts With(PhraseCounts counts, int articles, string phrase)
    {
        Add(counts, articles, phrase);
        return counts;
    }

    private static void Add(PhraseCounts counts, int articles, string phrase)
    {
        for (var i = 0; i < articles; i++)
        {
            counts.Add([phrase], null);
        }
    }
}
