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

    [Theory]
    [InlineData("ms", "Bangunan itu musnah.", "Pemusnahannya disiasat.")]
    [InlineData("id", "Rumah itu rusak.", "Perusakannya dilaporkan.")]
    public async Task Words_of_one_root_lean_to_the_same_side_whatever_their_prefix(string language, string root, string kin)
    {
        var leanings = (await AnalyseAsync(language, root, kin)).Select(a => Math.Sign(a.Sentiment!.Scores.Positive - a.Sentiment.Scores.Negative)).ToArray();

        Assert.NotEqual(0, leanings[0]);
        Assert.Equal(leanings[0], leanings[1]);
    }

    [Theory]
    [InlineData("ms", "Mereka tiba kerana sekolah di Sarawak.")]
    [InlineData("it", "Ieri il museo ha aperto con Mortara e Crispi.")]
    [InlineData("es", "Ayer la alcaldesa Guerrero habló con Felipe en Gracián.")]
    public async Task Names_and_small_words_that_only_begin_like_a_listed_word_lean_to_no_side(string language, string text)
    {
        var scores = Assert.Single(await AnalyseAsync(language, text)).Sentiment!.Scores;

        Assert.Equal(scores.Positive, scores.Negative, precision: 3);
    }

    [Theory]
    [InlineData("it", "Le canzoni erano belle.")]
    [InlineData("de", "Gesucht wird nach den Verbrechern.")]
    public async Task Endings_still_count_where_a_word_is_no_name(string language, string text)
    {
        var scores = Assert.Single(await AnalyseAsync(language, text)).Sentiment!.Scores;

        Assert.NotEqual(scores.Positive, scores.Negative, precision: 3);
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
