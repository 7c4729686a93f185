using Pipeline.Text;
using Pipeline.Text.Analysis;
using Xunit;

namespace Pipeline.Conformance;

/// <summary>What every <see cref="IArticleAnalyser"/> promises. Derive, and return the analyser to test; nothing else is needed.</summary>
public abstract class ArticleAnalyserConformance
{
    private const double HalfOfTheLastDigit = 0.00005;

    /// <summary>A new analyser.</summary>
    protected abstract IArticleAnalyser CreateAnalyser();

    /// <summary>Runs the analyser over texts, each an English document unless <paramref name="language"/> says otherwise.</summary>
    protected async Task<IReadOnlyList<DocumentAnalysis>> AnalyseAsync(string? language, params string[] texts)
    {
        var documents = texts.Select((t, i) => new AnalysisDocument($"doc-{i}", t, language)).ToList();
        return await CreateAnalyser().AnalyseAsync(documents, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void It_has_a_name_a_version_and_limits()
    {
        var analyser = CreateAnalyser();

        Assert.NotEmpty(analyser.Identity.Name);
        Assert.NotEmpty(analyser.Identity.Version);
        Assert.True(analyser.Limits.MaxTextElements > 0);
        Assert.True(analyser.Limits.RecordSize is null or > 0);
    }

    [Fact]
    public async Task Each_document_has_one_answer_in_the_same_order()
    {
        var texts = Enumerable.Range(0, 25).Select(i => $"The minister opened bridge number {i}. Residents were delighted.").ToArray();

        var answers = await AnalyseAsync("en", texts);

        Assert.Equal(texts.Select((_, i) => $"doc-{i}"), answers.Select(a => a.Id));
    }

    [Fact]
    public async Task No_documents_give_no_answers() => Assert.Empty(await AnalyseAsync("en"));

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task An_answer_is_well_formed(string language, string text)
    {
        var answer = Assert.Single(await AnalyseAsync(language, text));

        AssertWellFormed(answer, text);
    }

    [Fact]
    public async Task A_clear_sentence_gets_its_label()
    {
        var answers = await AnalyseAsync("en", "This is a wonderful success and everybody is happy.", "This is a terrible disaster and many people died.", "The meeting takes place on Tuesday in room 12.");

        Assert.Equal(
            [SentimentLabel.Positive, SentimentLabel.Negative, SentimentLabel.Neutral],
            answers.Select(a => a.Sentiment!.Label));
    }

    [Fact]
    public async Task Key_phrases_are_distinct_and_taken_from_the_text()
    {
        const string text = "The European Commission fined the steel company. The European Commission said the steel company had fixed prices.";

        var answer = Assert.Single(await AnalyseAsync("en", text));

        Assert.NotEmpty(answer.KeyPhrases);
        Assert.Equal(answer.KeyPhrases.Count, answer.KeyPhrases.DistinctBy(k => k.Text, StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains(answer.KeyPhrases, k => k.Text.Contains("Commission", StringComparison.OrdinalIgnoreCase));
        Assert.All(answer.KeyPhrases, k => Assert.True(
            k.Mentions.Count == 0 || k.Mentions.Any(m => m.Of(text).Equals(k.Text, StringComparison.OrdinalIgnoreCase)),
            $"No mention of {k.Text} says so."));
    }

    [Fact]
    public async Task The_same_documents_get_the_same_answers()
    {
        string[] texts = [.. Texts().Select(t => t.Data.Item2)];

        var first = await AnalyseAsync("en", texts);
        var second = await AnalyseAsync("en", texts);

        Assert.Equal(first.Select(Render), second.Select(Render));
    }

    [Fact]
    public async Task A_document_is_judged_alone()
    {
        const string text = "The harvest failed and farmers lost everything.";

        var alone = Assert.Single(await AnalyseAsync("en", text));
        var among = await AnalyseAsync("en", "What a marvellous concert!", text, "");

        Assert.Equal(Render(alone with { Id = "doc-1" }), Render(among[1]));
    }

    [Fact]
    public async Task A_document_beyond_the_limit_spoils_no_other()
    {
        var analyser = CreateAnalyser();
        if (analyser.Limits.MaxTextElements == int.MaxValue)
        {
            Assert.Skip("This analyser has no limit.");
        }

        var tooLong = new string('a', analyser.Limits.MaxTextElements + 1);
        var answers = await AnalyseAsync("en", "A splendid day for everyone.", tooLong, "A splendid day for everyone.");

        Assert.Equal(AnalysisErrorKind.Permanent, answers[1].Error?.Kind);
        Assert.Null(answers[0].Error);
        Assert.Null(answers[2].Error);
    }

    [Fact]
    public async Task A_cancelled_call_throws()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CreateAnalyser().AnalyseAsync([new AnalysisDocument("1", "Some text.", "en")], source.Token));
    }

    /// <summary>Documents that try an analyser's patience: language and text.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Texts() =>
    [
        new("en", ""),
        new("en", "   \n\n  "),
        new("en", "."),
        new("en", "🎉👩‍👩‍👧‍👦🇰🇬"),
        new("en", "Great news! 🎉 The team won. But the coach 😢 was fired, which is sad."),
        new("en", "He said: \"We lost. It hurts.\" The crowd left at 10 p.m. Dr. Smith stayed."),
        new("en", string.Join(' ', Enumerable.Repeat("The council approved the budget after a long and bitter debate.", 75))),
        new("en", new string('x', 5_000)),
        new("de", "Der Sturm zerstörte drei Häuser. Niemand wurde verletzt."),
        new("ar", "فازت المدينة بجائزة رائعة. لكن الحريق دمر السوق القديم."),
        new("he", "העיר זכתה בפרס נפלא. השריפה הרסה את השוק."),
        new("ja", "試合に勝って選手たちは喜んだ。しかし監督は辞任した。"),
        new("en", "Lone surrogate \ud83d here. And a zero\u200bwidth space."),
    ];

    private static void AssertWellFormed(DocumentAnalysis answer, string text)
    {
        if (answer.Error is not null)
        {
            Assert.Null(answer.Sentiment);
            Assert.Empty(answer.Sentences);
            Assert.Empty(answer.KeyPhrases);
            Assert.NotEmpty(answer.Error.Code);
            return;
        }

        if (answer.Sentiment is null)
        {
            Assert.Empty(answer.Sentences);
            Assert.NotEmpty(answer.Warnings);
        }
        else
        {
            AssertScores(answer.Sentiment.Scores);
        }

        var end = 0;
        foreach (var (span, sentiment) in answer.Sentences)
        {
            Assert.InRange(span.Start, end, text.Length);
            Assert.InRange(span.Length, 1, text.Length - span.Start);
            Assert.False(char.IsWhiteSpace(text[span.Start]) || char.IsWhiteSpace(text[span.End - 1]));
            Assert.NotEqual(SentimentLabel.Mixed, sentiment.Label);
            AssertScores(sentiment.Scores);
            Assert.Equal(HighestLabel(sentiment.Scores), sentiment.Label);
            end = span.End;
        }

        foreach (var phrase in answer.KeyPhrases)
        {
            AssertMentions(phrase.Mentions, text);
        }

        Assert.All(answer.KeyPhrases, k => Assert.False(string.IsNullOrWhiteSpace(k.Text)));
        Assert.All(answer.KeyPhrases, k => Assert.True(k.Score is null or (>= 0 and <= 1)));
        var scores = answer.KeyPhrases.Select(k => k.Score).OfType<double>().ToList();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    /// <summary>Mentions are whole pieces of the text, in order and apart.</summary>
    private static void AssertMentions(IReadOnlyList<TextSpan> mentions, string text)
    {
        var end = 0;
        foreach (var mention in mentions)
        {
            Assert.InRange(mention.Start, end, text.Length);
            Assert.InRange(mention.Length, 1, text.Length - mention.Start);
            Assert.True(char.IsLetterOrDigit(text[mention.Start]) && !char.IsWhiteSpace(text[mention.End - 1]));
            end = mention.End;
        }
    }

    private static SentimentLabel HighestLabel(ConfidenceScores s) => s.Highest;

    private static void AssertScores(ConfidenceScores scores)
    {
        Assert.InRange(scores.Positive, 0, 1);
        Assert.InRange(scores.Neutral, 0, 1);
        Assert.InRange(scores.Negative, 0, 1);
        Assert.Equal(1, scores.Positive + scores.Neutral + scores.Negative, HalfOfTheLastDigit);
    }

    private static string Render(DocumentAnalysis a) =>
        $"{a.Id} {a.Error} {a.Sentiment} [{string.Join(", ", a.Sentences)}] [{string.Join(", ", a.KeyPhrases.Select(k => $"{k.Text} {k.Score} {string.Join(' ', k.Mentions)}"))}] [{string.Join(", ", a.Warnings)}]";
}
