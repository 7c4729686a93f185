using Pipeline.Text.Analysis.Summaries;

namespace Pipeline.Text.Tests.Analysis;

public sealed class ReadingStatisticsTests
{
    [Fact]
    public void Words_are_what_has_letters_or_digits()
    {
        var statistics = ReadingStatistics.Of(Articles.Of("Don't go – the well-known pier no. 7 is shut.", "Go home."));

        Assert.Equal(11, statistics.Words);
        Assert.Equal(2, statistics.Sentences);
    }

    [Theory]
    [InlineData(ReadingStatistics.WordsPerMinute, 60)]
    [InlineData(ReadingStatistics.WordsPerMinute / 2, 30)]
    [InlineData(1, 1)]
    public void Reading_time_follows_the_words(int words, int seconds) =>
        Assert.Equal(seconds, ReadingStatistics.Of(Articles.Of(string.Join(' ', Enumerable.Repeat("word", words)))).Seconds);

    [Theory]
    [InlineData("居民反对关闭码头", ReadingStatistics.ChineseCharactersPerMinute)]
    [InlineData("灯台を守りたいと話す", ReadingStatistics.JapaneseCharactersPerMinute)]
    public void Chinese_and_Japanese_count_by_characters(string text, int perMinute)
    {
        var statistics = ReadingStatistics.Of(Articles.Of(text));

        Assert.Equal(text.Length, statistics.Words);
        Assert.Equal((int)Math.Ceiling(text.Length * 60.0 / perMinute), statistics.Seconds);
    }

    [Fact]
    public void Foreign_words_in_a_Japanese_text_count_once() => Assert.Equal(4, ReadingStatistics.Of(Articles.Of("灯台 GPS 7")).Words);

    [Fact]
    public void Nothing_takes_no_time() => Assert.Equal(new ReadingStatistics(0, 0, 0), ReadingStatistics.Of(Articles.Of()));
}
