using Pipeline.Conformance;
using Pipeline.Text.Analysis;

namespace Pipeline.Text.Tests.Analysis;

public sealed class OfflineAnalyserTests : ArticleAnalyserConformance
{
    protected override IArticleAnalyser CreateAnalyser() => new OfflineAnalyser();

    [Theory]
    [InlineData("de", "Das ist ein wunderbarer Erfolg.", "Das ist eine schreckliche Katastrophe.")]
    [InlineData("fr", "C'est un succès magnifique.", "C'est une terrible catastrophe.")]
    [InlineData("es", "Es un éxito maravilloso.", "Es una catástrofe terrible.")]
    [InlineData("it", "È un successo meraviglioso.", "È una terribile catastrofe.")]
    [InlineData("pt", "É um sucesso maravilhoso.", "É uma catástrofe terrível.")]
    [InlineData("nl", "Dit is een geweldig succes.", "Dit is een vreselijke ramp.")]
    public async Task Other_languages_have_sentiment_too(string language, string positive, string negative)
    {
        var answers = await AnalyseAsync(language, positive, negative);

        Assert.Equal([SentimentLabel.Positive, SentimentLabel.Negative], answers.Select(a => a.Sentiment!.Label));
    }

    [Theory]
    [InlineData("de", "Das ist gut.", "Das ist nicht gut.")]
    [InlineData("fr", "Il est heureux.", "Il n'est pas heureux.")]
    [InlineData("es", "El niño está feliz.", "El niño no está feliz.")]
    [InlineData("en", "I am happy with it.", "I am not happy with it.")]
    public async Task A_negation_turns_sentiment_around(string language, string plain, string negated)
    {
        var answers = await AnalyseAsync(language, plain, negated);

        var (before, after) = (answers[0].Sentiment!.Scores, answers[1].Sentiment!.Scores);
        Assert.True(before.Positive > before.Negative);
        Assert.True(after.Negative > after.Positive);
    }

    [Fact]
    public async Task A_language_without_support_has_no_sentiment_but_key_phrases()
    {
        var answer = Assert.Single(await AnalyseAsync("ka", "საქართველოს პარლამენტმა ახალი კანონი მიიღო."));

        Assert.Null(answer.Sentiment);
        Assert.Equal([OfflineAnalyser.SentimentUnsupported], answer.Warnings);
        Assert.NotEmpty(answer.KeyPhrases);
    }

    [Fact]
    public async Task A_document_without_a_language_is_detected()
    {
        var answer = Assert.Single(await AnalyseAsync(null, "La catástrofe dejó tres muertos y la ciudad está de luto por las víctimas del terrible incendio."));

        Assert.Equal(SentimentLabel.Negative, answer.Sentiment?.Label);
    }
}
