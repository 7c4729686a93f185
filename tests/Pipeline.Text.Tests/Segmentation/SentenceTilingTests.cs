using System.Text;
using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Tests.Segmentation;

/// <summary>Whatever the text and language: sentences stand in order, without white space around them, and nothing but white space stands between them.</summary>
public sealed class SentenceTilingTests
{
    private const int TextsPerLanguage = 400;

    /// <summary>Marks, words, openers and closers that mean something to the rules, and some that mean nothing.</summary>
    private static readonly string[] s_parts =
    [
        ".", "!", "?", "…", "...", ". . .", "。", "？", "।", "۔", "։", ":", ";", ",", "،", "(", ")", "[", "]", "[3]", "\"", "“", "”", "„", "«", "»", "「", "」", "'", "’", "–", "—", "-", "*", "_____", "• ", "1. ", "2) ", "a.) ",
        " ", "\u00a0", "\u200b", "\n", "\n\n", "\r\n", "\u2028", "\t", "Dr", "No", "St", "p.m", "U.S", "etc", "z.B", "J", "I", "The", "it", "Yahoo!", "12", "3.5", "IV", "word", "Word", "ул", "Москва", "word@example.org", "http://example.org/a.b",
        "你好", "彼", "नमस्ते", "مرحبا", "\U0001F600", "e\u0301", "\ud800", "\0",
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("ru")]
    [InlineData("el")]
    [InlineData("hy")]
    [InlineData("ar")]
    [InlineData("hi")]
    [InlineData("ja")]
    [InlineData(null)]
    public void Sentences_tile_any_text(string? language)
    {
        for (var seed = 0; seed < TextsPerLanguage; seed++)
        {
            var text = Write(new Random(seed));
            var end = 0;
            foreach (var span in SentenceSegmenter.Split(text, language))
            {
                Assert.True(span.Start >= end && span.Length > 0, $"Seed {seed}: sentences overlap at {span.Start}.");
                Assert.True(IsSpace(text[end..span.Start]), $"Seed {seed}: characters are left out before {span.Start}.");
                Assert.False(SentenceCharacters.IsSpace(text[span.Start]) || SentenceCharacters.IsSpace(text[span.End - 1]), $"Seed {seed}: the sentence at {span.Start} has white space around it.");
                end = span.End;
            }

            Assert.True(IsSpace(text[end..]), $"Seed {seed}: the end is left out.");
        }
    }

    private static bool IsSpace(string text) => text.All(SentenceCharacters.IsSpace);

    private static string Write(Random random)
    {
        var text = new StringBuilder();
        for (var parts = random.Next(1, 60); parts > 0; parts--)
        {
            text.Append(s_parts[random.Next(s_parts.Length)]).Append(random.Next(2) == 0 ? " " : "");
        }

        return text.ToString();
    }
}
