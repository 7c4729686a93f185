using Pipeline.Cli.Output;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Tests.Output;

public sealed class ArticleDetailTextTests
{
    private static readonly SentimentView Positive = new("Positive", 0.8, 0.15, 0.05);
    private static readonly SentimentView Neutral = new("Neutral", 0.1, 0.8, 0.1);

    [Fact]
    public void Paragraphs_and_sentences_stand_with_their_scores()
    {
        var output = Print(Detail("Harbour opens", "The harbour opened."));

        Assert.StartsWith("Title:       Harbour opens\n", output, StringComparison.Ordinal);
        Assert.Contains("Sentiment:   positive 0.80/0.15/0.05\n", output, StringComparison.Ordinal);
        Assert.EndsWith(
            """

            ## What comes next

            positive 0.80/0.15/0.05  harbour
              neutral  0.10/0.80/0.10  The harbour opened.

            """,
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_and_length_stand_among_the_facts()
    {
        var output = Print(Detail("Harbour opens", "The harbour opened."));

        Assert.Contains("Summary:     The harbour opened.\n", output, StringComparison.Ordinal);
        Assert.Contains("Length:      480 words, 21 sentences, 2 min to read\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_sequences_in_an_article_do_not_reach_the_terminal()
    {
        var output = Print(Detail("Bad \e[2J title", "Sentence \u009B31m here."));

        Assert.DoesNotContain('\e', output);
        Assert.DoesNotContain('\u009B', output);
    }

    private static string Print(ArticleDetail detail)
    {
        var (terminal, output, _) = CommandRun.Capture();
        new ArticleDetailText(terminal).Write(detail);
        return output.ToString();
    }

    private static ArticleDetail Detail(string title, string sentence) => new(
        new ArticleSummary("0123", "local/a.txt", "local", "Enriched", Reason: null, title, "2024-05-03", "en", Positive, ["harbour"], 1, ClusterId: null, Similarity: null),
        ReasonDetail: null,
        Standfirst: null,
        Byline: "Ada Lind",
        Authors: ["Ada Lind"],
        Updated: null,
        Publisher: null,
        Rubric: null,
        CanonicalUrl: null,
        Received: new DateTimeOffset(2024, 5, 4, 8, 0, 0, TimeSpan.Zero),
        Attempts: 0,
        LastError: null,
        WaitUntil: null,
        Analyser: "offline/1",
        Warnings: [],
        WordCount: 480,
        SentenceCount: 21,
        ReadingSeconds: 122,
        Summary: [new PassageView(0, sentence)],
        Phrases: [new PhraseView("harbour", 1, [new PassageView(4, "harbour")])],
        Captions: [],
        Sections: [new SectionView("What comes next", [new ParagraphView(0, sentence, Positive, ["harbour"], [new SentenceView(sentence, Neutral)])])]);
}
