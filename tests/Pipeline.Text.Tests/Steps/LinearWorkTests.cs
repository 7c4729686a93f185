using Pipeline.TestSupport;

namespace Pipeline.Text.Tests.Steps;

/// <summary>Cleaning a text of twice the length takes twice the steps, whatever the text. Steps are counted, not timed: see <see cref="CountedLibrary"/>.</summary>
public sealed class LinearWorkTests
{
    /// <summary>Code units of the shorter text: long enough that what is done once per article does not count.</summary>
    private const int Length = 30_000;

    /// <summary>Twice, and a little for a sort's logarithm and for units of several code units.</summary>
    private const double MostGrowth = 2.2;

    /// <summary>Of Markdown, whose parser gives up at 10,000 open marks: what it does before that is not seen at the length above.</summary>
    private const int MarkdownLength = 9_000;

    private static readonly Lazy<CountedCleaner> s_cleaner = new(() => new CountedCleaner());

    public static TheoryData<SizedText> Texts => [.. SizedText.Articles, .. SizedText.Hostile];

    public static TheoryData<SizedText> Markdown => [.. SizedText.Hostile.Where(text => text.FileName.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Twice_the_text_takes_twice_the_steps(SizedText text) => AssertLinear(text, Length);

    [Theory]
    [MemberData(nameof(Markdown))]
    public void Twice_the_Markdown_takes_twice_the_steps_where_its_parser_does_not_give_up(SizedText text) => AssertLinear(text, MarkdownLength);

    private static void AssertLinear(SizedText text, int length)
    {
        var single = s_cleaner.Value.Clean(text, length);
        var twice = s_cleaner.Value.Clean(text, 2 * length);

        Assert.True(twice.Steps <= MostGrowth * single.Steps, $"{single.Steps} steps became {twice.Steps}.");
        Assert.True(twice.Bytes <= MostGrowth * single.Bytes, $"{single.Bytes} allocated bytes became {twice.Bytes}.");
    }
}
