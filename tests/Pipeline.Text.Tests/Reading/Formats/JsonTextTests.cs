using Pipeline.Text.Reading.Json;

namespace Pipeline.Text.Tests.Reading.Formats;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData(@"{""a"":""x""}", @"{""a"":""x""}")]
    [InlineData(@"{""\ud800"":""\udc00""}", @"{""\ufffd"":""\ufffd""}")]
    [InlineData(@"""\ud83d\ude00""", @"""\ud83d\ude00""")]
    [InlineData(@"""\uD83D\uDE00\uDE00""", @"""\uD83D\uDE00\ufffd""")]
    [InlineData(@"""\ud83d\ud83d\ude00""", @"""\ufffd\ud83d\ude00""")]
    [InlineData(@"""\\ud800""", @"""\\ud800""")]
    [InlineData(@"""\\\ud800""", @"""\\\ufffd""")]
    [InlineData(@"""\u0000\n\ud8", @"""\u0000\n\ud8")]
    [InlineData(@"\", @"\")]
    public void Only_halves_of_surrogate_pairs_are_replaced_and_no_offset_moves(string text, string mended)
    {
        Assert.Equal(mended, JsonText.WithoutHalves(text));
        Assert.Equal(text.Length, mended.Length);
    }
}
