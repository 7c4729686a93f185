using Pipeline.Text.Analysis;

namespace Pipeline.Text.Tests.Analysis;

public sealed class ArticleEnricherTests
{
    private static readonly Sentiment s_positive = new(SentimentLabel.Positive, new(0.8, 0.15, 0.05));
    private static readonly Sentiment s_negative = new(SentimentLabel.Negative, new(0.05, 0.15, 0.8));

    [Fact]
    public async Task Sentiment_and_phrases_come_back_to_their_segments()
    {
        var article = Articles.Of("The Nile Dam is open. It is a triumph.", "They blame the Nile Dam. It is a disaster.");

        var enrichment = await EnrichAsync(article, new OfflineAnalyser());

        Assert.Equal(2, enrichment.Segments.Count);
        Assert.Equal(SentimentLabel.Positive, enrichment.Segments[0].Sentiment!.Label);
        Assert.Equal(SentimentLabel.Negative, enrichment.Segments[1].Sentiment!.Label);
        Assert.Equal(article.Paragraphs.SelectMany(p => p.Sentences), enrichment.Segments.SelectMany(s => s.Sentences).Select(s => s.Span));
        Assert.All(enrichment.Segments, s => Assert.Contains(s.KeyPhrases, k => k.Text == "Nile Dam"));
    }

    [Fact]
    public async Task Sentences_that_the_analyser_splits_otherwise_are_combined_by_overlap()
    {
        var article = Articles.Of("One two three. Four five six.");

        // The analyser cuts after "One" and joins the rest: the first sentence is 3 parts positive and 11 negative, the second negative.
        var analyser = new FakeAnalyser(d => new DocumentAnalysis
        {
            Id = d.Id,
            Sentiment = s_negative,
            Sentences = [new(new(0, 3), s_positive), new(new(3, d.Text.Length - 3), s_negative)],
        });
        var sentences = (await EnrichAsync(article, analyser)).Segments[0].Sentences;

        Assert.Equal(article.Paragraphs[0].Sentences, sentences.Select(s => s.Span));
        Assert.Equal(SentimentLabel.Negative, sentences[0].Sentiment.Label);
        Assert.Equal(((0.8 * 3) + (0.05 * 11)) / 14, sentences[0].Sentiment.Scores.Positive, 0.0001);
        Assert.Equal(s_negative, sentences[1].Sentiment);
    }

    [Fact]
    public async Task Phrases_of_several_documents_make_one_list()
    {
        var article = Articles.Of(new string('a', 30), new string('b', 30));
        var analyser = new FakeAnalyser(d => new DocumentAnalysis
        {
            Id = d.Id,
            Sentiment = s_positive,
            Sentences = [new(new(0, d.Text.Length), s_positive)],
            KeyPhrases = d.Id == "0" ? [new("Harbour", null), new("ferry", null)] : [new("ferry", null), new("strike", null)],
        })
        {
            Limits = new AnalyserLimits(40, null),
        };

        var enrichment = await EnrichAsync(article, analyser);

        Assert.Equal(["ferry", "Harbour", "strike"], enrichment.KeyPhrases.Select(k => k.Text));
    }

    [Fact]
    public async Task Phrases_without_mentions_are_looked_up_as_whole_words_in_the_clean_text()
    {
        var article = Articles.Of("The ferry waits.", "Ferrymen wait for the Ferry.");
        var analyser = new FakeAnalyser(d => new DocumentAnalysis { Id = d.Id, KeyPhrases = [new("ferry", null)], Warnings = ["none"] });

        var enrichment = await EnrichAsync(article, analyser);

        var phrase = Assert.Single(enrichment.KeyPhrases);
        Assert.Equal(["ferry", "Ferry"], phrase.Mentions.Select(m => m.Of(article.Text).ToString()));
        Assert.All(enrichment.Segments, s => Assert.Single(Assert.Single(s.KeyPhrases).Mentions));
    }

