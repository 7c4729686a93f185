using Pipeline.Text.Search;

namespace Pipeline.Text.Tests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("harbour", "Harbour bridge reopens")]
    [InlineData("HARB", "Harbour bridge reopens")]
    [InlineData("bridge harbour", "Harbour bridge reopens")]
    [InlineData("Zürich", "ZURICH votes")]
    [InlineData("zurich", "Zu\u0308rich votes")]
    [InlineData("avion", "L'avion est parti")]
    [InlineData("known", "A well-known face")]
    [InlineData("時代", "新しい時代が来る")]
    [InlineData("ตลาด", "เปิดตลาดใหม่")]
    [InlineData("مدرسه", "المدرسة مدرسة")]
    public void Finds_what_a_reader_would_find(string query, string text) => Assert.True(SearchWords.Of(query).AreIn(text));

    [Theory]
    [InlineData("arbour", "Harbour bridge reopens")]
    [InlineData("harbour tunnel", "Harbour bridge reopens")]
    [InlineData("bridges", "Harbour bridge reopens")]
    [InlineData("", "Harbour bridge reopens")]
    [InlineData("?!", "Harbour bridge reopens?!")]
    public void Finds_nothing_else(string query, string text) => Assert.False(SearchWords.Of(query).AreIn(text));

    [Fact]
    public void Each_word_may_stand_in_another_text_but_none_across_two()
    {
        Assert.True(SearchWords.Of("bridge minister").AreIn("Harbour bridge reopens", "transport minister"));
        Assert.False(SearchWords.Of("reopenstransport").AreIn("Harbour bridge reopens", "transport minister"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" -- ", true)]
    [InlineData("a", false)]
    public void Punctuation_is_no_word(string query, bool isEmpty) => Assert.Equal(isEmpty, SearchWords.Of(query).IsEmpty);
}
