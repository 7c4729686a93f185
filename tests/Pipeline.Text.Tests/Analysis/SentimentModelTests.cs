using System.IO.Compression;
using System.Text.Json;
using Pipeline.Text.Analysis;
using Pipeline.Text.Analysis.Sentiments;

namespace Pipeline.Text.Tests.Analysis;

public sealed class SentimentModelTests
{
    [Theory]
    [InlineData("The rescue team saved all twelve children and the town celebrated.", SentimentLabel.Positive)]
    [InlineData("Critics praised the film as a brilliant and moving masterpiece.", SentimentLabel.Positive)]
    [InlineData("Dozens were killed when the ferry sank in the storm.", SentimentLabel.Negative)]
    [InlineData("The minister was accused of corruption and lying to parliament.", SentimentLabel.Negative)]
    [InlineData("The committee meets on the second Tuesday of each month.", SentimentLabel.Neutral)]
    [InlineData("Operating profit rose to 14 million euros from 9 million a year earlier.", SentimentLabel.Positive)]
    [InlineData("Net sales fell by 12 percent in the third quarter.", SentimentLabel.Negative)]
    public void A_sentence_of_news_gets_its_label(string sentence, SentimentLabel label) => Assert.Equal(label, OfflineAnalyser.SentimentOf(sentence, "en")?.Label);

    [Fact]
    public void The_card_names_version_and_sources()
    {
        using var card = JsonDocument.Parse(SentimentModel.Shipped.Card);

        Assert.NotEmpty(card.RootElement.GetProperty("version").GetString()!);
        Assert.NotEmpty(card.RootElement.GetProperty("trained").EnumerateArray());
    }

    [Fact]
    public void Saving_and_loading_changes_nothing()
    {
        var stream = new MemoryStream();
        SentimentModel.Shipped.Save(stream, CompressionLevel.Fastest);

        var loaded = SentimentModel.Load(new MemoryStream(stream.ToArray()));

        Assert.Equal(SentimentModel.Shipped.Classify("What a glorious, dreadful day!"), loaded.Classify("What a glorious, dreadful day!"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\ud83d")]
    [InlineData("'''")]
    [InlineData("n't 't t' a'b'c")]
    public void Odd_text_has_scores(string sentence)
    {
        var scores = OfflineAnalyser.SentimentOf(sentence, "en")!.Scores;

        Assert.Equal(1, scores.Positive + scores.Neutral + scores.Negative, 0.00005);
    }

    [Theory]
    [InlineData("Profits soared", 1)]
    [InlineData("Costs soared", -1)]
    [InlineData("Losses narrowed", 1)]
    [InlineData("Exports declined", -1)]
    [InlineData("Sales did not fall", 1)]
    [InlineData("The sun rose", 0)]
    public void Business_news_is_good_or_bad_by_what_moves(string sentence, int sign)
    {
        Span<SentimentToken> tokens = stackalloc SentimentToken[SentimentTokens.Most];
        var count = SentimentTokens.Read(sentence, tokens);

        Assert.Equal(sign, Math.Sign(BusinessDirection.Of(tokens[..count])));
    }
}
