using System.Buffers;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>
/// Removes whole sentences that the site addresses to its readers: "Sign up for our newsletter", "This video has failed to load", "X contributed to this report". Only blocks outside quotation marks
/// and of moderate length; those in the middle of a long paragraph stay.
/// </summary>
public sealed class ReaderPrompts : ICleaningRule
{
    private const int LongestPrompt = 420;

    /// <summary>Mark-up has parted paragraphs from prompts already: what is left of these is short. Longer paragraphs speak about newsletters and accounts, not for them.</summary>
    private const int LongestMarkedUpPrompt = 250;

    private static readonly SearchValues<string> ReaderWords = SearchValues.Create(
        [" your ", " you ", " our ", " us ", " ihre ", " ihren ", " ihr ", " sie ", " dein ", " deine ", " du ", " unsere ", " votre ", " vos ", " notre ", " nos ", " vous ", " tu ", " su ", " nuestro ", " nuestra ", " tuo ", " tua ", " nostro ", " nostra ", " seu ", " nosso ", " nossa ", " je ", " uw ", " onze ", " din ", " ditt ", " twoj ", " nasz ", " ваш ", " наш ", "вас ", " sizin "],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Certain = SearchValues.Create(Split(PromptPhrases.Certain), StringComparison.Ordinal);
    private static readonly string[] Likely = Split(PromptPhrases.Likely);

    /// <inheritdoc/>
    public string Name => "reader-prompts";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        foreach (var block in draft.Blocks)
        {
            if (block.Kind is not (BlockKind.Heading or BlockKind.Caption) && block.Text.Length <= (block.IsPlain ? LongestPrompt : LongestMarkedUpPrompt) && block.Text[0] is not ('"' or '“' or '„' or '«' or '‘' or '–' or '—') && IsPrompt(block.Text))
            {
                draft.Remove(this, block, "Addressed to the site's readers");
            }
        }
    }

    private static bool IsPrompt(string text)
    {
        var folded = Folding.Fold(text);
        return folded.AsSpan().ContainsAny(Certain)
            || (AddressesReader(folded) && Likely.Count(phrase => folded.Contains(phrase, StringComparison.Ordinal)) >= 2);
    }

    private static bool AddressesReader(string folded) =>
        $" {folded} ".AsSpan().IndexOfAny(ReaderWords) >= 0;

    private static string[] Split(string phrases) =>
        [.. phrases.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(phrase => Folding.Fold(phrase)).Distinct(StringComparer.Ordinal)];
}
