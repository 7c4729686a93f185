using Pipeline.TestSupport;

namespace Pipeline.Text.Tests.Steps;

/// <summary>Cleaning a text of twice the length takes twice the steps, whatever the text. Steps are counted, not timed: see <see cref="CountedLibrary"/>.</summary>
public sealed class LinearWorkTests
{
    /// <summary>Code units of the shorter text: long enough that what is done once per article does not count.</summary>
    private const int Length = 30_000;

    /// <summary>Twice, and a little for a sort's logarithm and for units of several code units.</summary>
    private const double MostGrowth = 2.2;

    private static readonly Lazy<CountedCleaner> s_cleaner = new(() => new CountedCleaner());

    public static TheoryData<SizedText> Texts => [.. SizedText.Articles, .. SizedText.Hostile];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Twice_the_text_takes_twice_the_steps(SizedText text)
    {
        var single = s_cleaner.Value.Clean(text, Length);
        var twice = s_cleaner.Value.Clean(text, 2 * Length);

        Assert.True(twice.Steps <= MostGrowth * single.Steps, $"{single.Steps} steps became {twice.Steps}.");
        Assert.True(twice.Bytes <= MostGrowth * single.Bytes, $"{single.Bytes} allocated bytes became {twice.Bytes}.");
    }
}