    [Fact]
    public async Task Mentions_of_later_documents_are_moved_to_the_clean_text()
    {
        var article = Articles.Of("The harbour is shut.", "Nobody knows why it is.");
        var analyser = new FakeAnalyser(d => new DocumentAnalysis
        {
            Id = d.Id,
            KeyPhrases = d.Id == "0" ? [new("harbour", 1) { Mentions = [new(4, 7)] }] : [new("harbour", 1) { Mentions = [new(0, 6)] }],
            Warnings = ["none"],
        })
        {
            Limits = new AnalyserLimits(25, null),
        };

        var enrichment = await EnrichAsync(article, analyser);

        Assert.Equal(["harbour", "Nobody"], Assert.Single(enrichment.KeyPhrases).Mentions.Select(m => m.Of(article.Text).ToString()));
        Assert.Equal("Nobody", Assert.Single(Assert.Single(enrichment.Segments[1].KeyPhrases).Mentions).Of(article.Text).ToString());
    }

    [Theory]
    [InlineData(AnalysisErrorKind.Permanent, AnalysisErrorKind.Transient, AnalysisErrorKind.Transient)]
    [InlineData(AnalysisErrorKind.Waiting, AnalysisErrorKind.Permanent, AnalysisErrorKind.Waiting)]
    [InlineData(AnalysisErrorKind.Transient, AnalysisErrorKind.Waiting, AnalysisErrorKind.Waiting)]
    public async Task The_most_urgent_error_is_given(AnalysisErrorKind first, AnalysisErrorKind second, AnalysisErrorKind expected)
    {
        var analyser = new FakeAnalyser(d => new DocumentAnalysis { Id = d.Id, Error = new AnalysisError(d.Id == "0" ? first : second, "Code", "Detail.") })
        {
            Limits = new AnalyserLimits(40, null),
        };

        var outcome = await ArticleEnricher.EnrichAsync(Articles.Of(new string('a', 30), new string('b', 30)), analyser, TestContext.Current.CancellationToken);

        Assert.Null(outcome.Enrichment);
        Assert.Equal(expected, outcome.Error?.Kind);
    }

    [Fact]
    public async Task A_missing_answer_is_a_transient_error()
    {
        var outcome = await ArticleEnricher.EnrichAsync(Articles.Of("Some text."), new FakeAnalyser(_ => null), TestContext.Current.CancellationToken);

        Assert.Equal(AnalysisErrorKind.Transient, outcome.Error?.Kind);
    }

    [Fact]
    public async Task An_article_without_paragraphs_asks_nobody()
    {
        var analyser = new FakeAnalyser(_ => throw new InvalidOperationException("Nobody should ask."));

        var enrichment = await EnrichAsync(Articles.Of(), analyser);

        Assert.Empty(enrichment.Segments);
        Assert.Null(enrichment.Sentiment);
    }

    [Fact]
    public async Task Json_gives_the_same_bytes_and_comes_back_whole()
    {
        var enrichment = await EnrichAsync(Articles.Of("Die Brücke in Köln öffnet. A splendid day."), new OfflineAnalyser());

        var bytes = ArticleEnrichmentJson.Serialize(enrichment);
        var back = ArticleEnrichmentJson.Deserialize(bytes);

        Assert.Equal(bytes, ArticleEnrichmentJson.Serialize(back));
        Assert.Equal(enrichment.Segments[0].Sentences, back.Segments[0].Sentences);
        Assert.Equal(enrichment.KeyPhrases.Select(k => (k.Text, k.Score)), back.KeyPhrases.Select(k => (k.Text, k.Score)));
        Assert.Equal(enrichment.KeyPhrases.SelectMany(k => k.Mentions), back.KeyPhrases.SelectMany(k => k.Mentions));
        Assert.Equal(enrichment.Summary, back.Summary);
        Assert.Contains("Brücke", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    private static async Task<ArticleEnrichment> EnrichAsync(CleanArticle article, IArticleAnalyser analyser)
    {
        var outcome = await ArticleEnricher.EnrichAsync(article, analyser, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Error);
        return outcome.Enrichment!;
    }

    private sealed class FakeAnalyser(Func<AnalysisDocument, DocumentAnalysis?> answer) : IArticleAnalyser
    {
        public AnalyserIdentity Identity => new("fake", "1");

        public AnalyserLimits Limits { get; init; } = AnalyserLimits.None;

        public Task<IReadOnlyList<DocumentAnalysis>> AnalyseAsync(IReadOnlyList<AnalysisDocument> documents, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DocumentAnalysis>>([.. documents.Select(answer).OfType<DocumentAnalysis>()]);
    }
}
