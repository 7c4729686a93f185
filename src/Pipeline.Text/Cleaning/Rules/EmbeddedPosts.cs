using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes what an embedded post of a social network leaves behind: its signature ("— Harbour Office (@harbour) July 18, 2026") and lines that end in the address of its picture.</summary>
public sealed class EmbeddedPosts : ICleaningRule
{
    private const int LongestSignature = 160;

    private static readonly string[] Addresses = ["pic.twitter.com/", "pic.x.com/", "https://t.co/"];

    /// <inheritdoc/>
    public string Name => "embedded-posts";

    /// <inheritdoc/>
    public void Apply(ArticleDraft draft)
    {
        foreach (var block in draft.Blocks)
        {
            if (block.Kind is not (BlockKind.Heading or BlockKind.Caption) && (IsSignature(block.Text) || EndsInAddress(block.Text)))
            {
                draft.Remove(this, block, "Part of an embedded post");
            }
        }
    }

    private static bool IsSignature(string text) =>
        text.Length <= LongestSignature && text[0] is '—' or '–' && text.IndexOf("(@", StringComparison.Ordinal) is > 0 and var at && text.IndexOf(')', at) > at;

    private static bool EndsInAddress(string text)
    {
        var last = text.AsSpan(text.LastIndexOf(' ') + 1);
        foreach (var address in Addresses)
        {
            if (last.Contains(address, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
