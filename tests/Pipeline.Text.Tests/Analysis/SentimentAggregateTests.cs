using Pipeline.Text.Analysis;

namespace Pipeline.Text.Tests.Analysis;

public sealed class SentimentAggregateTests
{
    private static readonly Sentiment s_positive = new(SentimentLabel.Positive, new(0.8, 0.15, 0.05));
    private static readonly Sentiment s_negative = new(SentimentLabel.Negative, new(0.05, 0.15, 0.8));
    private static readonly Sentiment s_neutral = new(SentimentLabel.Neutral, new(0.1, 0.8, 0.1));

    [Fact]
    public void Without_sentences_there_is_no_sentiment() => Assert.Null(SentimentAggregate.Of([]));

    [Fact]
    public void Positive_with_neutral_is_positive() => Assert.Equal(SentimentLabel.Positive, Label(s_neutral, s_positive, s_neutral));

    [Fact]
    public void Negative_with_neutral_is_negative() => Assert.Equal(SentimentLabel.Negative, Label(s_neutral, s_negative));

    [Fact]
    public void Both_sides_are_mixed() => Assert.Equal(SentimentLabel.Mixed, Label(s_positive, s_negative, s_neutral));

    [Fact]
    public void Neutral_alone_is_neutral() => Assert.Equal(SentimentLabel.Neutral, Label(s_neutral, s_neutral));

    [Fact]
    public void One_weak_sentence_does_not_make_a_long_story_mixed()
    {
        var weak = new Sentiment(SentimentLabel.Positive, new(0.45, 0.35, 0.2));

        Assert.Equal(SentimentLabel.Negative, Label([.. Enumerable.Repeat(s_negative, 10), weak]));
        Assert.Equal(SentimentLabel.Neutral, Label([.. Enumerable.Repeat(s_neutral, 10), weak]));
    }

    [Fact]
    public void Scores_are_weighted_by_length_and_sum_to_one()
    {
        var sentiment = SentimentAggregate.Of([new(new(0, 300), s_positive), new(new(300, 100), s_negative)])!;

        Assert.Equal(new ConfidenceScores(0.6125, 0.15, 0.2375), sentiment.Scores);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 5, 7)]
    [InlineData(0.00001, 0.3, 0.6)]
    [InlineData(0, 0, 0)]
    [InlineData(double.PositiveInfinity, 1, 1)]
    public void Rounded_scores_sum_to_one(double positive, double neutral, double negative)
    {
        var scores = ConfidenceScores.FromWeights(positive, neutral, negative);

        Assert.Equal(10_000, Math.Round(scores.Positive * 10_000) + Math.Round(scores.Neutral * 10_000) + Math.Round(scores.Negative * 10_000));
    }

    private static SentimentLabel Label(params Sentiment[] sentences) =>
        SentimentAggregate.Of([.. sentences.Select((s, i) => new SentenceSentiment(new TextSpan(i * 100, 100), s))])!.Label;
}
